"""Pages as search engines want them told: the vocabulary of schema.org, written as JSON-LD."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from daily8.articles import pictures
from daily8.articles.models import Article

Data = dict[str, Any]
# A name and the address of the page that bears it.
Crumb = tuple[str, str]
_CONTEXT = "https://schema.org"
_PICTURE_WIDTH = 1280
# So many of a list are named; the page itself names the others.
_LISTED = 10
# What could end the element, or a line of a script that is older than JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def element(*things: Data) -> SafeString:
    """Return the element that tells these things; it is data, which no browser runs."""
    told = things[0] if len(things) == 1 else {"@graph": things}
    words = json.dumps({"@context": _CONTEXT, **told}, ensure_ascii=False, separators=(",", ":"))
    safe = mark_safe(words.translate(_ESCAPES))  # noqa: S308  # nosec
    return format_html('<script type="application/ld+json">{}</script>', safe)


def news_article(
    article: Article, *, page: str, origin: str, publisher: str, changed_at: datetime | None, description: str
) -> Data:
    """Return a report: its publisher's, read here."""
    organisation = _filled({"@type": "Organization", "name": publisher, "url": article.publisher.home})
    return _filled(
        {
            "@type": "NewsArticle",
            "headline": article.title,
            "description": description,
            "image": origin + pictures.address(article.shown_image, _PICTURE_WIDTH) if article.shown_image else "",
            "datePublished": article.published_at.isoformat(timespec="seconds"),
            "dateModified": (changed_at or article.published_at).isoformat(timespec="seconds"),
            "inLanguage": article.language,
            "author": [{"@type": "Person", "name": str(name)} for name in article.authors] or organisation,
            "publisher": organisation,
            "isBasedOn": article.url,
            "mainEntityOfPage": page,
        }
    )


def collection(name: str, *, page: str, language: str, articles: Iterable[str], about: Data | None = None) -> Data:
    """Return a page that lists articles, of which the addresses are given."""
    items = [
        {"@type": "ListItem", "position": place, "url": address}
        for place, address in enumerate(islice(articles, _LISTED), 1)
    ]
    return _filled(
        {
            "@type": "CollectionPage",
            "name": name,
            "url": page,
            "inLanguage": language,
            "about": about,
            "mainEntity": {"@type": "ItemList", "itemListElement": items} if items else None,
        }
    )


def site(name: str, *, page: str, language: str, search: str) -> Data:
    """Return the whole site, for its front page; `search` is the address of its search."""
    looking = {"@type": "SearchAction", "target": f"{search}?q={{words}}", "query-input": "required name=words"}
    return {"@type": "WebSite", "name": name, "url": page, "inLanguage": language, "potentialAction": looking}


def breadcrumbs(crumbs: Sequence[Crumb]) -> Data:
    """Return the way to a page from the front page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(crumbs, 1)
        ],
    }


def _filled(told: Data) -> Data:
    return {name: value for name, value in told.items() if value}
