"""Programs read what somebody follows, under an address that only its reader knows."""

import json
from datetime import timedelta

import feedparser
import pytest

from daily8.accounts import keeping
from daily8.accounts.models import User
from daily8.reading import following, muting, own_feeds, things
from daily8.reading.models import OwnFeed
from daily8.sources.models import Rights
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create(username="layla", email="layla@reader.example")


@pytest.fixture
def feed(reader, client):
    """Ask for the feed of what the reader follows."""
    own_feeds.renew(reader, NOON)

    def ask(form: str = "rss", language: str = "en", query: str = "", token: str = ""):
        return client.get(f"/{language}/following/{token or own_feeds.of(reader).token}/feed.{form}{query}")

    return ask


def follow(reader: User, kind: str, name: str) -> None:
    following.follow(reader, things.named(kind, name), NOON)


def titles(answer) -> list[str]:
    return [entry.title for entry in feedparser.parse(answer.content).entries]


@pytest.fixture
def world(reader, make_article, make_publisher, make_hashtag):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example", rights=Rights.LINK)
    make_article(publisher=harbour, title="Of the harbour", published_at=NOON)
    boats = make_article(publisher=hill, title="Of boats", published_at=NOON - timedelta(hours=1))
    make_article(publisher=harbour, title="عن الميناء", language="ar", published_at=NOON)
    make_article(publisher=hill, title="Of nothing", published_at=NOON)
    make_hashtag("Boats", on=[boats])
    follow(reader, "source", "harbour.example")
    follow(reader, "hashtag", "Boats")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_the_newest_of_what_is_followed_is_in_it_in_the_readers_language(feed, world, form):
    assert titles(feed(form)) == ["Of the harbour", "Of boats"]
    assert titles(feed(form, "ar")) == ["عن الميناء"]
    assert len(titles(feed(form, query="?languages=all"))) == 3


def test_rights_hold_in_it(feed, world):
    items = json.loads(feed("json").content)["items"]
    by_title = {item["title"]: item for item in items}

    assert "Ships left" in by_title["Of the harbour"]["content_html"]
    assert "Ships left" not in json.dumps(by_title["Of boats"])


def test_mutes_hold_in_it(feed, world, reader):
    muting.mute(reader, muting.named("source", "hill.example"), NOON)

    assert titles(feed()) == ["Of the harbour"]


def test_nobody_between_keeps_it_and_no_search_engine_lists_it(feed, world):
    answer = feed()

    assert answer["Cache-Control"] == "private, max-age=300"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Vary" not in answer
    assert not answer.cookies


def test_a_program_that_has_it_is_told_so(feed, world, client, reader):
    answer = feed()
    again = client.get(answer.request["PATH_INFO"], headers={"if-none-match": answer["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_an_address_of_nobody_leads_nowhere(feed, reader, client):
    token = own_feeds.of(reader).token
    for other in ("x" * 32, token[:-1] + ("a" if token[-1] != "a" else "b"), token.swapcase()):
        assert feed(token=other).status_code == 404
    reader.is_active = False
    reader.save()
    assert feed().status_code == 404


def test_it_is_made_renewed_and_taken_back_on_the_page(client, reader, world):
    client.force_login(reader)
    assert OwnFeed.objects.count() == 0
    client.post("/en/following/feed", {"act": "renew"})
    first = own_feeds.of(reader).token
    page = client.get("/en/following").content.decode()
    assert all(f"/en/following/{first}/feed.{form}" in page for form in ("rss", "atom", "json"))
    client.post("/en/following/feed", {"act": "renew"})
    assert client.get(f"/en/following/{first}/feed.rss").status_code == 404
    second = own_feeds.of(reader).token
    assert client.get(f"/en/following/{second}/feed.rss").status_code == 200

    client.post("/en/following/feed", {"act": "stop"})
    assert "the feed is removed" in client.get("/en/following").content.decode().lower()
    assert client.get(f"/en/following/{second}/feed.rss").status_code == 404


def test_only_its_reader_makes_one(client):
    assert "/account/login" in client.post("/en/following/feed")["Location"]
    assert not OwnFeed.objects.exists()


def test_the_secret_is_not_in_the_readers_file_and_goes_away_with_the_account(reader, feed):
    told = keeping.export(reader)
    assert told["own_feed"] == {"since": NOON.isoformat()}
    assert own_feeds.of(reader).token not in json.dumps(told, default=str)

    keeping.erase(reader)
    assert not OwnFeed.objects.exists()


@pytest.mark.parametrize("end", ["password", "everywhere"])
def test_a_new_password_and_signing_out_everywhere_end_the_address(reader, feed, end):
    assert feed().status_code == 200
    token = own_feeds.of(reader).token
    if end == "password":
        reader.set_password("another one by the quay")
        reader.save()
    else:
        User.objects.filter(pk=reader.pk).update(sign_outs=1)
        reader.refresh_from_db()

    assert feed(token=token).status_code == 404
    assert own_feeds.of(reader) is None
