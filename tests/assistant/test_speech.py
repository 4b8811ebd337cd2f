"""Articles read aloud by a voice of the site."""

import pytest
from django.test import Client

from daily8.articles.models import Article
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Call, Clip, Conduct, Provider, Result, State
from daily8.assistant.texts import Text
from daily8.engine.ai import installed_speech
from tests.assistant.news import provider, told, write
from tests.misbehaving import hangs, raw, speaks, status
from tests.model_server import ModelServer

pytestmark = pytest.mark.django_db(transaction=True)
SOUND = b"ID3" + bytes(range(256)) * 20


@pytest.fixture
def voice(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A voice on the server, and none that is installed."""
    monkeypatch.setattr(installed_speech, "is_installed", lambda: False)
    server.will(speaks(SOUND))
    return provider(server.address, name="Voice", abilities=["listen"], voice="alto", price_in=1)


def long(make_article: object) -> Article:
    text = "\n\n".join(f"Ship number {number} left the harbour at dawn." for number in range(80))
    return make_article(title="Ships leave", text=text)  # type: ignore[operator,no-any-return]


def test_without_a_voice_of_the_site_the_device_reads(crane: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed_speech, "is_installed", lambda: False)
    now = told(crane, Ability.LISTEN)
    assert (now.clips, now.under_way) == ((), False)
    assert not Result.objects.exists()


def test_an_article_is_read_part_by_part_once_for_all_readers(
    make_article: object, voice: Provider, server: ModelServer
) -> None:
    article = long(make_article)
    assert told(article, Ability.LISTEN).under_way
    told(article, Ability.LISTEN, language="ar")
    write()
    now = told(article, Ability.LISTEN)
    assert not now.under_way
    text = Text.of(Article.objects.select_related("publisher").get())
    assert now.clips[0].first == -1
    assert sum(clip.count for clip in now.clips) == len(text.sentences) + 1
    assert len(server.calls) == len(now.clips) == Call.objects.count() > 2
    assert {call.request["voice"] for call in server.calls} == {"alto"}
    assert "Ships leave. Ship number 0" in server.calls[0].request["input"]


@pytest.mark.parametrize(
    "fault",
    [hangs(), status(500), status(401), raw(b"no sound")],
    ids=["silence", "failing", "a wrong key", "no sound"],
)
def test_a_voice_that_fails_leaves_the_device_to_read(
    fault: object, crane: Article, voice: Provider, server: ModelServer
) -> None:
    server.will(fault)  # type: ignore[arg-type]
    told(crane, Ability.LISTEN)
    for _ in range(3):
        Result.objects.filter(due_at__isnull=False).update(due_at="2026-01-01T00:00Z")
        write()
    now = told(crane, Ability.LISTEN)
    assert (now.clips, now.under_way) == ((), False)
    assert Result.objects.get().state == State.FAILED
    assert Call.objects.count() == len(server.calls)


def test_what_was_read_before_a_voice_failed_is_not_paid_for_twice(
    make_article: object, voice: Provider, server: ModelServer
) -> None:
    server.will(speaks(SOUND), status(503), speaks(SOUND))
    article = long(make_article)
    told(article, Ability.LISTEN)
    write()
    Result.objects.update(due_at="2026-01-01T00:00Z")
    write()
    parts = len(told(article, Ability.LISTEN).clips)
    assert parts == len(server.calls) - 1


def test_a_voice_reads_only_the_languages_that_it_knows(crane: Article, bridge: Article, voice: Provider) -> None:
    voice.languages = "ar, fa"
    voice.save()
    assert not told(crane, Ability.LISTEN).under_way
    assert told(bridge, Ability.LISTEN).under_way


def test_a_part_is_heard_whole_or_from_anywhere(crane: Article, voice: Provider, client: Client) -> None:
    told(crane, Ability.LISTEN)
    write()
    clip = Clip.objects.get()
    address = f"/en/speech/{clip.result.key}/0"
    whole = client.get(address)
    assert (whole.content, whole["Content-Type"]) == (SOUND, "audio/mpeg")
    for asked, span in (("bytes=0-9", SOUND[:10]), ("bytes=5000-", SOUND[5000:]), ("bytes=-7", SOUND[-7:])):
        part = client.get(address, headers={"Range": asked})
        assert (part.status_code, part.content) == (206, span)
        assert part["Content-Range"].endswith(f"/{len(SOUND)}")
    for asked in ("bytes=9999999-", "bytes=5-2", "bytes=0-1,4-5", "bytes=-", "lines=1-2"):
        assert client.get(address, headers={"Range": asked}).status_code == 200


def test_nothing_is_heard_of_what_may_not_be_used_now(crane: Article, voice: Provider, client: Client) -> None:
    told(crane, Ability.LISTEN)
    write()
    address = f"/en/speech/{Result.objects.get().key}/0"
    assert client.get(address).status_code == 200
    rules = Conduct.objects.create(off=["listen"])
    assert client.get(address).status_code == 404
    rules.delete()
    crane.publisher.edit(ai=False)
    assert client.get(address).status_code == 404
    crane.publisher.edit(ai=True)
    Article.objects.all().withdraw()
    assert client.get(address).status_code == 404
    assert client.get("/en/speech/" + "0" * 32 + "/0").status_code == 404


@pytest.mark.skipif(not installed_speech.is_installed(), reason="the extra `speech` is not installed")
def test_the_installed_voice_reads_english_and_nothing_else(crane: Article, bridge: Article) -> None:
    assert told(crane, Ability.LISTEN).under_way
    assert not told(bridge, Ability.LISTEN).under_way
    write()
    clip = Clip.objects.get()
    assert (clip.media_type, clip.first) == ("audio/mpeg", -1)
    assert len(clip.audio) > 20_000
