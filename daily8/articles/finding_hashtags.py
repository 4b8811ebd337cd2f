"""Finds hashtags for operators: by any name or spelling, and how many articles carry each."""

from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from django.db.models import BooleanField, Count, F, Func, Q, QuerySet, Value

from daily8.articles.models import Tag
from daily8.topics.models import Hashtag, Spelling

_PAGE = "/hashtag/"


def search(hashtags: QuerySet[Hashtag], words: str) -> QuerySet[Hashtag]:
    """Return those with these words in a name or spelling of any language, or whose page has this address."""
    words = " ".join(words.split()).removeprefix("#")
    if _PAGE in words:
        return hashtags.filter(slug=unquote(words.rpartition(_PAGE)[2]).partition("/")[0])
    spelled = Spelling.objects.filter(text__icontains=words)
    either = Q(pk__in=spelled.values("hashtag")) | Q(pk__in=spelled.values("hashtag__merged_into"))
    return hashtags.filter(Q(_AnyName(words)) | either | Q(slug__icontains=words))


def carriers(hashtags: Collection[int]) -> dict[int, int]:
    """Return how many articles carry each of these hashtags (primary keys), in one query."""
    counted = Tag.objects.filter(hashtag__in=hashtags).order_by().values_list("hashtag").annotate(Count("pk"))
    return dict.fromkeys(hashtags, 0) | dict(counted)


class _AnyName(Func):
    """Whether one of a hashtag's names holds these words; only names are looked at, not what is around them."""

    output_field = BooleanField()

    def __init__(self, words: str):
        escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        super().__init__(F("names"), Value(f"%{escaped}%"))

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> Any:  # type: ignore[override]
        """Each database has a function of its own for the values of an object, and a LIKE for any case."""
        each, like = ("jsonb_each_text", "ILIKE") if connection.vendor == "postgresql" else ("json_each", "LIKE")
        return super().as_sql(
            compiler,
            connection,
            template=rf"EXISTS (SELECT 1 FROM {each}(%(expressions)s ESCAPE '\')",  # noqa: S608  # nosec
            arg_joiner=f") AS named WHERE named.value {like} ",
        )
