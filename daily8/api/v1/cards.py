"""Rows as shapes: what they give away is what the publisher's rights allow."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language

from daily8.api.feeds import one_line, speakable
from daily8.api.v1 import shapes
from daily8.articles import pictures
from daily8.articles.categories import CATEGORIES
from daily8.articles.models import Article
from daily8.articles.origins import origin
from daily8.engine.language.directions import direction
from daily8.sources.models import Publisher
from daily8.stories.models import Story
from daily8.topics.models import Hashtag

NAMES = {category.id: category.name for category in CATEGORIES}
_PICTURE_WIDTH = 1280


def locale() -> str:
    """Return the language in which this request is answered."""
    return get_language() or "en"


def api(request: HttpRequest, kind: str, name: str) -> str:
    """Return the address of something in the API."""
    return f"{origin(request)}/api/v1/{kind}/{iri_to_uri(name)}"


def page(request: HttpRequest, name: str, *arguments: str) -> str:
    """Return the address of a page, in the language in which this request is answered."""
    return origin(request) + reverse(name, args=arguments)


def card(request: HttpRequest, article: Article) -> shapes.Card:
    """Return an article as lists show it."""
    return shapes.Card(**_told(request, article))


def cards(request: HttpRequest, articles: Iterable[Article]) -> list[shapes.Card]:
    """Return articles as lists show them."""
    return [card(request, article) for article in articles]


def _told(request: HttpRequest, article: Article) -> dict[str, Any]:
    return {
        "key": article.key,
        "title": one_line(article.title),
        "language": article.language,
        "direction": direction(article.language),
        "excerpt": speakable(article.shown_excerpt).strip(),
        "published_at": article.published_at,
        "words": article.words,
        "shows": shows(article),
        "category": category(article.category),
        "publisher": publisher_name(article.publisher),
        "picture": picture(request, article),
        "page": page(request, "article", article.key),
        "original": iri_to_uri(speakable(article.url)),
        "address": api(request, "articles", article.key),
    }


def shows(article: Article) -> str:
    """Return how much of an article may be shown."""
    if article.is_whole:
        return "full"
    return "excerpt" if article.shown_excerpt else "link"


def category(category_id: str) -> shapes.CategoryName | None:
    """Return a category by its name in the reader's language."""
    name = NAMES.get(category_id)
    return shapes.CategoryName(id=category_id, name=str(name)) if name else None


def publisher_name(publisher: Publisher) -> shapes.PublisherName:
    """Return a publisher by its name in the reader's language."""
    return shapes.PublisherName(domain=publisher.domain, name=one_line(publisher.name_in(locale())))


def picture(request: HttpRequest, article: Article, caption: str = "") -> shapes.Picture | None:
    """Return the picture of an article, through this site, where the publisher lets it be shown."""
    address = article.shown_image
    if not address:
        return None
    url = origin(request) + pictures.address(address, _PICTURE_WIDTH)
    return shapes.Picture(url=url, caption=one_line(caption))


def detail(request: HttpRequest, article: Article, **more: Any) -> shapes.Article:
    """Return one article with what only its own address tells."""
    return shapes.Article(**(_told(request, article) | more))


def hashtag_name(hashtag: Hashtag) -> shapes.HashtagName:
    """Return a hashtag by its name in the reader's language."""
    name, language = hashtag.name_in(locale())
    return shapes.HashtagName(slug=hashtag.slug, name=one_line(name), language=language, kind=hashtag.kind)


def hashtag(request: HttpRequest, hashtag: Hashtag, **more: Any) -> shapes.Hashtag:
    """Return a hashtag with its names in all languages."""
    told = {
        **hashtag_name(hashtag).dict(),
        "names": hashtag.names,
        "page": page(request, "hashtag", hashtag.slug),
        "address": api(request, "hashtags", hashtag.slug),
    }
    return shapes.HashtagDetail(**told, **more) if more else shapes.Hashtag(**told)


def story_name(request: HttpRequest, story: Story, best: Article) -> dict[str, Any]:
    """Return what names a story: the report that stands for it does."""
    return {
        "key": story.key,
        "title": one_line(best.title),
        "language": best.language,
        "first_at": story.first_at,
        "last_at": story.last_at,
        "reports": story.reports_count,
        "originals": story.originals_count,
        "publishers": story.publishers_count,
        "page": page(request, "story", story.key),
        "address": api(request, "stories", story.key),
    }


def stories(request: HttpRequest, found: Sequence[Story], best: Mapping[int, Article]) -> list[shapes.StoryCard]:
    """Return stories as lists show them; those without a report that readers may see are left out."""
    named = [(story, best[story.pk]) for story in found if story.pk in best]
    return [
        shapes.StoryCard(**story_name(request, story, report), best=card(request, report))
        for story, report in named
    ]
