"""Following and no longer following."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from daily8.accounts.models import User
from daily8.reading import things
from daily8.reading.models import Follow, FollowQuerySet, Kind
from daily8.reading.things import Thing
from daily8.stories.models import FormerStory

# So much nobody reads, and each thing is looked up for the page of what is new.
MOST = 200
# Of these so many searches: each is done anew whenever all that is new is looked for.
MOST_SEARCHES = 30


class TooMuch(Exception):
    """The reader follows as much as can be followed: `most` things, or searches."""

    def __init__(self, most: int):
        super().__init__(f"more than {most}")
        self.most = most


def follow(user: User, thing: Thing, now: datetime) -> None:
    """Follow a thing, once. Raises TooMuch."""
    if follows(user, thing):
        return
    followed = Follow.objects.filter(user=user)
    if followed.count() >= MOST:
        raise TooMuch(MOST)
    if thing.kind == Kind.SEARCH and followed.filter(kind=Kind.SEARCH).count() >= MOST_SEARCHES:
        raise TooMuch(MOST_SEARCHES)
    kept = {"hashtag": thing.hashtag, "publisher": thing.publisher, "added_at": now}
    Follow.objects.get_or_create(user=user, kind=thing.kind, key=thing.key, defaults=kept)


def unfollow(user: User, thing: Thing) -> None:
    """No longer follow a thing, by whatever name it was followed."""
    rows(user, thing).delete()


def follows(user: User, thing: Thing) -> bool:
    """Whether a reader follows a thing, or what has become it."""
    return rows(user, thing).exists()


def rows(user: User, thing: Thing) -> FollowQuerySet:
    """Return the rows by which a reader follows a thing, or what has become it."""
    same = Q(key=thing.key)
    if thing.hashtag:
        same |= Q(hashtag__merged_into=thing.hashtag)
    if thing.story:
        same |= Q(key__in=FormerStory.objects.filter(story=thing.story).values("key"))
    return Follow.objects.filter(same, user=user, kind=thing.kind)


def followed(user: User) -> Sequence[Thing]:
    """Return what a reader follows, newest first, each once; what is gone is left out."""
    return things.of(list(Follow.objects.of(user)))


def kept(user: User) -> list[dict[str, str]]:
    """Return what a reader follows, for a file of everything the reader has here."""
    return [row.told() for row in Follow.objects.of(user)]
