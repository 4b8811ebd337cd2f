"""An edition is read aloud once, line by line, whatever ends when; what may not be heard is in no episode."""

import json
import threading
from datetime import timedelta

import pytest
from mutagen.mp3 import MP3

from daily8.articles.models import Article
from daily8.assistant.models import Call, Conduct
from daily8.editions import making as editions
from daily8.editions import newsroom
from daily8.editions.models import Entry
from daily8.engine.ai import installed_speech
from daily8.engine.sound import Sound, loudness, mp3, tags, wav
from daily8.pipeline import editing
from daily8.podcast import files, hearing, keeping
from daily8.podcast.models import Episode, Kind, Line, State
from daily8.sources.models import Publisher
from tests.assistant.news import provider
from tests.misbehaving import speaks, status
from tests.podcast.conftest import DAY, NOW, at, episode, fails, nothing_new, sound_of, withdraw, work

pytestmark = pytest.mark.django_db(transaction=True)

EARLIER = NOW - timedelta(hours=5)


def words() -> list[str]:
    return list(Line.objects.order_by("number").values_list("words", flat=True))


def heard() -> hearing.Recording | None:
    found = hearing.heard(list(Episode.objects.select_related("edition")))
    return found[0] if found else None


def file() -> bytes:
    return files.path(episode().file).read_bytes()


def test_the_edition_is_read_from_its_date_to_its_end(edition, voice, settings):
    settings.SITE_NAME = "Harbour News"
    work()

    said = words()
    assert voice.read == said
    assert said[0] == "Harbour News: The daily eight, Thursday, November 26, 2026."
    assert said[1] == "3 stories, read by the voice of a computer."
    assert said[-2] == "You are done for today."
    number = said.index("Story 1.")
    assert said[number + 2].startswith("Reported by ")
    assert any("ran aground" in one for one in said)
    assert episode().state == State.READY


def test_chapters_begin_and_end_where_the_sound_of_their_lines_does(edition, voice, settings):
    settings.SITE_URL = "https://news.example"
    work()

    one, data = episode(), file()
    assert (tags.size(data), len(data)) == (one.tags_size, one.size)
    frames = mp3.frames(data[one.tags_size :])
    recording = heard()
    read = MP3(files.path(one.file))
    assert read.info.length == pytest.approx(one.milliseconds / 1000, abs=0.001)
    assert len(frames) * mp3.FRAME_MILLISECONDS == one.milliseconds == recording.cues[-1].ends
    chapters = [read.tags[f"CHAP:{name}"] for name in read.tags["CTOC:contents"].child_element_ids]
    assert len(chapters) == 5
    at = 0
    for chapter, told in zip(chapters, recording.chapters, strict=True):
        sizes = Line.objects.filter(chapter=told.number).values_list("size", flat=True)
        assert (chapter.start_time, chapter.end_time) == (at, at + mp3.milliseconds(sum(sizes)))
        assert chapter.sub_frames["TIT2"].text == [told.title]
        at = chapter.end_time
    assert (
        chapters[1].sub_frames["WXXX:"].url == f"https://news.example/en/story/{recording.chapters[1].story_key}"
    )


def test_every_line_lasts_as_long_as_it_was_spoken_and_is_as_loud_as_the_others(edition, voice, monkeypatch):
    packed = []
    real = mp3.packed
    monkeypatch.setattr(mp3, "packed", lambda sound: packed.append(sound) or real(sound))
    work()

    for sound, line in zip(packed, Line.objects.order_by("number"), strict=True):
        spoken = sound_of(line.words).seconds
        # A pause behind it, and less than four frames that packing adds.
        assert 0 <= mp3.milliseconds(line.size) / 1000 - spoken - 0.25 < 0.7 + 4 * 0.024
        if spoken > 1:
            said = Sound(sound.samples[: round(spoken * sound.rate)], sound.rate)
            assert loudness.loudness(said) == pytest.approx(loudness.TARGET, abs=0.2)


def test_an_edition_is_read_once_however_often_it_is_looked_at(edition, voice):
    work()
    before, count = episode().file, len(voice.read)
    work("another")
    work()

    assert (episode().file, len(voice.read)) == (before, count)
    assert [one.name for one in files.folder().iterdir() if one.name.startswith("en-")] == [before]


@pytest.mark.parametrize("spoken", [0, 1, 5, 9])
def test_a_worker_that_is_killed_between_two_lines_loses_none_and_reads_none_twice(edition, voice, spoken):
    class Killed(BaseException):
        pass

    def kill(_words: str) -> None:
        if len(voice.read) == spoken:
            raise Killed

    voice.before = kill
    with pytest.raises(Killed):
        work("killed")
    assert heard() is None
    voice.before = lambda _words: None
    Episode.objects.release("killed")
    work()

    # What is said twice in the same words is read once more at most.
    assert set(voice.read) == set(words())
    assert len(voice.read) <= len(words())
    assert heard() is not None


