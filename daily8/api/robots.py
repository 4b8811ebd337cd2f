"""What the site says of itself to robots: where they may go, and what there is."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from daily8.articles.categories import shown
from daily8.assistant.abilities import OF_A_STORY
from daily8.work import branding

_LANGUAGES = [code for code, _ in settings.LANGUAGES]
# Beneath the address of each language: nobody's pages, pages without end, and what is made for who asks for it.
_CLOSED = (
    *("admin", "search?", "search/", "ask", "speech/", "article/*/"),
    *(f"story/*/{ability}" for ability in OF_A_STORY),
)


def robots_txt(origin: str) -> str:
    """Return robots.txt."""
    closed = [f"Disallow: /{language}/{name}" for language in _LANGUAGES for name in _CLOSED]
    maps = [f"Sitemap: {origin}{reverse(name)}" for name in ("sitemap_index", "news_sitemap")]
    # The longer rule is the one that counts.
    feeds = [f"Allow: /{language}/search/feed." for language in _LANGUAGES]
    return "\n".join(["User-agent: *", *closed, *feeds, "Disallow: /theme", "Allow: /", "", *maps, ""])


def llms_txt(origin: str) -> str:
    """Return llms.txt: what the site is, whose its texts are, and how to read it, in plain Markdown."""
    with override("en"):
        parts = [
            f"# {branding.name()}",
            _SUMMARY,
            _RIGHTS,
            "## Lists",
            "\n".join(_lists(origin)),
            "## Feeds",
            _FEEDS,
            "\n".join(_feeds(origin)),
            "## Agents",
            _AGENTS,
            _link("MCP", origin + reverse("mcp"), "POST alone; the Model Context Protocol"),
            "## Optional",
            _link("About", origin + reverse("about"), "how the pages are made, and whom publishers can write to"),
            _link("Sitemaps", origin + reverse("sitemap_index"), "every page that may be listed"),
        ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _lists(origin: str) -> Iterator[str]:
    yield _link("Front page", origin + reverse("front"), "top stories, each with why it is there, then the newest")
    yield _link("Latest", origin + reverse("latest"), "all articles, newest first")
    for category in shown():
        yield _link(str(category.name), origin + reverse("category", args=[category.id]), "newest first")
    yield _link("Sources", origin + reverse("sources"), "all publishers, and how reading them goes")


def _feeds(origin: str) -> Iterator[str]:
    yield _link("All feeds", origin + reverse("feeds"), "how to find the feed of a list")
    for form, name in (("rss", "RSS"), ("atom", "Atom"), ("json", "JSON Feed")):
        yield _link(f"Latest as {name}", origin + reverse("latest_feed", args=[form]), "the newest thirty")


def _link(name: str, address: str, note: str) -> str:
    return f"- [{name}]({address}): {note}"


_SUMMARY = (
    "> News from many publishers on one site, in English and Arabic: articles of one event are one story, and"
    " hashtags lead from one article to others. Nothing is written here; every page links to the original."
)
_RIGHTS = """\
Every text belongs to its publisher. For each publisher the site shows either whole articles, or their beginning,
or only headlines with links; pages, feeds and all other documents keep to that. Name the publisher and link to the
original when you use what you find, and obey the robots.txt of the publisher as well as that of this site.

Addresses begin with the language of the interface, `/en/` or `/ar/`. A list shows articles written in that
language; with `?languages=all` it shows those in every language. An article says in which language it is written.
"""
_FEEDS = """\
Add `/feed.rss`, `/feed.atom` or `/feed.json` to the address of a list (the latest, a category, a source, a
hashtag, a story) and you have it as RSS, Atom or JSON Feed; a search has `/en/search/feed.rss?q=words`. They
answer conditional requests; once a minute is often enough.
"""
_AGENTS = """\
Agents search, read and ask by the Model Context Protocol (Streamable HTTP), without a key. Of publishers whose
texts AI may not use they are told headlines and links only.
"""
