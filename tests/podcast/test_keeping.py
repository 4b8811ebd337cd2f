"""What was made is kept while it may be, whatever is away for a while, and nothing longer than that."""

from datetime import timedelta

import pytest

from daily8.articles.models import Article
from daily8.assistant.models import Conduct
from daily8.engine.ai import installed_speech
from daily8.podcast import files, keeping, making
from daily8.podcast.hearing import heard_on
from daily8.podcast.models import Episode, Kind, Line, State
from tests.podcast.conftest import DAY, NOW, at, episode, fails, withdraw, work

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = (Kind.HEADLINE, Kind.TOLD)


def give_up(voice, monkeypatch, last: str) -> None:
    """Let the voice fail at these words until nobody tries again."""
    voice.before = lambda words: fails()(words) if words.startswith(last) else None
    for hours in range(8):
        at(monkeypatch, timedelta(hours=hours))
        work()
    assert episode().state == State.ABSENT


def test_episodes_outlive_a_day_without_listen(edition, voice, monkeypatch):
    work()
    file, count = episode().file, len(voice.read)
    off = Conduct.objects.create(off=["listen"])
    assert heard_on("en", DAY) is None
    at(monkeypatch, timedelta(hours=26))
    work()
    assert (episode().state, episode().file) == (State.READY, file)
    off.off = []
    off.save()

    assert heard_on("en", DAY) is not None
    work()
    assert (episode().file, len(voice.read)) == (file, count)


def test_what_is_withdrawn_while_listen_is_off_is_deleted_and_the_rest_heard_afterwards(
    edition, voice, monkeypatch
):
    work()
    file, count = episode().file, len(voice.read)
    off = Conduct.objects.create(off=["listen"])
    withdraw("Ferry aground 0")
    withdraw("Ferry aground 1")
    at(monkeypatch, timedelta(days=2))
    work()
    work()

    assert not files.path(file).exists()
    assert not Line.objects.filter(kind__in=WORDS, words__contains="erry").exists()
    assert (episode().state, episode().error) == (State.WAITING, "Listen is switched off for this site")
    off.off = []
    off.save()
    at(monkeypatch, timedelta(days=2, minutes=11))
    work()
    assert heard_on("en", DAY) is not None
    assert len(voice.read) - count <= 6


def test_an_episode_that_was_made_waits_for_a_voice_however_long(edition, voice, monkeypatch):
    work()
    withdraw("Ferry aground 0")
    monkeypatch.setattr(installed_speech, "is_installed", lambda: False)
    for days in (1, 2, 3):
        at(monkeypatch, timedelta(days=days))
        work()
        assert episode().state == State.WAITING
    assert "no voice reads en" in episode().error
    monkeypatch.setattr(installed_speech, "is_installed", lambda: True)
    at(monkeypatch, timedelta(days=4))
    work()

    assert heard_on("en", DAY) is not None


def test_a_folder_that_is_away_for_a_moment_has_nothing_read_again(edition, voice, monkeypatch):
    work()
    count, file = len(voice.read), episode().file
    at(monkeypatch, timedelta(days=9))
    folder = files.folder()
    folder.rename(folder.with_name("away"))
    assert heard_on("en", DAY) is None
    work()
    assert len(voice.read) == count
    folder.with_name("away").rename(folder)

    assert heard_on("en", DAY) is not None
    assert episode().file == file


def test_a_file_that_is_lost_is_read_anew(edition, voice):
    work()
    files.path(episode().file).unlink()
    assert heard_on("en", DAY) is None
    work()

    assert heard_on("en", DAY) is not None
    assert len(voice.read) == 2 * Line.objects.count()


def test_yesterdays_paper_is_not_read_and_old_episodes_are_deleted(edition, voice, monkeypatch, settings):
    at(monkeypatch, timedelta(hours=21))
    work()
    assert not Episode.objects.exists()
    at(monkeypatch, timedelta())
    work()
    old = episode().file
    at(monkeypatch, timedelta(days=settings.PODCAST_DAYS, minutes=1))
    work()

    assert episode().state == State.OVER
    assert not files.path(old).exists()
    assert not Line.objects.exists()
    assert heard_on("en", DAY) is None


def test_a_worker_that_slept_for_days_does_not_read_the_paper_of_then(edition, voice, monkeypatch):
    making.plan(NOW)
    at(monkeypatch, timedelta(days=3))
    work()

    assert (episode().state, voice.read) == (State.ABSENT, [])
    assert episode().error == "it could not be made within 20 hours"


def test_an_operator_has_an_old_paper_read_that_never_was(edition, voice, monkeypatch):
    making.plan(NOW)
    at(monkeypatch, timedelta(days=3))
    work()
    keeping.make_again(episode(), NOW)
    work()

    assert heard_on("en", DAY) is not None


def test_what_was_spoken_of_an_episode_that_never_came_is_deleted_as_the_others_are(
    edition, voice, monkeypatch, settings
):
    give_up(voice, monkeypatch, "You are done")
    assert Line.objects.exclude(audio=b"").exists()
    at(monkeypatch, timedelta(days=settings.PODCAST_DAYS, minutes=1))
    work()

    assert not Line.objects.exists()
    assert (episode().state, episode().error) == (State.OVER, "the voice is hoarse")


def test_withdrawn_words_of_an_episode_that_never_came_are_deleted_at_once(edition, voice, monkeypatch):
    give_up(voice, monkeypatch, "You are done")
    assert Line.objects.filter(kind__in=WORDS, words__contains="erry").exists()
    count = Line.objects.count()
    Article.objects.filter(title__startswith="Ferry").withdraw()
    work()

    assert not Line.objects.filter(kind__in=WORDS, words__contains="erry").exists()
    assert 0 < Line.objects.count() < count


def test_words_that_a_worker_is_reading_just_now_are_left_to_it(edition, voice):
    making.plan(NOW)
    (held,) = Episode.objects.claim(NOW, limit=1, worker="another", lease=timedelta(minutes=5))
    job = making.begin(held, "another", NOW)
    Article.objects.filter(title__startswith="Ferry").withdraw()
    keeping.forget(NOW)

    assert making.keep(job, job.lines[-1], b"sound", "another", NOW)
    assert Line.objects.count() == len(job.lines)
