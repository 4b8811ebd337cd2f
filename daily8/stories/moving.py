"""Moves reports between stories; to be called in one's turn."""

from collections.abc import Collection

from daily8.stories import counting, keys
from daily8.stories.models import FormerStory, Report, Story


def join(story: Story, *, into: Story, change: int) -> None:
    """Make one story of two: the first one's addresses lead to the other from now on."""
    Report.objects.filter(story=story).update(story=into, change=change)
    FormerStory.objects.filter(story=story).update(story=into)
    # It may be one before: an article that comes again begins the story that it began first.
    FormerStory.objects.update_or_create(key=story.key, defaults={"story": into, "number": story.pk})
    counting.recount([story.pk, into.pk])


def separate(story: Story, articles: Collection[int], *, begun_by: str, change: int) -> Story:
    """Put these articles (primary keys) of a story in a new one, begun by the article of this key.

    If a story that this article had begun became part of the other, its address is its own again.
    """
    key = keys.returned(begun_by, by=story) or keys.free(begun_by)
    new = Story.objects.create(key=key, first_at=story.first_at, last_at=story.last_at)
    Report.objects.filter(story=story, article__in=articles).update(story=new, change=change)
    counting.recount([story.pk, new.pk])
    new.refresh_from_db()
    return new
