"""Rows that wait for work: the row is the job."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from daily8.work import pauses
from daily8.work import rows as rows_at_once
from daily8.work.brands import Branding
from daily8.work.hours import Hours

__all__ = [
    "BELIEVED_FAILURES",
    "COUNTED",
    "PAGES",
    "REMEMBERED",
    "REMOVALS",
    "Branding",
    "Change",
    "Mail",
    "MailQuerySet",
    "Outgoing",
    "OutgoingQuerySet",
    "Version",
    "Waiting",
    "WaitingQuerySet",
]

# So often in a row a server's own "come back at" is believed to be all the pause that it needs.
BELIEVED_FAILURES = 5

Row = TypeVar("Row", bound="Waiting")


class WaitingQuerySet(models.QuerySet[Row]):
    """Finds rows whose time has come and hands each to one worker."""

    def due(self, now: datetime) -> Self:
        """Rows that wait for a worker: their time has come and nobody holds them."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.filter(free, due_at__lte=now)

    def claim(self, now: datetime, *, limit: int, worker: str, lease: timedelta) -> list[Row]:
        """Take up to `limit` due rows, longest waiting first; until the lease ends they are this worker's."""
        with transaction.atomic():
            waiting = self.due(now).order_by("due_at", "pk").select_for_update(skip_locked=True)
            rows = list(waiting[:limit])
            self.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
                claimed_by=worker, claimed_until=now + lease
            )
        return rows

    def renew(self, now: datetime, worker: str, lease: timedelta) -> int:
        """Let what a worker holds be its own for another lease; return how many rows that are."""
        return self.filter(claimed_by=worker).update(claimed_until=now + lease)

    def release(self, worker: str) -> int:
        """Give back what a worker that is gone still held; return how many rows that were."""
        return self.filter(claimed_by=worker).update(claimed_by="", claimed_until=None)

    def alive(self, rows: Sequence[Row]) -> set[int]:
        """Keys of those rows that still exist; they stay until the transaction ends."""
        same = self.filter(pk__in=[row.pk for row in rows])
        return set(same.select_for_update().values_list("pk", flat=True))

    def write(self, rows: Sequence[Row], *, fields: Collection[str]) -> None:
        """Write these fields of rows that exist, in one round; rows deleted meanwhile stay deleted."""
        rows_at_once.update(rows, fields=fields, using=self.db)

    def next_due_at(self) -> datetime | None:
        """When the next row wants work."""
        moment: datetime | None = self.aggregate(next=models.Min("due_at"))["next"]
        return moment


class Waiting(models.Model):
    """A row that waits for its next step until `due_at`; None means it waits for nothing."""

    due_at = models.DateTimeField(_("next step at"), null=True, blank=True)
    claimed_by = models.CharField(max_length=80, default="", blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    error = models.TextField(_("last error, as the program says it"), default="", blank=True)

    class Meta:
        abstract = True

    WAITING_FIELDS = ("due_at", "claimed_by", "claimed_until", "failures", "error")

    def wait(self, until: datetime | None) -> None:
        """Let go of the row, with its step done; the next one is due at `until`."""
        self.due_at = until
        self.claimed_by, self.claimed_until = "", None
        self.failures, self.error = 0, ""

    def fail(self, reason: str, *, now: datetime, not_before: datetime | None = None) -> None:
        """Keep why the step failed and wait a growing while.

        The moment that the server named, `not_before`, is taken at its word while failures are few, and is
        the earliest moment afterwards.
        """
        self.give_up(reason)
        again = now + pauses.after(self.failures)
        if not_before and self.failures <= BELIEVED_FAILURES:
            again = not_before
        self.due_at = max(again, not_before or again)

    def postpone(self, reason: str, *, until: datetime) -> None:
        """Wait until then, through no fault of the row's own."""
        self.error = reason[:2000]
        self.claimed_by, self.claimed_until = "", None
        self.due_at = until

    def give_up(self, reason: str) -> None:
        """Keep why the step failed and try no more."""
        self.failures += 1
        self.error = reason[:2000]
        self.claimed_by, self.claimed_until = "", None
        self.due_at = None


# The version of all that readers see.
PAGES = "pages"
# Of removals that leave counts behind them, and of the last one after which the counts were set right.
REMOVALS = "removals"
COUNTED = "counted"


# So many changes are forgotten in one go.
_FORGOTTEN = 5000
# No page is kept ready for so long.
REMEMBERED = timedelta(minutes=10)


class Version(models.Model):
    """Counts the changes of what pages show, so that ready pages know when they are old."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @classmethod
    def bump(cls, name: str) -> None:
        """Count one change."""
        # The update makes others wait for this transaction's end, so it must be what counts the first change too.
        while not cls.objects.filter(name=name).update(number=F("number") + 1):
            cls.objects.get_or_create(name=name)

    @classmethod
    def held(cls, name: str) -> int:
        """Return the number of changes so far; the next one waits for this transaction's end."""
        # A row that is not there yet keeps nobody waiting.
        cls.objects.get_or_create(name=name)
        return cls.objects.select_for_update().get(name=name).number

    @classmethod
    def current(cls, name: str) -> int:
        """Return the number of changes so far."""
        return cls.objects.filter(name=name).values_list("number", flat=True).first() or 0


class Change(models.Model):
    """One thing that pages show and that changed: a story, an article, a list.

    Ready pages that show it are old; those that do not stay. What touches all pages bumps the version of PAGES.
    """

    key = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="change_at")]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def note(cls, keys: Iterable[str], now: datetime) -> None:
        """Count these things as changed, each once; belongs into the transaction that changes them."""
        rows_at_once.insert(cls, ("key", "at"), [(key, now) for key in sorted(set(keys))])

    @classmethod
    def forget(cls, now: datetime) -> None:
        """Forget what changed so long ago that no page from before it is kept; others may do so meanwhile."""
        with transaction.atomic():
            old = cls.objects.filter(at__lt=now - REMEMBERED).select_for_update(skip_locked=True)
            cls.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:_FORGOTTEN])).delete()