def test_what_a_crash_left_of_a_file_is_deleted_and_no_episode_is(edition, voice, monkeypatch):
    work()
    for name in ("en-2026-11-26-half.mp3.part", "en-2026-11-26-lost.mp3"):
        files.path(name).write_bytes(b"half")
    keeping.forget(NOW)
    assert files.path("en-2026-11-26-lost.mp3").exists()
    monkeypatch.setattr(files, "_LEFT_SECONDS", -60)
    keeping.forget(NOW)

    assert [one.name for one in files.folder().iterdir()] == [episode().file]


def test_a_voice_that_fails_is_tried_again_later_each_time_and_then_given_up(edition, voice, monkeypatch):
    voice.before = fails()
    pauses = []
    later = timedelta()
    for _ in range(6):
        work()
        one = episode()
        if one.due_at:
            pauses.append(one.due_at - NOW - later)
            later = one.due_at - NOW
            at(monkeypatch, later)

    assert pauses == sorted(pauses)
    assert len(pauses) == 5
    one = episode()
    assert (one.state, one.due_at, one.error) == (State.ABSENT, None, "the voice is hoarse")
    assert heard() is None
    assert not one.file
    voice.before = lambda _words: None
    work()
    assert episode().state == State.ABSENT
    keeping.make_again(one, NOW)
    work()
    assert heard() is not None


def test_a_line_in_which_a_voice_finds_nothing_is_left_out(edition, voice):
    def find_nothing(text: str) -> None:
        if text.startswith("Reported by"):
            fails("empty")(text)

    voice.before = find_nothing
    work()

    assert not any(cue.line.words.startswith("Reported") for cue in heard().cues)
    assert [cue.line.words for cue in heard().cues] == voice.read


def test_an_article_that_is_withdrawn_is_heard_no_more_at_once_and_the_rest_is_heard_again(edition, voice):
    work()
    told, old, count = Entry.objects.get(place=3), episode().file, len(voice.read)
    title, other = told.headline.title, {"Ferry aground 0", "Ferry aground 1"} - {told.headline.title}
    withdraw(title)
    assert heard() is None
    work()

    assert not files.path(old).exists()
    recording = heard()
    assert title not in [cue.line.words for cue in recording.cues]
    assert other <= {cue.line.words for cue in recording.cues}
    assert told.story_key in [chapter.story_key for chapter in recording.chapters]
    # Only what is new was read.
    assert len(voice.read) - count <= 6
    assert len(mp3.frames(file()[episode().tags_size :])) * 24 == recording.cues[-1].ends


def test_a_story_of_which_all_is_withdrawn_has_no_chapter(edition, voice):
    work()
    Article.objects.filter(title__startswith="Ferry").update(withdrawn=True, visible=False)
    work()

    assert len(heard().chapters) == 4
    assert not any("erry" in one for one in words())
    assert words()[1] == "2 stories, read by the voice of a computer."


def test_an_edition_of_which_all_is_withdrawn_has_no_episode(edition, voice):
    work()
    old = episode().file
    Article.objects.update(withdrawn=True, visible=False)
    work()

    assert episode().state == State.ABSENT
    assert "no story" in episode().error
    assert not files.path(old).exists()


@pytest.mark.parametrize("act", ["drop", "rewrite", "reorder", "correct"])
def test_what_editors_change_and_publishers_correct_is_read_anew(edition, voice, act):
    work()
    entry = Entry.objects.get(place=1)
    if act == "drop":
        newsroom.arrange(edition, {entry.pk: 0}, by="samia", now=NOW)
    elif act == "rewrite":
        newsroom.rewrite(entry, title="Another headline", words="Another brief.", by="samia", now=NOW)
    elif act == "reorder":
        newsroom.arrange(edition, {entry.pk: 3}, by="samia", now=NOW)
    else:
        Article.objects.filter(pk=entry.headline_id).update(title="Corrected headline")
    assert heard() is None
    work()

    told = [cue.line.words for cue in heard().cues]
    assert (entry.story_key in [one.story_key for one in heard().chapters]) is (act != "drop")
    assert ("Another headline" in told, "Another brief." in told) == (act == "rewrite",) * 2
    assert ("Corrected headline" in told) is (act == "correct")


def test_more_publishers_change_nothing_of_what_was_read(edition, voice):
    work()
    story = Entry.objects.get(place=1).story
    story.publishers_count += 9
    story.save()

    assert heard() is not None


