"""Sitemaps, by the rules of their schema, and who is in them."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from daily8.api import chunks

SITE = "https://news.example"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
N = "{http://www.google.com/schemas/sitemap-news/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
W3C = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")


@pytest.fixture
def sitemap(client):
    """Get a sitemap, valid by its schema; return its root."""

    def get(path):
        response = client.get(path)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8"), path
        root = etree.fromstring(response.content)
        assert len(response.content) < 50 * 2**20
        _check(root)
        return root

    return get


def _check(root):
    """What the schema of sitemaps and of their index asks for."""
    child = {f"{S}urlset": f"{S}url", f"{S}sitemapindex": f"{S}sitemap"}[root.tag]
    assert 1 <= len(root) <= 50_000
    for element in root:
        assert element.tag == child
        own = [part.tag.removeprefix(S) for part in element if part.tag.startswith(S)]
        assert own in (["loc"], ["loc", "lastmod"])
        location = element.findtext(f"{S}loc")
        assert location.startswith(f"{SITE}/")
        assert location.isascii()
        assert 12 <= len(location) <= 2048
        moment = element.findtext(f"{S}lastmod")
        assert moment is None or (W3C.fullmatch(moment) and datetime.fromisoformat(moment))
        for link in element.iter(f"{X}link"):
            assert link.get("rel") == "alternate"
            assert link.get("hreflang") in ("en", "ar", "x-default")
            assert link.get("href").startswith(f"{SITE}/")


def locations(root):
    return [element.text.removeprefix(SITE) for element in root.iter(f"{S}loc")]


def everywhere(sitemap):
    """The addresses of every sitemap that the index names."""
    return {path: locations(sitemap(path)) for path in locations(sitemap("/sitemap.xml"))}


@pytest.fixture
def world(make_article, make_publisher, make_hashtag, make_story):
    """Two reports of one event in English and one article in Arabic."""
    english = make_article()
    other = make_article(publisher=make_publisher("other.example"))
    arabic = make_article(language="ar", category="sports")
    make_hashtag("Nairobi", on=[english, arabic])
    make_hashtag("نيروبي", slug="نيروبي", on=[arabic])
    return english, other, arabic, make_story(english, other)


def test_every_page_that_has_something_to_show_is_in_one_sitemap(world, sitemap):
    english, other, arabic, story = world
    pages = everywhere(sitemap)

    assert pages["/sitemap/articles-0.xml"] == [
        f"/{language}/article/{article.key}" for article in (english, other, arabic) for language in ("en", "ar")
    ]
    assert pages["/sitemap/stories-0.xml"] == [f"/en/story/{story.key}", f"/ar/story/{story.key}"]
    arabic_slug = "%D9%86%D9%8A%D8%B1%D9%88%D8%A8%D9%8A"
    assert pages["/sitemap/hashtags-0.xml"] == [
        "/en/hashtag/Nairobi",
        "/ar/hashtag/Nairobi",
        f"/ar/hashtag/{arabic_slug}",
    ]
    assert pages["/sitemap/sources.xml"] == [
        f"/{language}/source/{domain}"
        for domain in ("daily.example", "other.example")
        for language in ("en", "ar")
    ]
    assert pages["/sitemap/lists.xml"] == [
        "/en/", "/ar/", "/en/latest", "/ar/latest", "/en/category/world", "/ar/category/sports",
        "/en/sources", "/ar/sources", "/en/feeds", "/ar/feeds", "/en/about", "/ar/about",
    ]  # fmt: skip


def test_every_page_of_a_sitemap_is_there_and_lets_itself_be_listed(world, sitemap, read):
    for path, pages in everywhere(sitemap).items():
        for page in pages:
            assert not read(page).xpath("//meta[@name='robots']"), f"{page} of {path}"


def test_the_same_page_in_another_language_is_named(world, sitemap):
    english, *_ = world
    (first, *_) = sitemap("/sitemap/articles-0.xml")

    assert {link.get("hreflang"): link.get("href") for link in first.iter(f"{X}link")} == {
        "en": f"{SITE}/en/article/{english.key}",
        "ar": f"{SITE}/ar/article/{english.key}",
        "x-default": f"{SITE}/en/article/{english.key}",
    }


def test_a_page_of_one_language_names_no_other(world, sitemap):
    *_, arabic_only = sitemap("/sitemap/hashtags-0.xml")

    assert not list(arabic_only.iter(f"{X}link"))


def test_a_page_changes_when_the_publishers_page_is_read(make_article, sitemap, noon):
    make_article()
    make_article(read_at=noon + timedelta(minutes=3))

    moments = [element.text for element in sitemap("/sitemap/articles-0.xml").iter(f"{S}lastmod")]

    assert moments == ["2026-11-25T12:00:00+00:00"] * 2 + ["2026-11-25T12:03:00+00:00"] * 2


def test_what_nobody_may_see_is_in_no_sitemap(make_article, make_publisher, make_hashtag, make_story, sitemap):
    seen = make_article()
    hidden = make_article(visible=False, withdrawn=True, publisher=make_publisher("hidden.example"))
    make_hashtag("Hidden", on=[hidden])
    make_hashtag("Banned", on=[seen], banned=True)
    make_hashtag("Merged", on=[seen], merged_into=make_hashtag("Empty"))
    make_story(seen, hidden)

    pages = everywhere(sitemap)

    assert {path for path in pages if "lists" not in path} == {
        "/sitemap/articles-0.xml",
        "/sitemap/news.xml",
        "/sitemap/sources.xml",
    }
    told = " ".join(page for listed in pages.values() for page in listed)
    assert not re.search("idden|Banned|Merged|Empty|story", told)
    assert hidden.key not in told


def test_a_story_with_a_hidden_report_is_listed_if_two_sources_are_left(
    make_article, make_publisher, make_story, sitemap
):
    reports = [make_article(publisher=make_publisher()) for _ in range(2)]
    story = make_story(*reports, make_article(visible=False, publisher=make_publisher()))

    assert locations(sitemap("/sitemap/stories-0.xml")) == [f"/en/story/{story.key}", f"/ar/story/{story.key}"]


@pytest.mark.parametrize(
    "name",
    [
        "articles-0",
        "stories-0",
        "hashtags-7",
        "sources",
        "news",
        "articles-999999999",
        "articles-1000000000",
        "pages",
    ],
)
def test_a_sitemap_of_nothing_is_not_found(db, client, name):
    assert client.get(f"/sitemap/{name}.xml").status_code == 404


def test_a_new_site_has_an_index_already(db, sitemap):
    assert locations(sitemap("/sitemap.xml")) == ["/sitemap/lists.xml"]


@pytest.fixture
def parted(make_article, monkeypatch):
    """Ten articles in parts of three, the second of which nobody may see."""
    monkeypatch.setattr(chunks, "SIZE", 3)
    monkeypatch.setattr(chunks, "_AT_ONCE", 2)
    first = make_article().pk // 3 * 3 + 3
    articles = [make_article(pk=first + place, visible=place not in (3, 4, 5)) for place in range(10)]
    return first // 3, articles


def test_a_part_is_listed_if_it_has_something(parted, sitemap):
    number, _ = parted

    parts = [path for path in locations(sitemap("/sitemap.xml")) if "articles" in path]

    assert parts[1:] == [f"/sitemap/articles-{number + place}.xml" for place in (0, 2, 3)]


def test_a_full_part_stays_as_it_is(parted, sitemap, make_article, client):
    number, articles = parted
    before = client.get(f"/sitemap/articles-{number}.xml").content

    make_article(pk=articles[-1].pk + 1)

    assert client.get(f"/sitemap/articles-{number}.xml").content == before
    assert len(locations(sitemap(f"/sitemap/articles-{number}.xml"))) == 6


@pytest.mark.parametrize("name", ["lists", "sources", "articles-0", "stories-0", "hashtags-0", "news"])
def test_a_sitemap_takes_one_query_beside_those_for_what_changed(
    world, client, django_assert_max_num_queries, name
):
    with django_assert_max_num_queries(3):
        client.get(f"/sitemap/{name}.xml")


def test_the_index_takes_as_many_queries_for_many_articles(world, make_article, client):
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        counts.append(len(queries))
        make_article(pk=(10 + number) * chunks.SIZE)

    assert counts[0] == counts[1] <= 11


def test_no_list_is_walked_through_to_its_middle(world, client):
    with CaptureQueriesContext(connection) as queries:
        for path in ("articles-0", "stories-0", "hashtags-0"):
            client.get(f"/sitemap/{path}.xml")

    assert not [query["sql"] for query in queries if "OFFSET" in query["sql"]]


def news(root):
    return [element.findtext(f"{N}news/{N}title") for element in root]


def test_the_news_sitemap_says_who_published_what_and_when(make_article, make_publisher, sitemap):
    make_article(title="Ships & <boats> \x0b leave")
    arabic = make_article(title="سفن", language="ar", publisher=make_publisher("wadi.example", rights="excerpt"))
    foreign = make_article(title="Navires", language="fr")

    first, second, third = sitemap("/sitemap/news.xml")

    assert [part.tag for part in first.find(f"{N}news")] == [
        f"{N}{name}" for name in ("publication", "publication_date", "title")
    ]
    assert first.findtext(f"{N}news/{N}title") == "Ships & <boats> leave"
    assert first.findtext(f"{N}news/{N}publication_date") == "2026-11-25T11:59:00+00:00"
    assert first.findtext(f"{N}news/{N}publication/{N}name") == "The Daily"
    assert second.findtext(f"{N}news/{N}publication/{N}name") == "صحيفة wadi"
    assert second.findtext(f"{N}news/{N}publication/{N}language") == "ar"
    assert second.findtext(f"{S}loc") == f"{SITE}/ar/article/{arabic.key}"
    assert third.findtext(f"{S}loc") == f"{SITE}/en/article/{foreign.key}"


def test_news_are_two_days_old_at_most_and_texts_that_can_be_read(make_article, make_publisher, sitemap, noon):
    original = make_article(title="Ships")
    make_article(title="Copy", copy_of=original)
    make_article(title="Old", published_at=noon - timedelta(hours=48, seconds=1))
    make_article(title="To come", published_at=noon + timedelta(minutes=1))
    make_article(title="Video", kind="video", words=0)
    make_article(title="Headline", publisher=make_publisher(rights="link"))
    make_article(title="Withdrawn", visible=False)
    make_article(title="In no language", language="")

    assert news(sitemap("/sitemap/news.xml")) == ["Ships"]


def test_a_sitemap_that_did_not_change_is_not_sent_again(world, client):
    for path in ("/sitemap.xml", "/sitemap/articles-0.xml", "/sitemap/news.xml"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first["Cache-Control"] == "public, max-age=600"
