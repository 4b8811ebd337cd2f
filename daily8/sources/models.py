"""Publishers and their feeds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from daily8.sources.ledger import Record, Takedown
from daily8.sources.publishers import LONGEST_ADDRESS, Publisher, Rights
from daily8.work.models import Waiting, WaitingQuerySet

__all__ = [
    "LONGEST_ADDRESS",
    "Feed",
    "FeedDay",
    "FeedQuerySet",
    "Health",
    "HostNote",
    "HubSubscription",
    "Publisher",
    "Record",
    "Rights",
    "Status",
    "Takedown",
]

STALE_AFTER = timedelta(days=14)
# So long a feed whose time has come waits where workers have much to do.
_MOMENT = timedelta(minutes=10)


class Status(models.TextChoices):
    """Whether a feed is asked."""

    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    GONE = "gone", _("gone")


class Health(models.TextChoices):
    """What an operator wants to know of a feed at a glance."""

    NEW = "new", _("not asked yet")
    GOOD = "good", _("working")
    STALE = "stale", _("answers, but nothing new for long")
    FAILING = "failing", _("failing")
    PAUSED = "paused", _("paused")
    GONE = "gone", _("gone for good")


def on_time(now: datetime) -> Q:
    """Which feeds answered the last time, and are to be asked again later, or since a moment ago."""
    return Q(failures=0, due_at__gt=now - _MOMENT)


class FeedQuerySet(WaitingQuerySet["Feed"]):
    """Finds feeds."""

    def statuses(self, feeds: Sequence["Feed"]) -> dict[int, str]:
        """The present status of those feeds that still exist; they stay so until the transaction ends."""
        same = self.filter(pk__in=[feed.pk for feed in feeds])
        return dict(same.select_for_update().values_list("pk", "status"))

    def active(self) -> Self:
        """Feeds that are asked."""
        return self.filter(status=Status.ACTIVE)

    def failing(self) -> Self:
        """Feeds that are asked and did not answer as they should the last time."""
        return self.active().filter(failures__gt=0)

    def good(self, now: datetime) -> Self:
        """Feeds that answer, and had something new of late."""
        return self._answering().filter(newest__gte=now - STALE_AFTER)

    def stale(self, now: datetime) -> Self:
        """Feeds that answer, but have had nothing new for long."""
        return self._answering().filter(Q(newest=None) | Q(newest__lt=now - STALE_AFTER))

    def never_answered(self) -> Self:
        """Feeds that are asked and never gave a list."""
        return self.active().filter(last_success_at=None)

    def behind(self, now: datetime) -> Self:
        """Feeds that should have been read by now; one that publishes seldom is asked seldom."""
        return self.active().exclude(on_time(now))

    def _answering(self) -> Self:
        """Feeds that answered as they should the last time, with when they had something new."""
        feeds = self.active().filter(failures=0, last_success_at__isnull=False)
        return feeds.alias(newest=Coalesce("newest_at", "last_new_at"))

    def pause(self) -> int:
        """Ask these feeds no more until `resume`; return how many they are."""
        return self.update(status=Status.PAUSED, due_at=None)

    def resume(self, now: datetime) -> int:
        """Ask these feeds again, now; return how many they are."""
        return self.update(status=Status.ACTIVE, due_at=now, failures=0, error="")

    def ask_now(self, now: datetime) -> int:
        """Make every active feed due, but for those whose server said when to come back."""
        patient = Q(not_before=None) | Q(not_before__lte=now)
        return self.active().filter(patient).exclude(due_at__lte=now).update(due_at=now)


class Feed(Waiting):
    """One address of a publisher that lists items."""

    publisher = models.ForeignKey(
        Publisher, on_delete=models.CASCADE, related_name="feeds", verbose_name=_("publisher")
    )
    url = models.CharField(_("address"), max_length=LONGEST_ADDRESS, unique=True)
    title = models.CharField(_("title"), max_length=500, blank=True, default="")
    format = models.CharField(max_length=40, blank=True, default="")
    category = models.CharField(_("category"), max_length=20, blank=True, default="")
    language = models.CharField(_("language"), max_length=8, blank=True, default="")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ACTIVE)

    # What the server said last: sent back byte for byte, stored with the items they vouch for.
    etag = models.TextField(blank=True, default="")
    last_modified = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=32, blank=True, default="")
    not_before = models.DateTimeField(null=True, blank=True)
    moved_to = models.CharField(max_length=LONGEST_ADDRESS, blank=True, default="")
    moved_count = models.PositiveSmallIntegerField(default=0)
    moved_since = models.DateTimeField(null=True, blank=True)

    added_at = models.DateTimeField()
    last_asked_at = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    last_new_at = models.DateTimeField(null=True, blank=True)
    newest_at = models.DateTimeField(null=True, blank=True)
    interval = models.DurationField(default=timedelta(hours=1))

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ("publisher__domain", "url")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="feed_waits"),
            # The few that an operator looks for among many.
            models.Index(
                fields=["publisher"], condition=Q(status=Status.ACTIVE, failures__gt=0), name="feed_failing"
            ),
            models.Index(
                fields=["publisher"],
                condition=Q(status=Status.ACTIVE, last_success_at=None),
                name="feed_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    def pause(self) -> None:
        """Ask no more until `resume`."""
        self.status, self.due_at = Status.PAUSED, None
        self.save(update_fields=["status", "due_at"])

    def resume(self, now: datetime) -> None:
        """Ask again, now."""
        self.status, self.due_at, self.failures, self.error = Status.ACTIVE, now, 0, ""
        self.save(update_fields=["status", "due_at", "failures", "error"])

    def obey(self, status: str) -> None:
        """Keep to what the operator decided while the feed was being asked."""
        if status != Status.ACTIVE:
            self.status, self.due_at = status, None

    def health(self, now: datetime) -> Health:
        """How the feed does; `error` says why where it fails."""
        if self.status != Status.ACTIVE:
            return Health(self.status)
        if self.failures:
            return Health.FAILING
        if self.last_success_at is None:
            return Health.NEW
        last = self.newest_at or self.last_new_at
        return Health.STALE if last is None or last < now - STALE_AFTER else Health.GOOD


class FeedDay(models.Model):
    """How many pages that a feed led to were read on one day (UTC), and how many of them held an article."""

    KEPT = timedelta(days=7)

    # No constraint: a feed that is deleted while its pages are counted must not stop the counting.
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="days", db_constraint=False)
    day = models.DateField(db_index=True)
    pages = models.PositiveIntegerField(default=0)
    articles = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "day"], name="feed_day_once")]

    def __str__(self) -> str:
        return f"{self.feed_id} on {self.day}: {self.articles} of {self.pages}"


class HostNote(models.Model):
    """What a host told one worker, for all others: to rest until then, or to be asked so slowly.

    `pace` is the least seconds between two requests, 0 where it asked for none.
    """

    LONGEST = 260

    host = models.CharField(max_length=LONGEST, unique=True)
    resting_until = models.DateTimeField(null=True)
    reason = models.TextField(default="")
    pace = models.FloatField(default=0.0)
    noted_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.host


class HubSubscription(Waiting):
    """Our wish to be told by a hub when a feed has something new (WebSub, W3C Recommendation of 2018).

    `key` is the last part of the address at which the hub tells it, and `secret` what it signs with; both are new
    for each hub and topic. It is in force until `confirmed_until`. It waits to be asked for, or asked for again.
    """

    feed = models.OneToOneField(Feed, on_delete=models.CASCADE, related_name="subscription")
    hub = models.CharField(max_length=LONGEST_ADDRESS)
    topic = models.CharField(max_length=LONGEST_ADDRESS)
    key = models.CharField(max_length=32, unique=True)
    secret = models.CharField(max_length=64)
    confirmed_until = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="hub_subscription_waits")
        ]

    def __str__(self) -> str:
        return f"{self.topic} at {self.hub}"
