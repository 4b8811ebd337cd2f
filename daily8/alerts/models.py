"""What readers are told of, how, and where; what waits to be told."""

from collections.abc import Collection, Iterable
from datetime import datetime, time
from typing import Self

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daily8.accounts.models import User
from daily8.articles.models import Article
from daily8.comments.models import Comment
from daily8.editions.models import Edition
from daily8.engine.push import Subscription
from daily8.reading.models import Follow
from daily8.work.hours import Hours
from daily8.work.models import Outgoing, OutgoingQuerySet


class Kind(models.TextChoices):
    """What an alert tells of."""

    STORY = "story", _("A story that you follow")
    SEARCH = "search", _("A search that you follow")
    REPLY = "reply", _("An answer to your comment")
    EDITION = "edition", _("The daily eight")
    QUEUE = "queue", _("Comments that wait for a moderator")
    BAN = "ban", _("Your right to comment")
    DECIDED = "decided", _("What a moderator decided")


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Finds readers who have chosen."""

    def due(self, now: datetime) -> Self:
        """Those for whom something waits that may be told now, longest waiting first."""
        return self.filter(due_at__lte=now).order_by("due_at", "pk")

    def awake(self, users: Collection[int], now: datetime) -> None:
        """Have these readers (primary keys) told what waits for them, as soon as they may be.

        Belongs into a transaction: whoever tells one of them just now is waited for; that ends with nothing due.
        """
        self.held(users)
        self.filter(pk__in=users, due_at=None).update(due_at=now)

    def held(self, users: Collection[int]) -> dict[int, "Choice"]:
        """Return what these readers (primary keys) chose; nobody else changes it until the transaction ends."""
        self.bulk_create([Choice(user_id=user) for user in sorted(users)], ignore_conflicts=True)
        return {one.pk: one for one in self.filter(pk__in=users).order_by("pk").select_for_update()}


class Choice(models.Model):
    """How a reader wants to be told: by mail or not, of what, when not, and how often a day at most.

    `due_at` is when what waits is looked at next; `day` and `sent` count the messages of one day by his own clock.
    `mail_since` is when he asked for mail; `refused` is why it came back: nothing is mailed before he asks again.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="alert_choice")
    mail = models.BooleanField(default=False)
    stories = models.BooleanField(default=True)
    searches = models.BooleanField(default=True)
    replies = models.BooleanField(default=True)
    edition = models.BooleanField(default=False)
    queue = models.BooleanField(default=True)
    quiet_from = models.TimeField(default=time(22))
    quiet_until = models.TimeField(default=time(7))
    zone = models.CharField(max_length=64, default="", blank=True)
    most = models.PositiveSmallIntegerField(default=5)
    language = models.CharField(max_length=10, default="", blank=True)
    mail_since = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=200, default="", blank=True)
    day = models.DateField(null=True, blank=True)
    sent = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    queue_told_at = models.DateTimeField(null=True, blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="choice_due")]

    def __str__(self) -> str:
        return f"choice of {self.pk}"

    @property
    def by_mail(self) -> bool:
        """Whether the reader is written to."""
        return self.mail and not self.refused

    @property
    def quiet(self) -> Hours:
        """The hours in which the reader wants to be left alone."""
        return Hours(self.quiet_from, self.quiet_until, self.zone or settings.TIME_ZONE)

    @property
    def spoken(self) -> str:
        """The language that the reader is written to in."""
        return self.language if self.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

    def counted(self, now: datetime) -> int:
        """Return how many messages were sent this day."""
        return self.sent if self.day == self.quiet.day(now) else 0

    def count(self, now: datetime) -> None:
        """Count one more, unsaved."""
        self.sent = self.counted(now) + 1
        self.day = self.quiet.day(now)


class Silence(models.Model):
    """Something that is followed of which its reader does not want to be told."""

    follow = models.OneToOneField(Follow, on_delete=models.CASCADE, primary_key=True, related_name="silence")

    def __str__(self) -> str:
        return f"silence on {self.follow_id}"


class DeviceQuerySet(models.QuerySet["Device"]):
    """Finds browsers that take messages."""

    def of(self, user: User) -> Self:
        """Those on which this reader is still signed in, newest first.

        When he signs out everywhere or has a new password, the devices from before are told nothing any more.
        """
        return self.filter(user=user, proof=user.get_session_auth_hash()).order_by("-added_at", "-pk")


class Device(models.Model):
    """A browser that takes messages for a reader, as long as the session lives in which it was added.

    `proof` is what his sessions had to know then.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1000, unique=True)
    key = models.BinaryField()
    secret = models.BinaryField()
    proof = models.CharField(max_length=64)
    language = models.CharField(max_length=10, default="", blank=True)
    agent = models.CharField(max_length=300, default="", blank=True)
    added_at = models.DateTimeField()

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"device {self.pk} of {self.user_id}"

    @property
    def is_signed_in(self) -> bool:
        """Whether its reader may still be told something there."""
        return self.user.is_active and self.proof == self.user.get_session_auth_hash()

    @property
    def subscription(self) -> Subscription:
        """Where it takes messages, and how they are sealed."""
        return Subscription(self.endpoint, bytes(self.key), bytes(self.secret))


class Fresh(models.Model):
    """An article that readers can see since `noted_at`, and that nobody was told of yet."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True)
    noted_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"fresh {self.article_id}"


class Answered(models.Model):
    """An answer to a comment that was looked at: its reader was told, or did not want to be."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="answered")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answered {self.comment_id}"


class AlertQuerySet(models.QuerySet["Alert"]):
    """Finds alerts."""

    def of(self, user: User) -> Self:
        """Those of one reader, newest first."""
        return self.filter(user=user).order_by("-made_at", "-pk")

    def untold(self, user: User) -> Self:
        """What a reader is still to be told, in the order in which it happened."""
        return self.filter(user=user, told_at=None).order_by("made_at", "pk")

    def with_subjects(self) -> Self:
        """With what they are about."""
        return self.select_related("comment__writer", "comment__discussion", "edition")

    def about(self, stories: Iterable[str], users: Iterable[int]) -> set[tuple[int, str]]:
        """Which of these readers (primary keys) an alert about which of these stories (keys) was made for."""
        found = self.filter(user__in=users, story_key__in=stories)
        return set(found.values_list("user_id", "story_key"))


class Alert(models.Model):
    """Something that happened, for one reader, once: `event` tells which it is.

    `lines` are pairs of an article's primary key and a sentence of it that says what is new, or an empty text;
    `words` are those of the search that found it.
    `told_at` is when it was sent, or when there was no way to send it; it stands on the page of alerts anyway.
    `letter` is the token of the mail that tells it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    event = models.CharField(max_length=80)
    story_key = models.CharField(max_length=32, default="", blank=True)
    words = models.CharField(max_length=200, default="", blank=True)
    lines = models.JSONField(default=list, blank=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(null=True, blank=True)
    letter = models.CharField(max_length=32, default="", blank=True, db_index=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="alert_once")]
        indexes = [
            models.Index(fields=["user", "-made_at"], name="alert_newest"),
            models.Index(fields=["user"], condition=Q(told_at=None), name="alert_untold"),
            models.Index(fields=["user", "story_key"], name="alert_story"),
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.user_id}"


class PushQuerySet(OutgoingQuerySet["Push"]):
    """Finds messages to browsers."""


class Push(Outgoing):
    """A message to one browser."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="pushes")

    objects = PushQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="push_due")]

    def __str__(self) -> str:
        return f"push {self.token}"
