"""Programs that ask again and again: what they are told, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from daily8.api import freshness
from daily8.articles.models import Article, Stage
from daily8.pipeline import publishing
from daily8.work.models import PAGES, Change, Version

FEED = "/en/latest/feed.rss"


@pytest.fixture(autouse=True)
def clock(monkeypatch, noon):
    """A clock that a test may put forward, in a process that has just begun."""
    moved = [noon]
    monkeypatch.setattr(timezone, "now", lambda: moved[0])
    monkeypatch.setattr(freshness, "_seen", freshness._Sightings())

    def forward(**by):
        moved[0] += timedelta(**by)

    return forward


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@pytest.mark.parametrize("address", ["/en/feed", "/en/latest/feed", "/en/source/daily.example/feed"])
def test_a_reader_that_has_the_feed_is_told_so_in_two_queries(
    make_article, client, django_assert_max_num_queries, address, form
):
    make_article()
    tag = client.get(f"{address}.{form}")["ETag"]

    with django_assert_max_num_queries(2):
        again = client.get(f"{address}.{form}", headers={"if-none-match": f'"other", W/{tag}'})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert again["Cache-Control"] == "public, max-age=60"


def test_a_reader_that_knows_only_the_date_is_told_so_too(
    make_article, client, clock, django_assert_max_num_queries
):
    make_article()
    client.get(FEED)
    clock(seconds=5)
    first = client.get(FEED)
    assert first["Last-Modified"] == "Wed, 25 Nov 2026 12:00:00 GMT"

    clock(hours=1)
    with django_assert_max_num_queries(2):
        again = client.get(FEED, headers={"if-modified-since": first["Last-Modified"]})

    assert again.status_code == 304


def test_no_date_is_given_in_the_second_of_a_change(make_article, client):
    make_article()

    assert "Last-Modified" not in client.get(FEED)


def test_a_feed_that_changed_is_sent(make_article, client, clock):
    make_article()
    client.get(FEED)
    clock(seconds=5)
    first = client.get(FEED)
    make_article(title="Ships return")
    Version.bump(PAGES)
    clock(seconds=5)

    for told in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = client.get(FEED, headers=told)
        assert again.status_code == 200
        assert b"Ships return" in again.content


def test_what_the_line_publishes_is_in_the_feed_at_once(make_article, client, noon):
    make_article()
    tag = client.get(FEED)["ETag"]
    waiting = make_article(title="Ships return", stage=Stage.GROUPED, visible=False)
    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 304

    publishing.store([waiting], noon)

    again = client.get(FEED, headers={"if-none-match": tag})
    assert again.status_code == 200
    assert b"Ships return" in again.content


def test_a_change_that_becomes_visible_late_counts_as_well(make_article, client, noon):
    make_article()
    Change.objects.bulk_create([Change(pk=5, key="latest:en", at=noon), Change(pk=7, key="latest:en", at=noon)])
    tag = client.get(FEED)["ETag"]
    Change.objects.create(pk=6, key="latest:en", at=noon)

    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 200


def test_what_an_operator_withdraws_is_gone_at_once(make_article, client):
    article = make_article(title="Ships return")
    tag = client.get(FEED)["ETag"]

    Article.objects.filter(pk=article.pk).withdraw()

    assert b"Ships return" not in client.get(FEED, headers={"if-none-match": tag}).content
    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 200


def test_a_change_of_anything_else_does_not_count(make_article, client):
    make_article()
    tag = client.get(FEED)["ETag"]
    Version.bump("placing")

    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("other", [f"{FEED}?languages=all", "/en/latest/feed.atom", "/ar/latest/feed.rss"])
def test_one_feed_is_not_another(make_article, client, other):
    make_article()
    tag = client.get(FEED)["ETag"]

    assert client.get(other, headers={"if-none-match": tag}).status_code == 200


def test_a_site_that_moved_has_other_feeds(make_article, client, settings):
    make_article()
    tag = client.get(FEED)["ETag"]
    settings.SITE_URL = "https://elsewhere.example"

    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 200


def test_the_front_page_changes_as_time_goes_by(make_article, client, clock):
    make_article()
    front, latest = (client.get(path)["ETag"] for path in ("/en/feed.rss", FEED))
    clock(minutes=6)

    assert client.get("/en/feed.rss", headers={"if-none-match": front}).status_code == 200
    assert client.get(FEED, headers={"if-none-match": latest}).status_code == 304


@pytest.mark.parametrize(
    "told", ["", '"', "W/", "*, *", '"a" "b"', "\x00", "Ships", "Wed, 99 Nov 2026 12:00:00 GMT"]
)
def test_conditions_that_are_none_are_no_error(make_article, client, told):
    make_article()

    assert client.get(FEED, headers={"if-none-match": told, "if-modified-since": told}).status_code in (200, 304)
    assert client.get(FEED, headers={"if-modified-since": told}).status_code == 200


def test_what_is_not_there_is_not_kept(db, client):
    response = client.get("/en/hashtag/Nothing/feed.rss")

    assert response.status_code == 404
    assert response["Cache-Control"] == "no-cache"


def test_a_feed_is_the_same_whoever_asks(make_article, client, admin):
    make_article()
    signed_in, anonymous = admin.get(FEED), client.__class__().get(FEED, headers={"cookie": "theme=dark"})

    assert signed_in.content == anonymous.content
    assert "Vary" not in anonymous
    assert not anonymous.cookies


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_feeds_are_only_read(db, client, method):
    assert getattr(client, method)(FEED).status_code == 405


def test_a_reader_that_asks_only_for_the_head_is_told_the_length(make_article, client):
    make_article()

    assert client.head(FEED)["Content-Length"] == str(len(client.get(FEED).content))
