"""The podcast as programs get it: a feed that keeps the rules, sound in parts, transcript and chapters."""

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daily8.articles.models import Article
from daily8.editions.models import Edition, Entry
from daily8.podcast import files, hearing
from daily8.podcast.models import Episode, Line
from daily8.stories.models import FormerStory
from tests.api import podcast_rules
from tests.podcast.conftest import (  # noqa: F401
    DAY,
    NOW,
    _morning,
    at,
    edition,
    episode,
    ferry,
    press,
    server,
    tell,
    voice,
    work,
)

pytestmark = pytest.mark.django_db(transaction=True)
FEED, SOUND = "/en/daily/podcast.xml", "/podcast/en/2026-11-26.mp3"


@pytest.fixture
def answer(client):
    def answer(address: str) -> tuple[int, dict[str, str], bytes]:
        path = urlsplit(address).path
        if path.startswith("/static/"):
            picture = Path(finders.find(path.removeprefix("/static/")))
            return 200, {"Content-Type": "image/png"}, picture.read_bytes()
        response = client.head(path)
        return response.status_code, dict(response.headers), b""

    return answer


@pytest.fixture
def feed(edition, voice, client) -> bytes:  # noqa: F811
    work()
    return client.get(FEED).content


def test_the_feed_keeps_every_rule(feed, answer):
    assert podcast_rules.rules(feed, answer) == []


def test_an_owner_is_named_only_where_the_operator_says_who(feed, answer, client, settings):
    assert b"itunes:owner" not in feed
    settings.PODCAST_OWNER = "news@harbour.example"
    settings.SITE_NAME = "Harbour"
    named = client.get(FEED).content

    assert podcast_rules.rules(named, answer) == []
    assert b"<itunes:email>news@harbour.example</itunes:email>" in named


BREAKS = [
    (rb'version="2.0"', b'version="1.0"', "RSS 2.0 with a channel"),
    (rb"</rss>", b"", "not XML"),
    (rb"<itunes:image [^>]*>(</itunes:image>)?", b"", "channel: itunes:image once"),
    (rb"podcast\.png", b"icon-180.png", "channel: picture is a square of 1400 to 3000 pixels"),
    (rb"<language>en<", b"<language>English please<", "channel: language by RFC 5646"),
    (rb"<itunes:explicit>false<", b"<itunes:explicit>clean<", "channel: itunes:explicit is true or false"),
    (rb"<itunes:type>episodic<", b"<itunes:type>daily<", "channel: itunes:type is episodic or serial"),
    (rb'text="News"', b'text="Newspapers"', "channel: category of Apple's list"),
    (rb'rel="self"', b'rel="alternate"', "channel: atom:link to itself"),
    (rb"<podcast:guid>[^<]*", b"<podcast:guid>1", "channel: guid is a UUID of version 5"),
    (rb"<podcast:locked>yes", b"<podcast:locked>true", "channel: podcast:locked is yes or no"),
    (rb"<podcast:medium>podcast", b"<podcast:medium>news", "channel: podcast:medium is podcast"),
    (rb"<itunes:author>[^<]*", b"<itunes:author>", "channel: itunes:author has words"),
    (rb"<lastBuildDate>[^<]*", b"<lastBuildDate>2026-11-26", "channel: date by RFC 822"),
    (rb"<item><title>[^<]*", b"<item><title>&lt;b&gt;Thursday&lt;/b&gt;", "item: title is plain words"),
    (rb"<pubDate>[^<]*", b"<pubDate>yesterday", "item: date by RFC 822"),
    (rb"<itunes:duration>[^<]*", b"<itunes:duration>6:42", "item: duration in seconds"),
    (rb'isPermaLink="false"', b'isPermaLink="true"', "item: guid that is no address says so"),
    (rb'length="[0-9]+"', b'length="1"', "item: enclosure has the length that it tells"),
    (rb'type="audio/mpeg"', b'type="audio/mp4"', "item: enclosure is an address that ends as its type does"),
    (rb"(?s)<enclosure [^>]*>(</enclosure>)?", b"", "item: enclosure once"),
    (rb"-26\.mp3", b"-27.mp3", "item: enclosure of its type can be had"),
    (rb"-26\.vtt", b"-27.vtt", "item: transcript of its type can be had"),
    (rb"application/json\+chapters", b"application/json", "item: chapters of its type can be had"),
    (rb"(?s)(<item>.*</item>)", rb"\1\1", "items: guids differ"),
]


