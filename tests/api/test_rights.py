"""No output gives away more than a publisher allows, nor anything of what readers may not see."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree, html

from daily8.articles import pictures
from daily8.sources.models import Rights
from tests.api.rights_world import SENTENCES, WORD, allowed, secrets  # noqa: F401

SITE = "https://news.example"
# What is nobody's output: operators' pages, files, and what only changes cookies.
ELSEWHERE = re.compile(r"/(?:[a-z]{2}/admin|static|picture|theme|pictures|share|service-worker)\b")
OUTPUTS = {
    "front", "latest", "category", "source", "sources", "hashtag", "story", "article", "feeds", "about",
    "front_feed", "latest_feed", "category_feed", "source_feed", "hashtag_feed", "story_feed", "search_feed",
    "search", "sitemap_index", "sitemap", "sitemap_part", "news_sitemap", "robots", "llms",
    "api-list_articles", "api-read_article", "api-list_edits", "api-list_stories", "api-read_story", "api-search",
    "api-sum_up_article", "api-sum_up_story", "api-tell_timeline", "api-list_hashtags", "api-read_hashtag",
    "api-list_publishers", "api-read_publisher",
}  # fmt: skip
# For words that every sentence has, and for sentences that few may show.
SEARCHED = [
    f"/{language}/search{form}?q={words}"
    for language in ("en", "ar")
    for form in ("", "/feed.rss", "/feed.atom", "/feed.json")
    for words in ("ninth+boat", "depth1", "depth5", "depth29")
]
API = ["articles?size=20", "stories", "hashtags", "publishers", "search?q=ninth+boat", "search?q=depth29&size=100"]
# Nothing leads to what the API tells of an article or a story beside itself.
OF_ONE = {"articles": ("edits", "summary", "comments"), "stories": ("summary", "timeline")}
# These tell of lists alone.
WORDLESS = {
    "sources", "feeds", "about", "sitemap_index", "sitemap", "sitemap_part", "robots", "llms", "api-tell_timeline",
    "api-list_hashtags", "api-read_hashtag", "api-list_publishers", "api-read_publisher",
}  # fmt: skip


@pytest.fixture
def articles(secrets):  # noqa: F811
    return secrets


def links(address, response):
    """Where a document leads on this site."""
    kind = response["Content-Type"].split(";")[0]
    if kind == "text/html":
        found = html.document_fromstring(response.content.decode()).xpath(
            "//a/@href | //link[@rel='alternate']/@href"
        )
    elif kind.endswith("/xml"):
        found = etree.fromstring(response.content).xpath("//*[local-name()='loc']/text()")
    elif kind.startswith("audio/"):
        return
    else:
        found = re.findall(r"https://[^\s)\"\\<]+", response.content.decode())
    for link in found:
        absolute = urljoin(SITE + address, link)
        if absolute.startswith(f"{SITE}/"):
            yield absolute.removeprefix(SITE).split("#")[0]


def everything(client):
    """Every document that can be reached, by address, with the name of what it is."""
    waiting, met = deque(["/en/", "/ar/", "/robots.txt", "/llms.txt", *SEARCHED]), {}
    waiting.extend(f"/api/v1/{path}" for path in API)
    while waiting:
        address = waiting.popleft()
        if address in met or ELSEWHERE.match(address):
            continue
        response = client.get(address)
        met[address] = (
            response.resolver_match and response.resolver_match.url_name,
            response.content.decode(errors="replace"),
        )
        # From search, other ways to ask lead on and on.
        if response.status_code == 200 and "/search" not in address:
            waiting.extend(links(address, response))
        if one := re.fullmatch(r"(/api/v1/(articles|stories)/[0-9a-f]{32})", address):
            waiting.extend(f"{one[1]}/{more}" for more in OF_ONE[one[2]])
    return met


def test_every_output_obeys_the_rights_of_every_publisher(articles, client):
    told = everything(client)

    assert {output for output, _ in told.values()} >= OUTPUTS
    assert {output for output, body in told.values() if WORD.search(body)} >= OUTPUTS - WORDLESS
    too_much = {
        (address, word[0])
        for address, (_, body) in told.items()
        for word in WORD.finditer(body)
        if word[2] not in allowed(articles[int(word[1])], urlsplit(address).path)
    }
    assert too_much == set()


def test_what_readers_may_not_see_is_nowhere_not_even_its_address_or_its_picture(articles, client):
    told = everything(client)

    for article in articles.values():
        picture = pictures.address(article.image, 480).rpartition("/")[2]
        bodies = " ".join(body for _, body in told.values())
        assert (article.key in bodies) == article.visible
        assert (picture in bodies) == (article.visible and article.publisher.rights != Rights.LINK)


def test_what_may_be_shown_is_shown_in_every_format(articles, client):
    whole = next(number for number, article in articles.items() if article.is_whole and article.visible)

    for path in ("feed.rss", "feed.atom", "feed.json"):
        assert f"secret{whole}xs{SENTENCES - 1}" in client.get(f"/en/latest/{path}").content.decode()
