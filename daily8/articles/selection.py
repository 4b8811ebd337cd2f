"""The newest of several lists."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from daily8.articles.models import Article, ArticleQuerySet


def newest_of(lists: Sequence[ArticleQuerySet], *, size: int) -> list[Article]:
    """Return the newest `size` of each list, all together newest first, in one query."""
    # A union would be the plain way, but SQLite takes no limit inside of one.
    members = (Q(pk__in=list_.newest_first().values("pk")[:size]) for list_ in lists)
    return list(Article.objects.filter(reduce(or_, members, Q(pk__in=[]))).newest_first().cards())
