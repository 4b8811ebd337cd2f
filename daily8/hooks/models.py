"""Hooks, and the calls that wait for them or were made."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daily8.work.models import Outgoing, OutgoingQuerySet

LONGEST_ADDRESS = 2000
# A hook that takes nothing for so long is switched off.
PATIENCE = timedelta(days=3)


class Event(models.TextChoices):
    """What a hook is called for, by the name that the call has."""

    STORY_PUBLISHED = "story.published", _("A story: a second report of one event")
    STORY_UPDATED = "story.updated", _("Further reports of a story")
    EDITION_PUBLISHED = "edition.published", _("An edition, with its words")
    COMMENT_PUBLISHED = "comment.published", _("A comment that everybody sees")
    ALERT_MADE = "alert.made", _("An alert: news in a story that readers follow, or comments that wait")


# Of no event: an operator tries the hook.
TRIAL = "trial"


class HookQuerySet(models.QuerySet["Hook"]):
    """Finds hooks."""

    def active(self) -> Self:
        """Those that are called."""
        return self.filter(active=True)

    def wanting(self, *events: Event) -> "list[Hook]":
        """Those that are called for any of these events, in one query."""
        return [hook for hook in self.active().order_by("pk") if not set(events).isdisjoint(hook.events)]


class Hook(models.Model):
    """The address of a program that is called when something happens.

    Each call is signed with the secret, which its program knows; without languages or categories it is called for
    all of them.
    """

    name = models.CharField(_("name"), max_length=60)
    url = models.CharField(_("address"), max_length=LONGEST_ADDRESS)
    secret = models.CharField(max_length=120, editable=False)
    events = models.JSONField(_("called for"), default=list)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    categories = models.JSONField(_("categories"), default=list, blank=True)
    active = models.BooleanField(_("is called"), default=True)
    made_at = models.DateTimeField(_("made"))
    last_at = models.DateTimeField(_("last called"), null=True, blank=True)
    last_answer = models.CharField(_("last answer"), max_length=500, default="", blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    off_because = models.CharField(_("switched off because"), max_length=500, default="", blank=True)

    objects = HookQuerySet.as_manager()

    class Meta:
        verbose_name = _("hook")
        verbose_name_plural = _("hooks")

    def __str__(self) -> str:
        return self.name

    def wants(self, event: Event, *, language: str = "", category: str = "") -> bool:
        """Whether it is called for this; what has no category is of none that was asked for."""
        return (
            event in self.events
            and (not self.languages or language in self.languages)
            and (not self.categories or category in self.categories)
        )

    def answered(self, now: datetime, words: str) -> None:
        """Note, unsaved, that it took a call."""
        self.last_at, self.last_answer = now, words[:500]
        self.failures, self.failing_since = 0, None

    def refused(self, now: datetime, words: str, *, gone: bool = False) -> None:
        """Note, unsaved, that it took none; switch it off where it is gone, or has taken none for long."""
        self.last_at, self.last_answer = now, words[:500]
        self.failures += 1
        self.failing_since = self.failing_since or now
        if gone or now - self.failing_since >= PATIENCE:
            self.switch_off(words if gone else f"no call was taken since {self.failing_since:%Y-%m-%d}: {words}")

    def switch_off(self, reason: str) -> None:
        """Let it, unsaved, be called no more, and say why."""
        self.active, self.off_because = False, reason[:500]

    NOTED_FIELDS: ClassVar[tuple[str, ...]] = (
        *("last_at", "last_answer", "failures", "failing_since"),
        *("active", "off_because"),
    )


class CallQuerySet(OutgoingQuerySet["Call"]):
    """Finds calls."""


class Call(Outgoing):
    """One event for one hook; `token` is the id that the call has each time that it is tried.

    `event` says what happened and to what, once for each hook; `subject` is the key of what it happened to. What
    is sent is made when it is sent: nothing is told that was withdrawn meanwhile.
    """

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="calls", verbose_name=_("hook"))
    kind = models.CharField(_("event"), max_length=20)
    event = models.CharField(max_length=120)
    subject = models.CharField(max_length=60, default="", blank=True)
    answer = models.CharField(_("answer"), max_length=500, default="", blank=True)

    objects = CallQuerySet.as_manager()

    NOTED_FIELDS: ClassVar[tuple[str, ...]] = (*Outgoing.NOTED_FIELDS, "answer")

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [models.UniqueConstraint(fields=["hook", "event"], name="call_once")]
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="call_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.token}"
