"""What pages tell programs in their head: schema.org, Open Graph, the same in other languages, feeds."""

import json

import pytest

from daily8.articles.models import Revision
from daily8.web import structured

SITE = "https://news.example"
PICTURE = "https://daily.example/1.jpg"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def told(read):
    """What a page tells, by type."""

    def get(address):
        (script,) = read(address).xpath("//script[@type='application/ld+json']")
        data = json.loads(script.text)
        assert data.pop("@context") == "https://schema.org"
        return {thing["@type"]: thing for thing in data.get("@graph", [data])}

    return get


@pytest.fixture
def lists(make_article, make_publisher, make_hashtag, make_story):
    """Two reports of one event; return the addresses of the pages that list them."""
    reports = [make_article(), make_article(publisher=make_publisher())]
    make_hashtag("Nairobi", on=reports)
    story = make_story(*reports)
    paths = {
        "/en/latest": "Latest",
        "/en/category/world": "World",
        "/en/source/daily.example": "The Daily",
        "/en/hashtag/Nairobi": "Latest news with #Nairobi",
        f"/en/story/{story.key}": reports[0].title,
    }
    return paths, reports


def test_an_article_is_told_as_its_publishers(make_article, told, noon):
    article = make_article(title="Ships leave", authors=["Amina Odhiambo"], image=PICTURE)
    Revision.objects.create(article=article, title="Ships", replaced_at=noon)
    page = f"{SITE}/en/article/{article.key}"

    found = told(f"/en/article/{article.key}")

    picture = found["NewsArticle"].pop("image")
    assert picture.startswith(f"{SITE}/picture/1280/")
    publisher = {"@type": "Organization", "name": "The Daily", "url": "https://daily.example/"}
    assert found["NewsArticle"] == {
        "@type": "NewsArticle",
        "headline": "Ships leave",
        "description": article.excerpt,
        "datePublished": "2026-11-25T11:59:00+00:00",
        "dateModified": "2026-11-25T12:00:00+00:00",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Amina Odhiambo"}],
        "publisher": publisher,
        "isBasedOn": article.url,
        "mainEntityOfPage": page,
    }
    assert [(crumb["name"], crumb["item"]) for crumb in found["BreadcrumbList"]["itemListElement"]] == [
        ("daily8", f"{SITE}/en/"),
        ("World", f"{SITE}/en/category/world"),
        ("Ships leave", page),
    ]


def test_who_is_not_named_is_the_publisher(make_article, told):
    found = told(f"/en/article/{make_article().key}")["NewsArticle"]

    assert found["author"] == found["publisher"]
    assert found["dateModified"] == found["datePublished"]


def test_a_list_tells_what_is_first_on_it(lists, told):
    paths, reports = lists
    for path, name in paths.items():
        found = told(path)
        items = found["CollectionPage"]["mainEntity"]["itemListElement"]
        listed = reports[:1] if "source" in path else reports
        assert [item["url"] for item in items] == [f"{SITE}/en/article/{report.key}" for report in listed]
        assert [item["position"] for item in items] == list(range(1, len(listed) + 1))
        assert (found["CollectionPage"]["name"], found["CollectionPage"]["url"]) == (name, f"{SITE}{path}")
        assert found["BreadcrumbList"]["itemListElement"][-1]["item"] == f"{SITE}{path}"


def test_a_list_tells_of_ten_articles_at_most(make_article, told):
    for _ in range(12):
        make_article()

    assert len(told("/en/latest")["CollectionPage"]["mainEntity"]["itemListElement"]) == 10


@pytest.mark.parametrize(
    ("kind", "type"),
    [("person", "Person"), ("organisation", "Organization"), ("place", "Place"), ("theme", "Thing")],
)
def test_the_page_of_a_hashtag_tells_what_it_is_about(make_hashtag, told, kind, type):
    make_hashtag("Nairobi", kind=kind, names={"en": "Nairobi", "ar": "نيروبي"})

    assert told("/ar/hashtag/Nairobi")["CollectionPage"]["about"] == {"@type": type, "name": "نيروبي"}


def test_the_page_of_a_source_tells_whose_articles_they_are(publisher, told):
    found = told("/ar/source/daily.example")

    assert found["CollectionPage"]["about"]["url"] == "https://daily.example/"
    assert [crumb["name"] for crumb in found["BreadcrumbList"]["itemListElement"]] == [
        "daily8",
        "المصادر",
        "صحيفة daily",
    ]


def test_the_front_page_tells_of_the_site(db, told):
    assert told("/ar/")["WebSite"] == {
        "@type": "WebSite",
        "name": "daily8",
        "url": f"{SITE}/ar/",
        "inLanguage": "ar",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{SITE}/ar/search?q={{words}}",
            "query-input": "required name=words",
        },
    }


def test_what_the_front_page_says_of_searching_works(make_article, told, client):
    make_article()

    address = told("/en/")["WebSite"]["potentialAction"]["target"].replace("{words}", "harbour")

    assert client.get(address.removeprefix(SITE)).status_code == 200


