"""Publishers: who they are, what may be shown of theirs, and what they say against machines."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from daily8.engine.reservations import Signal
from daily8.sources.ledger import About, Said, record
from daily8.work import clock
from daily8.work.models import PAGES, Version

LONGEST_ADDRESS = 2000
# What a publisher says that keeps AI from its texts, as far as no operator decides otherwise.
RESERVING = frozenset({Signal.NOAI.value, Signal.TDM.value, Signal.TDM_FILE.value})


class Rights(models.TextChoices):
    """How much of a publisher's articles may be shown."""

    FULL = "full", _("full text")
    EXCERPT = "excerpt", _("excerpt")
    LINK = "link", _("link only")


class Publisher(models.Model):
    """An organisation that publishes, known by its registered domain."""

    domain = models.CharField(_("domain"), max_length=253, unique=True)
    names = models.JSONField(default=dict)
    home = models.URLField(_("home page"), max_length=LONGEST_ADDRESS, blank=True, default="")
    country = models.CharField(_("country"), max_length=2, blank=True, default="")
    language = models.CharField(_("language"), max_length=8, blank=True, default="")
    rights = models.CharField(_("what may be shown"), max_length=8, choices=Rights.choices, default=Rights.FULL)
    # Whether its texts may be summarised, quoted in answers, translated or read by a model.
    ai = models.BooleanField(
        _("AI may use its texts"),
        default=True,
        help_text=_("If not, they are in no summary, answer, translation or comparison."),
    )
    # Whether an operator said so; else it is as the publisher's own signals have it.
    ai_decided = models.BooleanField(default=False)
    # What stands against machines by its own words (`engine.reservations.Signal`), and the day it was met last.
    signals = models.JSONField(default=dict)
    # What the tdmrep.json files of its hosts said last, by their addresses (`sources.signals`).
    tdm_files = models.JSONField(default=dict)
    # None is as the site has it (DAILY8_KEEP_DAYS), 0 for ever.
    keep_days = models.PositiveIntegerField(
        _("keep articles for so many days"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(36500)],
        help_text=_("Empty: as long as the site keeps them. 0: for ever. Fewer than 14 count as 14."),
    )
    added_at = models.DateTimeField(_("known since"))

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ("domain",)

    def __str__(self) -> str:
        return self.domain

    def name_in(self, language: str) -> str:
        """Its name as readers of this language know it, else in its own language, else its domain."""
        names: dict[str, str] = self.names
        return names.get(language) or names.get(self.language) or next(iter(names.values()), self.domain)

    def edit(
        self,
        *,
        rights: str | None = None,
        names: Mapping[str, str] | None = None,
        country: str | None = None,
        language: str | None = None,
        ai: bool | None = None,
        by: str = "",
    ) -> None:
        """Change what is given; pages show it at once. Raises ValidationError for a code that is none.

        What `by` chose of rights and AI goes into the ledger; an operator's word goes before the publisher's.
        """
        # What is given only: what is stored may be what a feed said of itself.
        _check_languages((*(names or ()), (language or "").lower()))
        _check_country((country or "").upper())
        written = [
            *self._take(names=None if names is None else _joined(self.names, names), rights=rights, ai=ai),
            *self._take(country=country and country.upper(), language=language and language.lower()),
            *self._take(ai_decided=None if ai is None else True),
        ]
        with transaction.atomic():
            # Not as it is in hand, which a form may have changed before it asks for this.
            row = type(self).objects.select_for_update().filter(pk=self.pk)
            before = row.values_list("rights", "ai", "ai_decided").get()
            self.save(update_fields=written)
            Version.bump(PAGES)
            if rights is not None and rights != before[0]:
                record(self, About.RIGHTS, Said(rights), at=clock.now(), by=by)
            if ai is not None and (ai, True) != before[1:]:
                record(self, About.AI, Said.YES if ai else Said.NO, at=clock.now(), by=by)

    def let_it_say(self, *, by: str = "") -> None:
        """Leave it to the publisher's own signals whether AI may use its texts."""
        with transaction.atomic():
            # Not as they are in hand: it may have reserved its texts since.
            row = type(self).objects.select_for_update().filter(pk=self.pk)
            self.signals = row.values_list("signals", flat=True).get()
            self.ai_decided, self.ai = False, not self.reserved
            self.save(update_fields=["ai_decided", "ai"])
            Version.bump(PAGES)
            record(self, About.AI, Said.THEIRS, at=clock.now(), by=by)

    @property
    def reserved(self) -> bool:
        """Whether its own signals stand against AI."""
        return not RESERVING.isdisjoint(self.signals)

    def _take(self, **values: Any) -> list[str]:
        """Take over those values that are given; return the names of their fields."""
        given = {name: value for name, value in values.items() if value is not None}
        for name, value in given.items():
            setattr(self, name, value)
        return list(given)


def _joined(names: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    return {**names, **{code: name.strip() for code, name in more.items()}}


def _check_languages(codes: Iterable[str]) -> None:
    wrong = [code for code in codes if code and code not in Locale("en").languages]
    if wrong:
        raise ValidationError(f"{wrong[0]!r} is no language; write a code such as en or ar")


def _check_country(code: str) -> None:
    letters = code.isalpha() and len(code) == 2
    if code and not (letters and code in Locale("en").territories):
        raise ValidationError(f"{code!r} is no country; write two letters such as EG")
