"""What readers follow and what they have muted: a row for each thing."""

from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from daily8.accounts.models import User
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag

Row = TypeVar("Row", bound="Chosen")


class Kind(models.TextChoices):
    """What sort of thing is followed."""

    HASHTAG = "hashtag", _("Hashtag")
    SOURCE = "source", _("Source")
    STORY = "story", _("Story")
    SEARCH = "search", _("Search")


class MuteKind(models.TextChoices):
    """What sort of thing is muted."""

    HASHTAG = "hashtag", _("Hashtag")
    SOURCE = "source", _("Source")
    WORDS = "words", _("Words")


class ChosenQuerySet(models.QuerySet[Row]):
    """Finds what readers chose."""

    def of(self, user: User) -> Self:
        """What one reader chose, newest first."""
        return self.filter(user=user).select_related("hashtag", "publisher").order_by("-added_at", "-pk")


class Chosen(models.Model):
    """One thing that a reader chose.

    `key` tells which: the primary key of a hashtag or a publisher, the key of a story, or words. Stories are known
    by their keys, since one that becomes part of another is followed as that.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="%(class)ss")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=200)
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, null=True, related_name="+")
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["user", "kind", "key"], name="%(class)s_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def name(self) -> str:
        """What addresses call it."""
        if self.hashtag:
            return self.hashtag.slug
        return self.publisher.domain if self.publisher else self.key

    def told(self) -> dict[str, str]:
        """Return it for a file of everything that the reader has here."""
        return {"kind": self.kind, "name": self.name, "since": self.added_at.isoformat()}


class FollowQuerySet(ChosenQuerySet["Follow"]):
    """Finds what readers follow."""


class Follow(Chosen):
    """One thing that a reader follows."""

    kind = models.CharField(max_length=8, choices=Kind.choices)

    objects = FollowQuerySet.as_manager()

    class Meta(Chosen.Meta):
        pass


class MuteQuerySet(ChosenQuerySet["Mute"]):
    """Finds what readers have muted."""


class Mute(Chosen):
    """One thing that a reader does not want to see in lists."""

    kind = models.CharField(max_length=8, choices=MuteKind.choices)

    objects = MuteQuerySet.as_manager()

    class Meta(Chosen.Meta):
        pass
