"""Answers with the feed of a list."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daily8.api import atom, json_feed, rss
from daily8.api.entries import entries
from daily8.api.feeds import Feed, one_line
from daily8.articles.models import Article, ArticleQuerySet
from daily8.articles.origins import origin
from daily8.work import branding

SIZE = 30
FORMS = {"rss": rss, "atom": atom, "json": json_feed}


def feed(
    request: HttpRequest, articles: ArticleQuerySet | Sequence[Article], *, form: str, title: str, page: str
) -> HttpResponse:
    """Answer with the first articles of an ordered list as a feed.

    `form` is rss, atom or json. `page` is the address of the list's page on this site; what its query asks for is
    part of the feed's address too.
    """
    site, query = origin(request), urlsplit(page).query
    written = FORMS[form].written(
        Feed(
            title=one_line(title),
            description=_("Every article belongs to its publisher and links to the original."),
            page=site + page,
            address=site + request.path + (f"?{query}" if query else ""),
            language=get_language() or "en",
            icon=site + branding.icon("icon-180.png"),
            entries=entries(_first(articles), origin=site),
        )
    )
    return HttpResponse(written, content_type=FORMS[form].TYPE)


def _first(articles: ArticleQuerySet | Sequence[Article]) -> list[int]:
    if isinstance(articles, QuerySet):
        return list(articles[:SIZE].values_list("pk", flat=True))
    return [article.pk for article in articles[:SIZE]]
