"""What readers follow and what they have muted: a row for each thing."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from daily8.accounts.models import User
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag


class Kind(models.TextChoices):
    """What sort of thing is followed."""

    HASHTAG = "hashtag", _("Hashtag")
    SOURCE = "source", _("Source")
    STORY = "story", _("Story")
    SEARCH = "search", _("Search")


class FollowQuerySet(models.QuerySet["Follow"]):
    """Finds what readers follow."""

    def of(self, user: User) -> Self:
        """What one reader follows, newest first."""
        return self.filter(user=user).select_related("hashtag", "publisher").order_by("-added_at", "-pk")


class Follow(models.Model):
    """One thing that a reader follows.

    `key` tells which: the primary key of a hashtag or a publisher, the key of a story, or what was searched for.
    Stories are known by their keys, since one that becomes part of another is followed as that.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=200)
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, null=True, related_name="+")
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "key"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def name(self) -> str:
        """What addresses call it."""
        return _name(self)


class MuteKind(models.TextChoices):
    """What sort of thing is muted."""

    HASHTAG = "hashtag", _("Hashtag")
    SOURCE = "source", _("Source")
    WORDS = "words", _("Words")


class MuteQuerySet(models.QuerySet["Mute"]):
    """Finds what readers have muted."""

    def of(self, user: User) -> Self:
        """What one reader has muted, newest first."""
        return self.filter(user=user).select_related("hashtag", "publisher").order_by("-added_at", "-pk")


class Mute(models.Model):
    """One thing that a reader does not want to see in lists; `key` tells it, as in Follow, or is the words."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mutes")
    kind = models.CharField(max_length=8, choices=MuteKind.choices)
    key = models.CharField(max_length=200)
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, null=True, related_name="+")
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "key"], name="mute_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def name(self) -> str:
        """What addresses call it."""
        return _name(self)


def _name(row: Follow | Mute) -> str:
    if row.hashtag:
        return row.hashtag.slug
    return row.publisher.domain if row.publisher else row.key
