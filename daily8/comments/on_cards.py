"""How many comments the cards of articles tell of."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from daily8.articles.models import Address
from daily8.comments.models import Discussion, Subject
from daily8.stories.models import FormerStory, Report, Story

# Most discussions that began before are closed, and what they are about has left the lists.
_REACH = timedelta(days=60)


def counts(now: datetime) -> Counter[int]:
    """Return how many comments everybody sees, by the articles (primary keys) that were discussed lately.

    One query; where the reports of a story share a discussion, three more.
    """
    told = Counter(dict[int, int]())
    for article, number in _by_owner(Address.objects.all(), "article", Subject.ARTICLE, now):
        told[article] += number
    if settings.DISCUSSIONS == "story":
        _add_shared(told, now)
    return told


def _add_shared(told: Counter[int], now: datetime) -> None:
    """Give each report of a story what is said of the story."""
    of_story = Counter(dict[int, int]())
    for rows, owner in ((Story.objects.filter(reports_count__gt=1), "pk"), (FormerStory.objects.all(), "story")):
        for story, number in _by_owner(rows, owner, Subject.STORY, now):
            of_story[story] += number
    keys = _said(Subject.STORY, now).values("key")
    shared = Report.objects.filter(Q(story__key__in=keys) | Q(story__former__key__in=keys)).distinct()
    for article, story in shared.values_list("article", "story"):
        told[article] += of_story[story]


def _by_owner(rows: QuerySet[Any], owner: str, subject: Subject, now: datetime) -> QuerySet[Any]:
    """To whom a key leads, with how many comments stand under it."""
    said = _said(subject, now)
    number = Subquery(said.filter(key=OuterRef("key")).values("count"))
    known: QuerySet[Any] = rows.filter(key__in=said.values("key")).annotate(comments=number)
    return known.values_list(owner, "comments")


def _said(subject: Subject, now: datetime) -> QuerySet[Discussion]:
    return Discussion.objects.filter(subject=subject, count__gt=0, opened_at__gt=now - _REACH)
