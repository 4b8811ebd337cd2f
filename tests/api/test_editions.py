"""Editions in feeds and in the sitemap."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from daily8.articles.models import Article
from daily8.editions import making, newsroom
from daily8.editions.models import Edition
from daily8.pipeline import editing
from tests.editions.conftest import DAY, ferry, nothing_new, press, tell  # noqa: F401

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 6, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _time(settings):
    settings.EDITION_TIME, settings.TIME_ZONE = "06:00", "UTC"


@pytest.fixture
def edition(ferry, tell) -> Edition:  # noqa: F811
    tell("Harbour fees", 4)
    made = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    assert made
    return made


def items(client) -> list[dict]:
    return json.loads(client.get("/en/daily/feed.json").content)["items"]


def test_an_edition_is_one_entry_with_its_stories_and_their_sources(edition, client):
    (item,) = items(client)

    assert item["title"] == "The daily eight · Thursday, November 26, 2026"
    assert item["url"].endswith(f"/en/daily/{DAY}")
    assert item["id"].endswith(f"2026:edition/daily/en/{DAY}")
    story = etree.HTML(item["content_html"]).xpath("//li")
    assert [one.get("value") for one in story] == ["1", "2"]
    assert all("/en/article/" in link.get("href") for link in story[1].xpath(".//p//a"))
    assert story[1].xpath(".//p")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_programs_that_read_xml_get_the_same(edition, client, form):
    told = etree.fromstring(client.get(f"/en/daily/feed.{form}").content)

    assert told.xpath("count(//*[local-name()='item' or local-name()='entry'])") == 1


def test_what_is_withdrawn_is_in_no_feed(edition, client):
    gone = edition.entries.get(place=2).headline
    Article.objects.filter(pk=gone.pk).withdraw()
    (item,) = items(client)

    assert gone.title not in item["content_html"] + item["summary"]
    assert gone.key not in item["content_html"]


def test_what_editors_write_is_in_it_and_makes_it_newer(edition, client):
    later = NOW + timedelta(hours=1)
    newsroom.rewrite(edition.entries.first(), title="Ours <b>", words="So <i>it</i> is.", by="samia", now=later)
    (item,) = items(client)

    assert "Ours &lt;b&gt;" in item["content_html"]
    assert "<p>So &lt;i&gt;it&lt;/i&gt; is.</p>" in item["content_html"]
    assert item["date_modified"] == later.isoformat(timespec="seconds")


def test_the_arabic_feed_is_of_arabic_editions_and_brings_its_direction(tell, client):  # noqa: F811
    tell("قصة", 4, language="ar")
    making.make("ar", DAY, NOW, nothing_new)

    assert items(client) == []
    (item,) = json.loads(client.get("/ar/daily/feed.json").content)["items"]
    assert '<ol lang="ar" dir="rtl">' in item["content_html"]


def test_many_editions_take_as_many_queries_as_one(edition, tell, client, django_assert_max_num_queries):  # noqa: F811
    for days in range(1, 6):
        tell(f"Story {days}", 3, day=DAY + timedelta(days=days))
        making.make("en", DAY + timedelta(days=days), NOW, nothing_new)

    with django_assert_max_num_queries(9):
        assert len(items(client)) == 6


def test_editions_are_in_the_sitemap_each_in_its_language(edition, client):
    told = client.get("/sitemap/editions.xml").content.decode()

    assert f"/en/daily/{DAY}<" in told
    assert "/en/daily/archive<" in told
    assert "/ar/daily" not in told
    assert "/sitemap/editions.xml" in client.get("/sitemap.xml").content.decode()


def test_without_editions_there_is_no_sitemap_of_them(client):
    assert client.get("/sitemap/editions.xml").status_code == 404
    assert "editions" not in client.get("/sitemap.xml").content.decode()