Message = TypeVar("Message", bound="Outgoing")


class OutgoingQuerySet(WaitingQuerySet[Message]):
    """Finds messages."""

    def unsent(self) -> Self:
        """What was not sent, whether it will be tried again or not."""
        return self.filter(sent_at=None)

    def waiting(self) -> Self:
        """What will be tried."""
        return self.unsent().exclude(due_at=None)

    def given_up(self) -> Self:
        """What will not be tried again by itself."""
        return self.unsent().filter(due_at=None)

    def sent(self) -> Self:
        """What was sent."""
        return self.exclude(sent_at=None)

    def forget(self, before: datetime) -> int:
        """Delete what is done with and was written before then; return how much that was."""
        gone, _ = self.filter(due_at=None, written_at__lt=before).delete()
        return gone


class Outgoing(Waiting):
    """A message that waits until it is brought away; `token` names it to the server as well.

    `data` is what is sent; it is empty once that was done. One that is neither due nor sent was given up. It is
    not carried within the hours, as `Hours` writes them, in which who gets it wants to be left alone.
    """

    token = models.CharField(max_length=32, unique=True)
    quiet = models.CharField(max_length=80, default="", blank=True)
    data = models.BinaryField(default=b"")
    written_at = models.DateTimeField(_("written at"), db_index=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        abstract = True

    NOTED_FIELDS: ClassVar[tuple[str, ...]] = (*Waiting.WAITING_FIELDS, "sent_at", "data")

    def held_until(self, now: datetime) -> datetime | None:
        """Return when it may be carried, or None where that is now."""
        hours = Hours.read(self.quiet)
        return hours.until(now) if hours else None

    def arrive(self, now: datetime) -> None:
        """Count it as sent: somebody else answers for it now, and nobody here needs to read it."""
        self.wait(None)
        self.sent_at, self.data = now, b""


class MailQuerySet(OutgoingQuerySet["Mail"]):
    """Finds mail."""

    def to(self, address: str) -> Self:
        """What goes or went to an address; it is kept as it was written."""
        return self.filter(recipients=[address])

    def unsent(self) -> Self:
        """What was not sent, though it was still to be said."""
        return super().unsent().filter(dropped_at=None)

    def returned(self) -> Self:
        """What was not taken since nobody has the address; not what our own server did not bring away."""
        return self.given_up().filter(returned=True)

    def dropped(self) -> Self:
        """What had nothing left to say when it could be sent."""
        return self.exclude(dropped_at=None)


class Mail(Outgoing):
    """A letter, whole as a mail server takes it."""

    sender = models.EmailField(max_length=254)
    recipients = models.JSONField(_("recipients"), default=list)
    subject = models.CharField(_("subject"), max_length=200, default="", blank=True)
    dropped_at = models.DateTimeField(_("dropped at"), null=True, blank=True)
    returned = models.BooleanField(_("nobody has the address"), default=False)

    NOTED_FIELDS: ClassVar[tuple[str, ...]] = (*Outgoing.NOTED_FIELDS, "returned")

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="mail_due")]

    def __str__(self) -> str:
        return f"{self.subject} ({', '.join(self.recipients)})"

    def drop(self, now: datetime) -> None:
        """Send it to nobody: all that it said was withdrawn meanwhile; what it was about goes, too."""
        self.wait(None)
        self.dropped_at, self.data, self.subject = now, b"", ""
