"""Who gets the newsletter, and which editions were sent to whom."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from daily8.editions.models import Edition, Rhythm

# So long the link of the first letter is good; an address that nobody confirmed is forgotten then.
CONFIRMED_WITHIN = timedelta(days=3)


class State(models.TextChoices):
    """How far an address has come."""

    PENDING = "pending", _("asked for, not confirmed")
    CONFIRMED = "confirmed", _("gets it")
    RETURNED = "returned", _("mail came back")


def _key() -> str:
    return get_random_string(32)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Finds subscribers."""

    def confirmed(self) -> Self:
        """Those who get it."""
        return self.filter(state=State.CONFIRMED)

    def lapsed(self, now: datetime) -> Self:
        """Addresses that nobody confirmed in time."""
        return self.filter(state=State.PENDING, asked_at__lt=now - CONFIRMED_WITHIN)

    def lacking(self, edition: Edition) -> Self:
        """Those who should have an edition and were not sent it: they had confirmed before it was made."""
        wanted = self.confirmed().filter(
            language=edition.language, rhythm=edition.rhythm, confirmed_at__lte=edition.made_at
        )
        return wanted.exclude(deliveries__edition=edition).order_by("pk")


class Subscriber(models.Model):
    """An address that asked for one edition; whoever has its letters, and so its `key`, may change or end it."""

    address = models.EmailField(_("e-mail address"), max_length=254)
    language = models.CharField(_("language"), max_length=10)
    rhythm = models.CharField(_("rhythm"), max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PENDING)
    key = models.CharField(max_length=32, unique=True, default=_key)
    asked_at = models.DateTimeField(_("asked for"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    reason = models.CharField(_("why mail came back"), max_length=200, default="", blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [models.UniqueConstraint(fields=["address", "language"], name="subscriber_once")]
        indexes = [
            models.Index(
                fields=["language", "rhythm"], condition=Q(state="confirmed"), name="subscriber_confirmed"
            )
        ]

    def __str__(self) -> str:
        return self.address

    def is_open(self, now: datetime) -> bool:
        """Whether the link of its letter is good: that of an address which nobody confirmed is so for a while."""
        return self.state != State.PENDING or self.asked_at >= now - CONFIRMED_WITHIN


class Delivery(models.Model):
    """An edition that was sent to a subscriber, written with the letter itself, whose mail has this `token`."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=32, default="", blank=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "edition"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} to {self.subscriber_id}"
