"""What counts as read in a reader's apps: a row for an article only where nothing else says so.

Read is what was opened here, what was marked, and what was found before a moment until which all of a source, a
hashtag or everything was marked. What was marked as unread is unread. Marks are no history: who marks all as
read has opened nothing, and "For you" learns nothing from it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from daily8.accounts.models import User
from daily8.articles.models import Article, ArticleQuerySet, Tag
from daily8.reading.models import Apps, Kept, KeptKind, ReadBefore, ReadMark
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag

# What was published longer ago counts as read, whatever was marked: no app asks for it, and rows need not grow.
UNREAD_FOR = timedelta(days=30)
# What was found within this time may still be on its way to readers: it is marked one by one, when it is there.
_ON_ITS_WAY = timedelta(hours=1)
_AT_ONCE = 5000


def apps_of(user: User) -> Apps:
    """Return how a reader's apps read here."""
    return Apps.objects.filter(user=user).first() or Apps(user=user)


def unread(articles: ArticleQuerySet, user: User, now: datetime) -> ArticleQuerySet:
    """Return those of these articles that a reader has not read."""
    mark = ReadMark.objects.filter(user=user, article=OuterRef("pk"))
    opened = Kept.objects.filter(user=user, kind=KeptKind.HISTORY, article=OuterRef("pk"))
    read = Q(Exists(mark.filter(read=True))) | Q(Exists(opened)) | _before(user)
    recent = articles.filter(published_at__gte=now - UNREAD_FOR)
    return recent.filter(Q(Exists(mark.filter(read=False))) | ~read)


def read(articles: ArticleQuerySet, user: User, now: datetime) -> ArticleQuerySet:
    """Return the others."""
    return articles.exclude(pk__in=unread(Article.objects.all(), user, now).values("pk"))


def unread_among(pks: Collection[int], user: User, now: datetime) -> set[int]:
    """Return which of these articles (primary keys) a reader has not read."""
    return set(unread(Article.objects.filter(pk__in=pks), user, now).values_list("pk", flat=True))


def _before(user: User) -> Q:
    """What was found before a moment until which all was marked."""
    condition = Q(pk__in=[])
    if moment := apps_of(user).read_before:
        condition |= Q(found_at__lte=moment)
    rows = ReadBefore.objects.filter(user=user)
    if rows.filter(hashtag=None).exists():
        condition |= Q(Exists(rows.filter(publisher=OuterRef("publisher"), at__gte=OuterRef("found_at"))))
    if rows.filter(publisher=None).exists():
        # A hashtag that became part of another is what it became.
        same = Q(hashtag=OuterRef("hashtag")) | Q(hashtag__merged_into=OuterRef("hashtag"))
        marked = Exists(rows.filter(same, at__gte=OuterRef("article__found_at")))
        condition |= Q(Exists(Tag.objects.filter(marked, article=OuterRef("pk"))))
    return condition


def mark(user: User, pks: Collection[int], now: datetime, *, read: bool) -> None:
    """Let articles (primary keys) count as read, or as unread; twice is as good as once."""
    with transaction.atomic():
        ReadMark.objects.filter(user=user, article__in=pks).delete()
        known = set(Article.objects.filter(pk__in=pks).values_list("pk", flat=True))
        left = unread_among(known, user, now)
        needed = left if read else known - left
        rows = [ReadMark(user=user, article_id=pk, read=read) for pk in sorted(needed)]
        ReadMark.objects.bulk_create(rows, ignore_conflicts=True)


def mark_all(user: User, moment: datetime, now: datetime) -> None:
    """Let everything that was found until a moment count as read."""
    steady = min(moment, now - _ON_ITS_WAY)
    with transaction.atomic():
        apps, _ = Apps.objects.get_or_create(user=user)
        apps.read_before = max(steady, apps.read_before or steady)
        apps.save(update_fields=["read_before"])
        ReadMark.objects.filter(user=user, article__found_at__lte=steady).delete()
        ReadBefore.objects.filter(user=user, at__lte=steady).delete()
        _mark_found(user, Article.objects.visible(), steady, moment, now)


def mark_source(user: User, publisher: Publisher, moment: datetime, now: datetime) -> None:
    """Let all of a publisher that was found until a moment count as read."""
    articles = Article.objects.visible().filter(publisher=publisher)
    _mark_list(user, ReadBefore(user=user, publisher=publisher), articles, moment, now)


def mark_hashtag(user: User, hashtag: Hashtag, moment: datetime, now: datetime) -> None:
    """Let all articles with a hashtag that were found until a moment count as read."""
    articles = Article.objects.visible().filter(tags__hashtag=hashtag)
    _mark_list(user, ReadBefore(user=user, hashtag=hashtag), articles, moment, now)


def _mark_list(user: User, row: ReadBefore, articles: ArticleQuerySet, moment: datetime, now: datetime) -> None:
    steady = min(moment, now - _ON_ITS_WAY)
    with transaction.atomic():
        same = ReadBefore.objects.filter(user=user, publisher=row.publisher, hashtag=row.hashtag)
        if not same.filter(at__gte=steady).exists():
            same.delete()
            row.at = steady
            row.save()
        told = ReadMark.objects.filter(user=user, article__found_at__lte=steady)
        told.filter(article__in=articles.values("pk")).delete()
        _mark_found(user, articles, steady, moment, now)


def _mark_found(user: User, articles: ArticleQuerySet, after: datetime, until: datetime, now: datetime) -> None:
    found = articles.filter(found_at__gt=after, found_at__lte=until, published_at__gte=now - UNREAD_FOR)
    mark(user, list(found.newest_first().values_list("pk", flat=True)[:_AT_ONCE]), now, read=True)


def kept(user: User) -> dict[str, Any]:
    """Return what apps marked, for a file of everything the reader has here."""
    apps = apps_of(user)
    before = ReadBefore.objects.filter(user=user).order_by("pk").select_related("publisher", "hashtag")
    rows = ReadMark.objects.filter(user=user).order_by("pk").values_list("article__key", "read")
    return {
        "front_page": apps.front,
        "read_before": apps.read_before.isoformat() if apps.read_before else None,
        "lists_read_before": {str(row.publisher or row.hashtag): row.at.isoformat() for row in before},
        "marked": [{"article": key, "read": read} for key, read in rows],
    }
