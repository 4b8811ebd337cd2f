"""The newest of several lists."""

from collections.abc import Sequence

from daily8.articles.models import Article, ArticleQuerySet


def newest_of(lists: Sequence[ArticleQuerySet], *, size: int) -> list[Article]:
    """Return the newest `size` of each list, all together newest first, in one query."""
    # On SQLite no member of a union may have a limit, but what it asks for may. Joined by OR instead, PostgreSQL
    # would look at all articles.
    members = [
        Article.objects.filter(pk__in=list_.newest_first().values("pk")[:size]).order_by().values("pk")
        for list_ in lists
    ]
    if not members:
        return []
    together = members[0].union(*members[1:], all=True) if len(members) > 1 else members[0]
    return list(Article.objects.filter(pk__in=together).newest_first().cards())
