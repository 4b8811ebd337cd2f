"""Long lists in pages, by a cursor that stays right while new articles arrive."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from daily8.articles.cursors import Cursor
from daily8.articles.models import Article, ArticleQuerySet

SIZE = 24


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles of a list and the way to the others, as query strings."""

    articles: list[Article]
    older: str
    newest: str


def page(request: HttpRequest, articles: ArticleQuerySet, *, moment: str = "published_at") -> Page:
    """Return the part of the list that the request asks for, in one query; `moment` holds when each appeared."""
    cursor = asked(request)
    if cursor:
        articles = articles.older_than(cursor.at, cursor.pk, moment=moment)
    return cut(request, list(articles.newest_first(moment).cards()[: SIZE + 1]))


def asked(request: HttpRequest) -> Cursor | None:
    """Return the place behind which the request wants to read on; None for the beginning. Http404 for none."""
    cursor = request.GET.get("before", "")
    try:
        return Cursor.read(cursor) if cursor else None
    except ValueError as error:
        raise Http404(str(error)) from error


def cut(request: HttpRequest, found: list[Article]) -> Page:
    """Return a page of what was found from the place asked for on, one article more than a page holds."""
    shown = found[:SIZE]
    older = _query(request, Cursor(shown[-1].published_at, shown[-1].pk)) if len(found) > SIZE else ""
    return Page(shown, older=older, newest=_query(request, None) if asked(request) else "")


def _query(request: HttpRequest, cursor: Cursor | None) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    if cursor is not None:
        query["before"] = str(cursor)
    return f"?{query.urlencode()}" if query else request.path