def test_a_feed_that_breaks_a_rule_is_found_out(feed, answer):
    missed = []
    for found, instead, rule in BREAKS:
        broken, count = re.subn(found, instead, feed)
        if not count or not any(one.startswith(rule) for one in podcast_rules.rules(broken, answer)):
            missed.append(rule)

    assert missed == []


def test_hostile_headlines_and_names_break_nothing(edition, voice, client, answer, settings):  # noqa: F811
    hostile = 'A & B <script>alert(1)</script> ]]> "quoted" --> \x07‮ 00:00:01.000 --> 00:00:09.000'
    settings.SITE_NAME = "News & <Views>"
    Article.objects.update(title=hostile)
    work()
    feed = client.get(FEED).content

    assert podcast_rules.rules(feed, answer) == []
    assert b"<script" not in feed
    cues = client.get("/podcast/en/2026-11-26.vtt").content.decode().split("\n\n")
    assert cues[0] == "WEBVTT"
    assert all(re.match(r"\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}\n[^\n]+\n?$", cue) for cue in cues[1:])
    assert not any("-->" in cue.split("\n")[1] for cue in cues[1:])
    chapters = client.get("/podcast/en/2026-11-26.json").json()["chapters"]
    assert "<script>alert(1)</script>" in chapters[1]["title"]


