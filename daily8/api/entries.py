"""Articles as entries of feeds: what they give away is what the publisher's rights allow."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Max
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.translation import get_language

from daily8.api.feeds import Entry, one_line, speakable
from daily8.articles import pictures, safe_html
from daily8.articles.categories import CATEGORIES
from daily8.articles.models import Article, Revision, Tag
from daily8.engine.language.directions import direction

_CATEGORY_NAMES = {category.id: category.name for category in CATEGORIES}
_PICTURE_WIDTH = 1280


def entries(pks: Sequence[int], *, origin: str) -> list[Entry]:
    """Return the entries of these articles (primary keys) in this order, in three queries.

    Those that readers may not see are left out.
    """
    articles = Article.objects.visible().select_related("publisher").defer("text", "entry").in_bulk(pks)
    language = get_language() or "en"
    changed, hashtags = _changed(pks), _hashtags(pks, language)
    return [
        _entry(articles[pk], changed.get(pk), hashtags.get(pk, []), origin=origin, language=language)
        for pk in pks
        if pk in articles
    ]


def _changed(pks: Sequence[int]) -> dict[int, datetime]:
    """When readers saw a text change for the last time."""
    revisions = Revision.objects.filter(article__in=pks).order_by().values_list("article")
    return dict(revisions.annotate(Max("replaced_at")))


def _hashtags(pks: Sequence[int], language: str) -> dict[int, list[str]]:
    """The names of the hashtags on each, most telling first."""
    tags = Tag.objects.filter(article__in=pks, hashtag__banned=False, hashtag__merged_into=None)
    names: dict[int, list[str]] = {}
    for tag in tags.select_related("hashtag").order_by("place", "pk"):
        names.setdefault(tag.article_id, []).append(one_line(tag.hashtag.name_in(language)[0]))
    return names


def _entry(
    article: Article, changed: datetime | None, hashtags: list[str], *, origin: str, language: str
) -> Entry:
    publisher = one_line(article.publisher.name_in(language))
    category = str(_CATEGORY_NAMES.get(article.category, ""))
    image = article.shown_image
    return Entry(
        id=f"tag:{urlsplit(origin).hostname},2026:article/{article.key}",
        page=origin + article.get_absolute_url(),
        original=iri_to_uri(speakable(article.url)),
        title=one_line(article.title),
        language=article.language,
        summary=speakable(article.shown_excerpt).strip(),
        html=_body(article, origin) if article.is_whole else "",
        authors=[*filter(None, (one_line(str(author)) for author in article.authors))] or [publisher],
        publisher=publisher,
        home=iri_to_uri(speakable(article.publisher.home)),
        categories=[*filter(None, [category]), *hashtags],
        image=origin + pictures.address(image, _PICTURE_WIDTH) if image else "",
        published_at=article.published_at,
        updated_at=max(article.published_at, changed or article.published_at),
    )


def _body(article: Article, origin: str) -> str:
    """The whole text; programs know no direction but the one that it brings along."""
    body = speakable(safe_html.elsewhere(article.html, origin=origin))
    if body and direction(article.language) == "rtl":
        return f'<div lang="{escape(article.language)}" dir="rtl">{body}</div>'
    return body