def test_an_article_that_is_withdrawn_while_it_is_read_is_in_no_episode(edition, voice):
    title = Entry.objects.get(place=3).headline.title

    def withdrawing(_text: str) -> None:
        if voice.read[-1:] == [title]:
            # In the thread of the database, as another process would between two lines.
            thread = threading.Thread(target=withdraw, args=[title])
            thread.start()
            thread.join()

    voice.before = withdrawing
    work()

    assert title in voice.read
    assert title not in words()
    assert heard() is not None


def test_the_words_of_publishers_that_refuse_ai_are_not_read(edition, voice):
    Publisher.objects.update(ai=False)
    work()

    assert not any("Ferry" in one or "Bridge" in one for one in words())
    assert words().count("It can be read on the page of this edition.") == 3
    assert set(Line.objects.values_list("kind", flat=True)) == {Kind.OWN, Kind.NAMES}


def test_without_a_voice_operators_read_why_and_with_one_it_is_made_after_all(
    edition, voiceless, monkeypatch, voice
):
    monkeypatch.setattr(installed_speech, "is_installed", lambda: False)
    work()
    assert episode().state == State.ABSENT
    assert "no voice reads en" in episode().error
    monkeypatch.setattr(installed_speech, "is_installed", lambda: True)
    work()

    assert heard() is not None


def test_where_listen_is_switched_off_nothing_is_made(edition, voice):
    Conduct.objects.create(off=["listen"])
    work()

    assert (episode().state, voice.read) == (State.ABSENT, [])
    assert "Listen is switched off" in episode().error


def test_a_voice_on_a_server_reads_with_receipts_and_within_the_budget(edition, voiceless, server, monkeypatch):
    server.will(speaks(wav.write(sound_of("word " * 9)), kind="audio/wav"))
    provider(server.address, name="Voice", abilities=["listen"], voice="alto", price_in=15)
    Conduct.objects.create(calls_a_minute=10)
    later = timedelta()
    for _ in range(20):
        work()
        if episode().state == State.READY:
            break
        assert "calls a minute are allowed" in episode().error
        assert Call.objects.since(NOW + later - timedelta(minutes=1)).count() <= 5
        later = episode().due_at - NOW + timedelta(seconds=1)
        at(monkeypatch, later)

    assert heard() is not None
    assert Call.objects.count() == Line.objects.count() == len(server.calls)
    assert sum(Call.objects.values_list("tokens_in", flat=True)) == sum(map(len, words()))
    asked = json.loads(server.calls[0].body)
    assert (asked["response_format"], asked["voice"], asked["language"]) == ("wav", "alto", "en")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (status(500), "500"),
        (speaks(b"ID3" + bytes(3000)), "asked for WAV, it sent audio/mpeg"),
        (speaks(b"RIFF\0\0\0\0WAVEfmt ", kind="audio/wav"), "without its format"),
    ],
)
def test_why_a_server_gives_no_sound_is_told(edition, voiceless, server, answer, reason):
    server.will(answer)
    provider(server.address, name="Voice", abilities=["listen"])
    work()

    assert reason in episode().error
    assert episode().due_at > NOW
    assert heard() is None


def test_the_real_voice_reads_the_edition(edition, monkeypatch):
    pytest.importorskip("hibari", reason="the extra speech is not installed")
    work()

    recording = heard()
    assert recording.episode.voice == "hibari"
    assert 20_000 < recording.episode.milliseconds < 300_000
    letters = sum(len(cue.line.words) for cue in recording.cues)
    assert 8 < letters / (recording.episode.milliseconds / 1000) < 25


def test_arabic_is_read_by_a_server_and_by_none_where_there_is_none(
    press, make_article, make_story, server, voice
):
    for number in range(2):
        title = f"الميناء {number}"
        text = f"أغلق الميناء رقم {number} يوم الأربعاء. وتنتظر السفن في الخارج."
        reports = [
            make_article(
                publisher=one,
                title=title,
                text=text,
                excerpt=text,
                language="ar",
                category="",
                published_at=EARLIER,
            )
            for one in press[number * 3 : number * 3 + 3]
        ]
        make_story(*reports)
    assert editions.make("ar", DAY, NOW, nothing_new)
    editing.word(NOW)
    work()
    assert "no voice reads ar: name a model in the admin that is used for Listen" in episode().error
    assert "daily8[speech]" not in episode().error
    server.will(speaks(wav.write(sound_of("word " * 9)), kind="audio/wav"))
    provider(server.address, name="Voice", abilities=["listen"], languages="ar")
    Conduct.objects.create(calls_a_minute=None)
    work()

    assert voice.read == []
    assert words()[1] == "خبران يقرؤهما صوت حاسوب."
    assert [one.title for one in heard().chapters][::3] == ["المقدمة", "الختام"]
    asked = [json.loads(call.body) for call in server.calls]
    assert [one["input"] for one in asked] == words()
    assert {one["language"] for one in asked} == {"ar"}
