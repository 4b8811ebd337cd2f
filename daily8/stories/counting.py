"""Keeps what a story says of its reports true: how many, of whom, from when until when."""

from collections.abc import Collection

from django.db.models import Count, Max, Min, Q

from daily8.stories.models import Report, Story
from daily8.work import rows

_FIELDS = ("reports_count", "originals_count", "publishers_count", "first_at", "last_at")


def recount(stories: Collection[int]) -> None:
    """Count anew the reports of these stories (primary keys); one without any is deleted."""
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
    Story.objects.filter(pk__in=set(stories) - {story.pk for story in changed}).delete()


def remove_empty() -> int:
    """Delete the stories whose articles are all gone; return how many that were."""
    removed, _ = Story.objects.filter(reports=None).delete()
    return removed
