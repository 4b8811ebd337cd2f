"""The ledger of rights: what publishers said, what operators chose, and who asked to take articles down."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daily8.engine.reservations import Signal


class About(models.TextChoices):
    """What a record is about."""

    ROBOTS = Signal.ROBOTS.value, _("robots.txt")
    NOAI = Signal.NOAI.value, _("noai")
    NOIMAGEAI = Signal.NOIMAGEAI.value, _("noimageai")
    TDM = Signal.TDM.value, _("reservation on pages (TDMRep)")
    TDM_FILE = Signal.TDM_FILE.value, _("reservation of the host (tdmrep.json)")
    RIGHTS = "rights", _("what may be shown")
    AI = "ai", _("AI may use its texts")
    TAKEDOWN = "takedown", _("takedown")


class Said(models.TextChoices):
    """What was said, chosen or done."""

    RESERVED = "reserved", _("reserved")
    LIFTED = "lifted", _("no longer reserved")
    FULL = "full", _("full text")
    EXCERPT = "excerpt", _("excerpt")
    LINK = "link", _("link only")
    YES = "yes", _("yes")
    NO = "no", _("no")
    THEIRS = "theirs", _("as the publisher says")
    ASKED = "asked", _("request received")
    WITHDRAWN = "withdrawn", _("articles withdrawn")
    RESTORED = "restored", _("articles restored")
    REFUSED = "refused", _("refused")
    REOPENED = "reopened", _("opened again")


class TakedownState(models.TextChoices):
    """How far a request is."""

    OPEN = "open", _("open")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class Takedown(models.Model):
    """A request to take articles down, as an operator wrote it down; what came of it is in its records.

    `addresses` are lines as they were given: articles here or at their publishers.
    """

    publisher = models.ForeignKey(
        "sources.Publisher",
        on_delete=models.SET_NULL,
        null=True,
        related_name="takedowns",
        verbose_name=_("publisher"),
    )
    # Both stay when the publisher is deleted.
    domain = models.CharField(_("domain"), max_length=253)
    asked_by = models.CharField(_("who asks"), max_length=200)
    contact = models.CharField(
        _("contact"), max_length=300, help_text=_("An e-mail address or a telephone number.")
    )
    addresses = models.TextField(
        _("addresses"),
        max_length=100_000,
        help_text=_("One on each line: of articles on this site, or at their publishers."),
    )
    reason = models.TextField(_("reason"), max_length=20_000)
    state = models.CharField(
        _("state"), max_length=8, choices=TakedownState.choices, default=TakedownState.OPEN, editable=False
    )
    asked_at = models.DateTimeField(_("asked at"), editable=False)

    class Meta:
        verbose_name = _("takedown request")
        verbose_name_plural = _("takedown requests")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.domain}: {self.asked_by}"


class Record(models.Model):
    """One line of the ledger; nobody changes or deletes it.

    `place` is where a publisher said it; `by` who chose or did it, and empty where this site did by itself.
    """

    publisher = models.ForeignKey(
        "sources.Publisher",
        on_delete=models.SET_NULL,
        null=True,
        related_name="records",
        verbose_name=_("publisher"),
    )
    # It stays when the publisher is deleted.
    domain = models.CharField(_("domain"), max_length=253)
    takedown = models.ForeignKey(
        Takedown, on_delete=models.SET_NULL, null=True, related_name="records", verbose_name=_("takedown request")
    )
    at = models.DateTimeField(_("when"))
    about = models.CharField(_("about"), max_length=10, choices=About.choices)
    said = models.CharField(_("what"), max_length=10, choices=Said.choices)
    place = models.TextField(_("where it was said"), default="")
    by = models.CharField(_("by"), max_length=150, default="")
    reason = models.TextField(_("why"), default="")

    class Meta:
        verbose_name = _("line of the ledger")
        verbose_name_plural = _("ledger of rights")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["about", "-id"], name="record_about")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.get_about_display()}: {self.get_said_display()}"

    @property
    def who(self) -> str | Promise:
        """Who said, chose or did it."""
        if self.by:
            return self.by
        return _("this site") if self.about == About.AI else self.domain


def record(publisher: Any, about: About, said: Said, **more: Any) -> Record:
    """Write a line into the ledger of a publisher."""
    return Record.objects.create(publisher=publisher, domain=publisher.domain, about=about, said=said, **more)
