"""Long lists in pages, by a cursor that stays right while new articles arrive."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.http import Http404, HttpRequest

from daily8.articles.models import Article, ArticleQuerySet

SIZE = 24
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Numbers that a database and a calendar can hold.
_CURSOR = re.compile(r"([0-9]{1,16})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of one article in a list, newest first."""

    published_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // _MICROSECOND}-{self.pk}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the cursor that was written as `text`; Http404 if none was."""
        match = _CURSOR.fullmatch(text)
        if match is None:
            raise Http404("not a place in a list")
        return cls(_EPOCH + int(match[1]) * _MICROSECOND, int(match[2]))


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
        articles = articles.older_than(cursor.published_at, cursor.pk, moment=moment)
    return cut(request, list(articles.newest_first(moment).cards()[: SIZE + 1]))


def asked(request: HttpRequest) -> Cursor | None:
    """Return the place behind which the request wants to read on; None for the beginning."""
    cursor = request.GET.get("before", "")
    return Cursor.read(cursor) if cursor else None


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