HOSTILE = '</script><script>alert(1)</script><!-- & \u2028 \u2029 "quoted" \\ ]]>'


def test_hostile_words_stay_data(make_article, make_publisher, told, client):
    publisher = make_publisher("evil.example", names={"en": HOSTILE})
    article = make_article(title=HOSTILE, excerpt=HOSTILE, authors=[HOSTILE], publisher=publisher)

    body = client.get(f"/en/article/{article.key}").content.decode()
    start = body.index('<script type="application/ld+json">') + 35
    inside = body[start : body.index("</script>", start)]

    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside)["@graph"][0]["headline"] == HOSTILE
    assert told("/en/source/evil.example")["CollectionPage"]["name"] == HOSTILE


def test_an_element_is_one_thing_or_several():
    one, two = {"@type": "WebSite"}, {"@type": "BreadcrumbList"}

    assert structured.element(one) == (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"WebSite"}</script>'
    )
    assert '"@graph":[{"@type":"WebSite"},{"@type":"BreadcrumbList"}]' in structured.element(one, two)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_has_a_card_for_those_who_share_it(lists, read, language):
    paths, (report, _) = lists
    others = ["/en/", "/en/sources", "/en/about", "/en/feeds", f"/en/article/{report.key}"]
    for path in [*paths, *others]:
        path = path.replace("/en/", f"/{language}/")
        page = read(path)
        card = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
        assert card["og:title"], path
        assert card["og:url"] == f"{SITE}{path}"
        assert card["og:type"] in ("website", "article")
        assert card["og:site_name"] == "daily8"
        assert page.xpath("string(//meta[@name='twitter:card']/@content)") == "summary"
        assert page.xpath("//link[@rel='canonical']"), path
        assert page.xpath("//script[@type='application/ld+json']"), path


def test_a_picture_makes_a_large_card_where_its_publisher_lets_it_be_shown(make_article, make_publisher, read):
    for rights, size in (("full", "summary_large_image"), ("excerpt", "summary_large_image"), ("link", "summary")):
        article = make_article(image=PICTURE, publisher=make_publisher(rights=rights))
        page = read(f"/en/article/{article.key}")
        assert page.xpath("string(//meta[@name='twitter:card']/@content)") == size
        assert bool(page.xpath("//meta[@property='og:image']")) == (rights != "link")


def test_a_page_names_itself_in_the_other_language_and_for_readers_of_any_other(make_article, read):
    key = make_article().key
    for path in ("/ar/", "/ar/latest", f"/ar/article/{key}"):
        alternates = {link.get("hreflang"): link.get("href") for link in read(path).xpath("//link[@hreflang]")}
        english = f"{SITE}{path.replace('/ar/', '/en/')}"
        assert alternates == {"en": english, "ar": f"{SITE}{path}", "x-default": english}


def test_what_comes_later_in_a_list_is_not_known_by_the_address_of_its_beginning(make_article, read):
    make_article()

    assert read("/en/latest?languages=all").xpath("string(//link[@rel='canonical']/@href)") == f"{SITE}/en/latest"
    assert not read("/en/latest?before=1799999999000000-9").xpath("//link[@rel='canonical']")


@pytest.mark.parametrize("scope", ["", "?languages=all"])
def test_programs_find_the_feeds_of_every_list(lists, read, client, scope):
    paths, _ = lists
    for path in ["/en/", *paths]:
        page = read(path + scope)
        found = {link.get("type"): link for link in page.xpath("//link[@rel='alternate'][@type]")}
        assert list(found) == ["application/rss+xml", "application/atom+xml", "application/feed+json"]
        for kind, link in found.items():
            address = link.get("href")
            assert link.get("title")
            # A story has one feed, of all its reports.
            assert address.endswith(scope) or "story" in path
            assert client.get(address)["Content-Type"].startswith(kind)


def test_the_page_of_feeds_leads_to_feeds(make_article, read, client):
    make_article()
    page = read("/ar/feeds?languages=all")

    links = [link.get("href") for link in page.cssselect("copy-link a")]

    assert len(links) == 3 * 16
    assert {client.get(link.removeprefix(SITE)).status_code for link in links} == {200}
    assert all(link.startswith(f"{SITE}/ar/") for link in links)
    # An edition is of one language.
    assert {link for link in links if not link.endswith("?languages=all")} == {
        f"{SITE}/ar/{rhythm}/feed.{form}" for rhythm in ("daily", "weekly") for form in ("rss", "atom", "json")
    }
    labels = [link.get("aria-label") for link in page.cssselect("copy-link a")]
    assert len(set(labels)) == len(labels)
    assert read("/en/about").xpath("//footer//a[@href='/en/feeds']")


@pytest.mark.parametrize("path", ["", "latest", "category/world", "sources", "search", "feeds", "about"])
def test_each_page_describes_itself_once(client, make_article, path):
    make_article(title="Storm")
    head = client.get(f"/en/{path}").content.decode().partition("</head>")[0]

    assert head.count('name="description"') == head.count('property="og:description"') == 1
    assert head.count("application/ld+json") == 1
