"""Feeds and pages that mean harm, or are merely broken, end as a kept failure or as plain words."""

import json

import pytest

from daily8.articles.models import Article
from tests.engine.http.publishing import answer
from tests.pipeline.press import HTML, RSS, item, rss, title_of

JSON = {"content_type": "application/feed+json"}


def json_feed(press, **fields) -> bytes:
    entry = {"id": "1", "url": press.url("/bridge"), "title": title_of("bridge"), "content_text": "Words."}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "The Tide", "items": [entry | fields]}
    ).encode()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Council \x00 weighs"},
        {"title": "Council \ud800 weighs"},
        {"content_html": "<p>zero \x00 width</p>"},
        {"content_text": "half \udfff a letter"},
        {"authors": [{"name": "A\x00B\ud800"}]},
        {"image": "https://127.0.0.1/\ud800.png"},
        {"tags": ["\x00", "\ud800", "x" * 5000]},
        {"title": "x" * 100_000},
        {"language": "x" * 500},
        {"date_published": "9999-12-31T23:59:59Z"},
        {"date_published": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_no_character_of_a_feed_stops_its_articles(press, add, pipeline, fields):
    press.answers["/feed.json"] = answer(json_feed(press, **fields), **JSON)
    feed = add(press.url("/feed.json"))

    pipeline()

    feed.refresh_from_db()
    assert feed.error == ""
    assert Article.objects.get().visible


@pytest.mark.parametrize("language", ["zh-Hant-TW-x-very-long", "Deutsch (Schweiz)", "\x00", "e" * 300])
def test_no_language_that_a_page_claims_stops_it(press, add, pipeline, language):
    press.publish("bridge")
    body = press.answers["/bridge"].partition(b"\r\n\r\n")[2].replace(b'lang="en"', f'lang="{language}"'.encode())
    press.answers["/bridge"] = answer(body, **HTML)
    press.answers["/feed.xml"] = answer(
        rss(press.item("bridge")).replace(b"<language>en<", f"<language>{language.strip(chr(0))}<".encode()), **RSS
    )
    add(press.url("/feed.xml"))

    pipeline()

    article = Article.objects.get()
    assert article.is_article
    assert len(article.language) <= 8


def test_a_page_that_parses_for_ever_is_given_up(press, add, pipeline, lasting_sandbox, monkeypatch):
    add(press.publish("bridge", "tunnel"))
    run = lasting_sandbox.run

    async def hang_on_the_bridge(function, *arguments, **named):
        if function.endswith("read_page") and "/bridge" in arguments[1]:
            return await run("time:sleep", 60)
        return await run(function, *arguments, **named)

    monkeypatch.setattr(lasting_sandbox, "run", hang_on_the_bridge)

    pipeline()

    bridge, tunnel = Article.objects.order_by("title")
    assert "longer than 5 seconds" in bridge.error
    assert bridge.visible
    assert tunnel.is_article


def test_a_bomb_of_entities_is_a_kept_failure_or_plain_words(press, add, pipeline):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'
    body = bomb.encode() + rss(item(press.url("/bridge"), "&l11;").replace("&amp;", "&")).partition(b"?>")[2]
    press.answers["/feed.xml"] = answer(body, **RSS)
    feed = add(press.url("/feed.xml"))

    pipeline()

    feed.refresh_from_db()
    assert feed.last_asked_at
    assert all(len(article.title) < 1000 for article in Article.objects.all())


def test_a_page_of_fifty_megabytes_is_refused_and_the_feed_has_to_do(press, add, pipeline):
    press.publish("bridge")
    press.answers["/bridge"] = answer(b"<p>" + b"x" * 50_000_000, **HTML)
    add(press.url("/feed.xml"))

    pipeline()

    article = Article.objects.get()
    assert article.visible
    assert "MB" in article.error or "larger" in article.error or "bytes" in article.error


def test_an_outside_entity_is_never_opened(press, add, pipeline, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the operator's password")
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    body = bomb.encode() + rss(item(press.url("/bridge"), "Look: &x;").replace("&amp;", "&")).partition(b"?>")[2]
    press.answers["/feed.xml"] = answer(body, **RSS)
    add(press.url("/feed.xml"))

    pipeline()

    assert not any("password" in article.title for article in Article.objects.all())
