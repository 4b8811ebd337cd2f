"""Sitemaps as feeds: for publishers that have nothing else."""

from daily8.engine.feeds.feed import Entry, ParsedFeed
from daily8.engine.feeds.fields import Fields
from daily8.engine.feeds.markup import Element, key_of


def is_sitemap(root: Element) -> bool:
    """Say whether a tree is a list of pages or a list of such lists."""
    return key_of(root.tag, root.prefix) in ("urlset", "sitemapindex")


def read_sitemap(root: Element, *, limit: int) -> ParsedFeed:
    """Return a sitemap as a feed.

    Its format is "sitemap-news" where pages carry a headline, "sitemap" where they are bare addresses, and
    "sitemap-index" where each entry is another sitemap.
    """
    index = key_of(root.tag, root.prefix) == "sitemapindex"
    elements = [each for each in root if key_of(each.tag, each.prefix) == ("sitemap" if index else "url")]
    pages = [Fields(element) for element in elements[:limit]]
    news = [page.first("news:news") for page in pages]
    first = next((Fields(each) for each in news if each is not None), None)
    publication = first.first("news:publication") if first else None
    about = Fields(publication) if publication is not None else None
    return ParsedFeed(
        format="sitemap-index" if index else "sitemap-news" if first else "sitemap",
        title=about.title("news:name") if about else "",
        language=about.text("news:language") if about else "",
        entries=tuple(_entry(page, each) for page, each in zip(pages, news, strict=True)),
        omitted=max(0, len(elements) - limit),
    )


def _entry(page: Fields, news: Element | None) -> Entry:
    url, updated = page.link("loc"), page.date("lastmod")
    image = page.first("image:image")
    picture = Fields(image).link("image:loc") if image is not None else ""
    if news is None:
        return Entry(id=url, url=url, title="", updated=updated, image=picture)
    about = Fields(news)
    keywords = (" ".join(word.split()) for word in about.text("news:keywords").split(","))
    return Entry(
        id=url,
        url=url,
        title=about.title("news:title"),
        published=about.date("news:publication_date"),
        updated=updated,
        categories=tuple(dict.fromkeys(filter(None, keywords)))[:20],
        image=picture,
    )
