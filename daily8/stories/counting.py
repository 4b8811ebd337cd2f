"""Keeps what a story says of its reports true: how many, of whom, from when until when."""

from collections.abc import Collection, Iterable
from itertools import islice

from django.db.models import Count, F, Max, Min, Q

from daily8.articles import shown
from daily8.stories.models import Report, Story
from daily8.stories.turns import turn
from daily8.work import clock, rows
from daily8.work.models import COUNTED, PAGES, REMOVALS, Change, Version

_FIELDS = ("reports_count", "originals_count", "publishers_count", "first_at", "last_at")
# A statement of SQLite takes 250,000 values, and less where it was built otherwise.
_AT_ONCE = 10_000


def recount(stories: Iterable[int]) -> None:
    """Count anew the reports of these stories (primary keys); one without any is deleted."""
    waiting = iter(stories)
    while some := list(islice(waiting, _AT_ONCE)):
        _recount(some)


def _recount(stories: Collection[int]) -> None:
    counted = (
        Report.objects.filter(story__in=stories)
        .order_by()
        .values_list("story")
        .annotate(
            reports=Count("pk"),
            originals=Count("pk", filter=Q(article__copy_of=None)),
            publishers=Count("article__publisher", distinct=True),
            first=Min("published_at"),
            last=Max("published_at"),
        )
    )
    changed = [Story(pk=pk, **dict(zip(_FIELDS, values, strict=True))) for pk, *values in counted]
    rows.update(changed, fields=_FIELDS)
    Change.note(map(shown.story, stories), clock.now())
    Story.objects.filter(pk__in=set(stories) - {story.pk for story in changed}).delete()


def count_after_removals() -> int:
    """Set right what stories say of their reports after publishers were removed; return how many were wrong."""
    versions = dict(Version.objects.filter(name__in=[REMOVALS, COUNTED]).values_list("name", "number"))
    removals = versions.get(REMOVALS, 0)
    if removals == versions.get(COUNTED, 0):
        return 0
    with turn():
        wrong = Story.objects.annotate(left=Count("reports")).exclude(left=F("reports_count"))
        stories = list(wrong.values_list("pk", flat=True))
        recount(stories)
        Version.objects.update_or_create(name=COUNTED, defaults={"number": removals})
        if stories:
            Version.bump(PAGES)
    return len(stories)