def test_the_transcript_is_what_was_spoken_at_the_times_at_which_it_is_heard(feed, client, voice):  # noqa: F811
    vtt = client.get("/podcast/en/2026-11-26.vtt")
    cues = [cue.split("\n") for cue in vtt.content.decode().split("\n\n")[1:]]

    assert vtt["Content-Type"] == "text/vtt; charset=utf-8"
    assert [cue[1] for cue in cues] == voice.read
    at = 0
    for cue, line in zip(cues, Line.objects.order_by("number"), strict=True):
        begins, ends = (_milliseconds(one) for one in cue[0].split(" --> "))
        assert (begins, ends - begins) == (at, line.size // 192 * 24)
        at = ends
    assert at == episode().milliseconds


def _milliseconds(words: str) -> int:
    hours, minutes, seconds = words.split(":")
    return int(hours) * 3_600_000 + int(minutes) * 60_000 + round(float(seconds) * 1000)


def test_chapters_lead_to_stories_also_after_these_merged(feed, client, voice):  # noqa: F811
    told = client.get("/podcast/en/2026-11-26.json")
    chapters = told.json()["chapters"]
    assert told["Content-Type"] == "application/json+chapters"
    assert [one["title"] for one in chapters][::4] == ["Opening", "The end"]
    assert all(one["endTime"] == after["startTime"] for one, after in pairwise(chapters))
    first, last = (Entry.objects.get(place=place).story for place in (1, 3))
    key = first.key
    first.reports.update(story=last)
    first.delete()
    FormerStory.objects.create(key=key, story=last)

    answer = client.get(urlsplit(chapters[1]["url"]).path)
    assert answer.status_code in (301, 302)
    assert answer["Location"].endswith(f"/story/{last.key}")


def test_sound_is_had_whole_and_in_parts(feed, client):
    data = files.path(episode().file).read_bytes()
    whole = client.get(SOUND)
    assert (whole.status_code, whole.content, whole["Content-Type"]) == (200, data, "audio/mpeg")
    assert whole["Cache-Control"] == "public, no-cache"

    for asked, span in (("0-1", slice(0, 2)), ("100-", slice(100, None)), ("-7", slice(-7, None))):
        part = client.get(SOUND, headers={"Range": f"bytes={asked}"})
        assert (part.status_code, part.content) == (206, data[span])
        first = range(len(data))[span][0]
        assert part["Content-Range"] == f"bytes {first}-{first + len(part.content) - 1}/{len(data)}"
        assert int(part["Content-Length"]) == len(part.content)
    beyond = client.get(SOUND, headers={"Range": f"bytes={len(data)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(data)}")
    assert client.get(SOUND, headers={"Range": "bytes=-0"}).status_code == 416
    assert client.get(SOUND, headers={"Range": "Bytes=0-1"}).status_code == 206


def test_spans_that_are_none_are_ignored_as_are_all_where_only_headers_are_asked_for(feed, client):
    size = episode().size
    for odd in ("bytes=", "bytes=-", "bytes=9-2", "bytes=a-b", "bytes=0-1,4-5", "lines=1-2"):
        whole = client.get(SOUND, headers={"Range": odd})
        assert (whole.status_code, len(whole.content)) == (200, size)
    for asked in ("bytes=0-1", f"bytes={size}-"):
        head = client.head(SOUND, headers={"Range": asked})
        assert (head.status_code, head["Content-Length"]) == (200, str(size))


def test_sound_that_is_deleted_while_it_is_asked_for_is_not_found(feed, client, monkeypatch):
    real = hearing.heard_on

    def found_and_lost(language: str, day: date) -> hearing.Recording | None:
        recording = real(language, day)
        files.remove(recording.episode.file)
        return recording

    monkeypatch.setattr(hearing, "heard_on", found_and_lost)

    assert client.get(SOUND).status_code == 404


def test_who_has_it_already_gets_nothing_and_who_has_another_gets_it_whole(feed, client):
    tag = client.get(SOUND)["ETag"]
    assert client.get(SOUND, headers={"If-None-Match": tag}).status_code == 304
    half = {"Range": "bytes=0-9", "If-Range": tag}
    assert client.get(SOUND, headers=half).status_code == 206
    assert client.get(SOUND, headers=half | {"If-Range": '"another"'}).status_code == 200
    head = client.head(SOUND)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) == episode().size
    assert client.post(SOUND).status_code == 405
    answer = client.get(FEED)
    assert client.get(FEED, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_what_is_withdrawn_is_gone_from_every_output_before_it_is_made_anew(feed, client):
    title = Entry.objects.get(place=1).headline.title
    old = client.get(FEED)["ETag"]
    Article.objects.filter(title=title).withdraw()

    for address in (
        SOUND,
        "/podcast/en/2026-11-26.vtt",
        "/podcast/en/2026-11-26.json",
        "/en/daily/2026-11-26/transcript",
    ):
        assert client.get(address).status_code == 404
    empty = client.get(FEED, headers={"If-None-Match": old})
    assert empty.status_code == 200
    assert b"<item>" not in empty.content
    assert SOUND not in client.get("/en/daily/2026-11-26").content.decode()
    work()
    again = client.get(FEED).content
    assert b"<item>" in again
    assert title.encode() not in again
    assert title not in client.get("/podcast/en/2026-11-26.vtt").content.decode()
    assert re.findall(rb"<guid.*?</guid>", again) == re.findall(rb"<guid.*?</guid>", feed)


@pytest.mark.parametrize("address", [FEED, SOUND, "/podcast/en/2026-02-31.mp3", "/podcast/ar/2026-11-26.mp3"])
def test_where_there_is_no_episode_there_is_nothing(edition, client, address):  # noqa: F811
    assert client.get(address).status_code == 404


def test_another_language_has_a_feed_of_its_own(feed, client):
    assert client.get("/ar/daily/podcast.xml").status_code == 404
    assert client.get("/en/daily/podcast").status_code == 200


def test_an_episode_that_is_over_is_in_no_feed_and_the_feed_stays(feed, client, monkeypatch, settings):
    at(monkeypatch, timedelta(days=settings.PODCAST_DAYS + 1))
    work()

    assert client.get(SOUND).status_code == 404
    left = client.get(FEED)
    assert left.status_code == 200
    assert b"<item>" not in left.content
    assert hearing.heard(list(Episode.objects.all())) == []


def test_a_long_feed_takes_no_more_queries_than_a_short_one(feed, client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as short:
        client.get(FEED)
    for days in range(1, 4):
        another = Edition.objects.get(episode__isnull=False, day=DAY)
        entries = list(another.entries.all())
        another.pk, another.day = None, DAY - timedelta(days=days)
        another.save()
        for entry in entries:
            entry.pk, entry.edition = None, another
            entry.save()
    work()

    with django_assert_num_queries(len(short)):
        assert client.get(FEED).content.count(b"<item>") == 4


def test_chapters_and_tags_name_the_public_address(feed, client, settings):
    settings.SITE_URL = "https://news.example"
    settings.ALLOWED_HOSTS = ["*"]

    told = json.loads(client.get("/podcast/en/2026-11-26.json").content)["chapters"]
    assert told[1]["url"].startswith("https://news.example/en/story/")
