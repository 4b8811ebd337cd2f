"""An operator has an edition read aloud on the command line."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from daily8.commands.edition import edition as command
from daily8.podcast import files
from daily8.podcast.models import Episode, State
from tests.podcast.conftest import NOW, at, episode, fails, withdraw, work

pytestmark = pytest.mark.django_db(transaction=True)


def run(*more: str):
    return CliRunner().invoke(command, ["--podcast", "2026-11-26", *more])


def test_an_edition_of_any_age_is_read_aloud_once(edition, voice, monkeypatch):
    at(monkeypatch, timedelta(days=3))
    told = run()
    again = run()

    assert told.exit_code == 0
    assert str(files.path(episode().file)) in told.output
    assert "by hibari" in told.output
    assert again.output == told.output
    assert len(voice.read) == episode().lines.count()


def test_why_it_cannot_be_is_said_with_the_way_out(edition, voiceless):
    told = run()

    assert told.exit_code == 1
    assert (
        "no voice reads en: name a model in the admin that is used for Listen, or install daily8[speech]"
        in told.output
    )


def test_a_voice_that_fails_is_said_and_what_was_spoken_is_kept(edition, voice):
    voice.before = lambda words: fails()(words) if words.startswith("You are done") else None
    told = run()
    assert told.exit_code == 1
    assert "the voice is hoarse" in told.output
    voice.before = lambda _words: None
    before = len(voice.read)

    assert run().exit_code == 0
    assert len(voice.read) == before + 2


def test_what_was_withdrawn_since_is_read_without_it(edition, voice):
    run()
    withdraw("Ferry aground 0")
    withdraw("Ferry aground 1")

    assert run().exit_code == 0
    assert episode().state == State.READY
    assert episode().lines.filter(words__contains="erry").count() == 0


def test_an_edition_that_a_worker_reads_is_left_to_it(edition, voice):
    work()
    Episode.objects.update(
        state=State.WAITING, due_at=NOW, claimed_by="another", claimed_until=NOW + timedelta(minutes=5)
    )

    assert "a worker is reading this edition right now" in run().output


@pytest.mark.parametrize(
    ("more", "words"), [(["--weekly"], "only daily editions"), (["--language", "ar"], "there is no")]
)
def test_an_edition_that_is_not_there_is_named(edition, voice, more, words):
    told = run(*more)

    assert told.exit_code == 2
    assert words in told.output
