"""When articles are read once more, to see what their publishers changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from daily8.articles.models import Article, Rereading, Stage
from daily8.work import rows

# An article that was read a moment ago is not asked for again, whatever hour it is.
_LEAST = timedelta(minutes=10)
_AT_ONCE = 200


def plan(articles: Iterable[Article], now: datetime) -> None:
    """Note when each article, just read, is read next: at the hours after its publication that the settings name.

    A page that is no article is not read again, nor is one that all hours have passed.
    """
    wanted = [article for article in articles if article.is_article]
    moments = [(article.pk, next_moment(article.published_at, now)) for article in wanted]
    rows.insert(Rereading, ("article", "at"), [one for one in moments if one[1]], replace=("article",))


def next_moment(published_at: datetime, now: datetime) -> datetime | None:
    """Return the next moment at which an article is read again; None where all are over."""
    moments = (published_at + timedelta(hours=hours) for hours in settings.READ_AGAIN)
    return next((moment for moment in sorted(moments) if moment >= now + _LEAST), None)


def begin(now: datetime) -> int:
    """Let the articles whose moment has come wait to be read again; return how many moments that were.

    Readers see meanwhile what they saw. One that is under way for another reason is not read twice.
    """
    with transaction.atomic():
        due = Rereading.objects.filter(at__lte=now).order_by("at").select_for_update(skip_locked=True)
        keys = list(due.values_list("article", flat=True)[:_AT_ONCE])
        settled = Article.objects.at(Stage.PUBLISHED).filter(pk__in=keys, visible=True)
        settled.update(stage=Stage.FETCHED, due_at=now)
        Rereading.objects.filter(pk__in=keys).delete()
    return len(keys)


def forget(keys: Sequence[int]) -> None:
    """Read these articles no more."""
    Rereading.objects.filter(pk__in=keys).delete()
