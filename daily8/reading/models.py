"""What readers follow, have muted, saved and opened: a row for each thing."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from daily8.accounts.models import User
from daily8.articles.models import Article
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
    """One thing that a reader follows; `label` and `title` are what an app calls it."""

    kind = models.CharField(max_length=8, choices=Kind.choices)
    label = models.CharField(max_length=100, blank=True, default="")
    title = models.CharField(max_length=200, blank=True, default="")

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


class KeptKind(models.TextChoices):
    """Why an article or a story is kept for a reader."""

    SAVED = "saved", _("Saved")
    HISTORY = "history", _("Reading history")


class KeptQuerySet(models.QuerySet["Kept"]):
    """Finds what is kept for readers."""

    def of(self, user: User, kind: KeptKind) -> Self:
        """What is kept for one reader, newest first."""
        return self.filter(user=user, kind=kind).order_by("-at", "-pk")

    def finished(self, user: User) -> Self:
        """What one reader read to the end, the last first."""
        return self.filter(user=user, kind=KeptKind.HISTORY, done=True).order_by("-done_at", "-pk")


class Kept(models.Model):
    """An article or a story that a reader saved, or opened and how far it was read.

    `name` is the end of its address, as browsers know it; it stays when the article becomes part of another, which
    takes the row away from `article`. `turn` is the change of the shelf that it was last told with. `done_at` is
    when it was first read to the end: to open it once more does not date it anew.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept")
    kind = models.CharField(max_length=7, choices=KeptKind.choices)
    name = models.CharField(max_length=40)
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    place = models.FloatField(default=0.0)
    done = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    turn = models.PositiveBigIntegerField()

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "name"], name="kept_once")]
        indexes = [
            models.Index(fields=["user", "kind", "-at"], name="kept_newest"),
            models.Index(fields=["name"], condition=models.Q(kind=KeptKind.SAVED), name="kept_saved"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def goes_on(self, at: datetime, place: float, done_at: datetime | None) -> bool:
        """Take over what came later, went further or was first at the end; tell whether anything did."""
        before = (self.at, self.place, self.done, self.done_at)
        self.at, self.place = max(self.at, at), max(self.place, place)
        self.done_at = min(filter(None, (self.done_at, done_at)), default=None)
        # A row from before such moments were kept is at its end without one.
        self.done = self.done or self.done_at is not None
        return before != (self.at, self.place, self.done, self.done_at)


class Shelf(models.Model):
    """All that is kept for one reader: `turn` counts its changes, so that a browser knows when it is behind.

    `choices` are how pages look for the reader, and whether there is a history.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="shelf")
    turn = models.PositiveBigIntegerField(default=0)
    choices = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"shelf of {self.user_id}"


class ForYou(models.Model):
    """A reader who wants a page of what suits: there is no row before that is switched on.

    `share` is what interests count beside what matters, in percent. What was read before `since` does not count.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="for_you")
    share = models.PositiveSmallIntegerField(default=50)
    since = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "for you"

    def __str__(self) -> str:
        return f"for {self.user_id}"


class Apps(models.Model):
    """How a reader's apps for feeds read here: there is no row before something is other than usual.

    All that was found until `read_before` counts as read. Without `front`, the front page is none of their feeds.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="apps")
    front = models.BooleanField(default=True)
    read_before = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "apps"

    def __str__(self) -> str:
        return f"apps of {self.user_id}"


class ReadBefore(models.Model):
    """All of a publisher or a hashtag that was found until a moment counts as read."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, null=True, related_name="+")
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "read before"
        constraints = [
            models.UniqueConstraint(fields=["user", "publisher"], name="source_read_once"),
            models.UniqueConstraint(fields=["user", "hashtag"], name="hashtag_read_once"),
        ]

    def __str__(self) -> str:
        return f"read before {self.at:%Y-%m-%d %H:%M}"


class ReadMark(models.Model):
    """An article that a reader's app marked as read, or as unread, where nothing else says so."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    read = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "article"], name="marked_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {'read' if self.read else 'unread'}"


class OwnFeed(models.Model):
    """The secret address at which programs read what somebody follows.

    It is good as long as `proof` is what its reader's sessions must know: until a new password, or until all are
    signed out.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="own_feed")
    proof = models.CharField(max_length=64, default="")
    token = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.user_id}"
