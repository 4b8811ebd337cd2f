"""What robots are told."""

import re

import pytest
from protego import Protego

SITE = "https://news.example"


@pytest.fixture
def robots(client, db):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return Protego.parse(response.content.decode())


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/ar/latest",
        "/en/latest/feed.rss",
        "/ar/search/feed.atom?q=a",
        "/sitemap.xml",
        "/picture/640/x/y",
    ],
)
def test_robots_may_read_the_pages(robots, path):
    assert robots.can_fetch(f"{SITE}{path}", "AnyBot")


@pytest.mark.parametrize(
    "path", ["/en/admin/", "/ar/admin/login/", "/theme", "/en/search?q=ships", "/ar/search/suggest?q=a"]
)
def test_robots_may_not_go_where_nothing_is_theirs(robots, path):
    assert not robots.can_fetch(f"{SITE}{path}", "AnyBot")


def test_robots_find_the_sitemaps(robots):
    assert list(robots.sitemaps) == [f"{SITE}/sitemap.xml", f"{SITE}/sitemap/news.xml"]


def test_language_models_are_told_what_the_site_is_in_plain_markdown(client, db):
    told = client.get("/llms.txt").content.decode()

    headings = re.findall(r"^#+ .*", told, re.MULTILINE)
    assert headings == ["# daily8", "## Lists", "## Feeds", "## Agents", "## Optional"]
    assert told.split("\n\n")[1].startswith("> News from many publishers")
    assert "Every text belongs to its publisher" in told
    for section in told.split("\n## ")[1:]:
        assert re.search(r"^- \[[^\]]+\]\(https://news\.example/[^)]*\): \S", section, re.MULTILINE)


def test_whatever_language_models_are_led_to_is_there(client, make_article):
    make_article()

    for address in re.findall(r"\((https://[^)]+)\)", client.get("/llms.txt").content.decode()):
        # Messages alone are answered there.
        expected = 405 if address.endswith("/api/mcp") else 200
        assert client.get(address.removeprefix(SITE)).status_code == expected, address


@pytest.mark.parametrize("path", ["/robots.txt", "/llms.txt"])
def test_what_robots_are_told_is_the_same_for_everybody(client, db, path):
    english = client.get(path, headers={"accept-language": "en"})
    arabic = client.get(path, headers={"accept-language": "ar"})

    assert english.content == arabic.content
    assert english["Cache-Control"] == "public, max-age=3600"
    assert "Vary" not in english
    assert client.get(path, headers={"if-none-match": english["ETag"]}).status_code == 304
