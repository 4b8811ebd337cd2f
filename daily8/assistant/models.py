"""What models are asked to write and wrote, what each call cost, and what the operator decided about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daily8.articles.models import Article
from daily8.assistant.abilities import WRITTEN, Ability
from daily8.assistant.opinion_rows import Opinion
from daily8.assistant.statements import Audit, Part
from daily8.stories.models import Story
from daily8.work.models import Waiting, WaitingQuerySet

__all__ = [
    "Call",
    "CallQuerySet",
    "Clip",
    "Conduct",
    "Opinion",
    "Outcome",
    "Provider",
    "Result",
    "ResultQuerySet",
    "State",
    "default_abilities",
]

_MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 6}
# As much as a column holds.
_DEAREST = Decimal(999_999)
_LEAST = [MinValueValidator(0)]


def default_abilities() -> list[str]:
    """All that a model can write."""
    return [str(ability) for ability in WRITTEN]


class Provider(models.Model):
    """A server with a model, and what it may be asked for."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[
            RegexValidator(r"^https?://[^\s/@?#]+(/[^\s?#]*)?$", _("Write an address such as https://host/v1."))
        ],
        help_text=_("Of an OpenAI-compatible server, such as http://localhost:11434/v1."),
    )
    model = models.CharField(_("model"), max_length=200)
    key = models.CharField(_("key"), max_length=500, blank=True, default="")
    abilities = models.JSONField(_("used for"), default=default_abilities, blank=True)
    voice = models.CharField(
        _("voice"), max_length=60, blank=True, default="", help_text=_("For Listen, as the server names it.")
    )
    languages = models.CharField(
        _("languages"),
        max_length=100,
        blank=True,
        default="",
        help_text=_("For Listen: codes such as en ar; empty for all."),
    )
    in_use = models.BooleanField(_("in use"), default=True)
    price_in = models.DecimalField(
        _("price of a million tokens read"), default=Decimal(0), validators=_LEAST, **_MONEY
    )
    price_out = models.DecimalField(
        _("price of a million tokens written"), default=Decimal(0), validators=_LEAST, **_MONEY
    )
    deadline = models.PositiveIntegerField(
        _("seconds until it is too late"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(900)],
    )
    at_once = models.PositiveSmallIntegerField(
        _("calls at once"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(32)],
        help_text=_("A model on this machine does best with one."),
    )

    class Meta:
        verbose_name = _("model")
        verbose_name_plural = _("models")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    def speaks(self, language: str) -> bool:
        """Whether its voice reads this language."""
        spoken = self.languages.replace(",", " ").split()
        return not spoken or language in spoken

    def cost(self, tokens_in: int, tokens_out: int) -> Decimal:
        """Return what so many tokens cost, in the currency of the prices."""
        spent = (self.price_in * tokens_in + self.price_out * tokens_out) / 1_000_000
        return min(spent, _DEAREST).quantize(Decimal("0.000001"))


class Conduct(models.Model):
    """What the operator decided about AI on this site; there is one row, made when it is first changed."""

    on = models.BooleanField(_("AI is on"), default=True)
    off = models.JSONField(_("switched off"), default=list, blank=True)
    calls_a_minute = models.PositiveIntegerField(_("calls a minute"), null=True, blank=True, default=30)
    calls_a_day = models.PositiveIntegerField(_("calls a day"), null=True, blank=True, default=2000)
    calls_a_month = models.PositiveIntegerField(_("calls a month"), null=True, blank=True)
    money_a_day = models.DecimalField(_("money a day"), null=True, blank=True, validators=_LEAST, **_MONEY)
    money_a_month = models.DecimalField(_("money a month"), null=True, blank=True, validators=_LEAST, **_MONEY)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return "AI"

    @classmethod
    def current(cls) -> Self:
        """Return what was decided, or what holds where nothing was."""
        return cls.objects.first() or cls()

    def allows(self, ability: Ability) -> bool:
        """Whether readers may use this ability."""
        return self.on and str(ability) not in self.off


class State(models.TextChoices):
    """How far the writing of a result is."""

    WAITING = "waiting", _("waiting")
    WRITING = "writing", _("being written")
    WRITTEN = "written", _("written")
    FAILED = "failed", _("failed")


class ResultQuerySet(WaitingQuerySet["Result"]):
    """Finds results."""

    def audited(self) -> Self:
        """Those that a model wrote and that were checked."""
        return self.filter(state=State.WRITTEN)

    def forget(self, before: datetime) -> int:
        """Delete what nobody has asked for since; return how many that were."""
        return self.filter(asked_at__lt=before).delete()[0]


class Result(Waiting):
    """What a model is to write, once for all readers, and wrote: one row for each revision of what it is about.

    `key` is made of all that decides what is written. Until it is written, and where that fails, readers see
    what can be said without a model.
    """

    key = models.CharField(max_length=32, unique=True)
    ability = models.CharField(_("ability"), max_length=12, choices=Ability.choices)
    language = models.CharField(_("language"), max_length=8)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    question = models.TextField(_("question"), default="", blank=True)
    before = models.JSONField(default=list, blank=True)
    provider = models.CharField(_("model"), max_length=80)
    # Of the texts that it is about, and of others that it cites (by primary key): with other texts it is not true.
    revision = models.CharField(max_length=32, default="")
    cited = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    parts = models.JSONField(default=list, blank=True)
    made = models.PositiveIntegerField(_("sentences made"), default=0)
    kept = models.PositiveIntegerField(_("kept"), default=0)
    replaced = models.PositiveIntegerField(_("replaced"), default=0)
    asked_at = models.DateTimeField(_("asked for"))
    written_at = models.DateTimeField(_("written"), null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="result_waits"),
            models.Index(fields=["asked_at"], name="result_asked"),
            models.Index(fields=["provider", "state"], name="result_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.ability} {self.key}"

    @property
    def is_under_way(self) -> bool:
        """Whether more may come."""
        return self.state in (State.WAITING, State.WRITING)

    def put(self, *names: str) -> None:
        """Write these fields, where the row still exists."""
        type(self).objects.filter(pk=self.pk).update(**{name: getattr(self, name) for name in names})

    def keep(self, parts: Sequence[Part], audit: Audit, *, now: datetime) -> None:
        """Take what was written and checked; nothing is waited for any more."""
        self.show(parts, audit)
        self.state, self.written_at = State.WRITTEN, now
        self.wait(None)

    def show(self, parts: Sequence[Part], audit: Audit) -> None:
        """Take what was written and checked so far."""
        self.parts = [part.to_json() for part in parts]
        self.made, self.kept, self.replaced = audit.made, audit.kept, audit.replaced
        self.state = State.WRITING

    def said(self) -> tuple[Part, ...]:
        """Return what was written so far."""
        return tuple(map(Part.of_json, self.parts))


class Clip(models.Model):
    """A part of an article read aloud: `count` sentences from `first` on, where -1 is the headline."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="clips")
    number = models.PositiveSmallIntegerField()
    first = models.SmallIntegerField()
    count = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=40)
    audio = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["result", "number"], name="clip_once")]

    def __str__(self) -> str:
        return f"{self.result_id} {self.number}"


class Outcome(models.TextChoices):
    """How a call ended."""

    OPEN = "open", _("under way")
    GOOD = "good", _("good")
    FAILED = "failed", _("failed")
    LOST = "lost", _("broken off by a crash")


class CallQuerySet(models.QuerySet["Call"]):
    """Finds receipts."""

    def since(self, moment: datetime) -> Self:
        """Those of calls that began after this moment."""
        return self.filter(at__gt=moment)

    def spent(self) -> Decimal:
        """Return what these cost together; those under way count with all that they may cost."""
        total: Decimal | None = self.aggregate(cost=models.Sum("cost"))["cost"]
        return total or Decimal(0)

    def lose(self, now: datetime, *, after: timedelta) -> int:
        """Mark calls that nobody can be waiting for any more; they keep the most that they may have cost."""
        lost = self.filter(outcome=Outcome.OPEN, at__lt=now - after)
        return lost.update(outcome=Outcome.LOST, done_at=now)


class Call(models.Model):
    """The receipt of one call of a model; it is written before the call is made."""

    result = models.ForeignKey(Result, on_delete=models.SET_NULL, null=True, blank=True, related_name="calls")
    ability = models.CharField(_("ability"), max_length=12)
    provider = models.CharField(_("model"), max_length=80)
    at = models.DateTimeField(_("asked"))
    done_at = models.DateTimeField(_("answered"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    reason = models.CharField(_("reason"), max_length=200, default="", blank=True)
    tokens_in = models.PositiveIntegerField(_("tokens read"), default=0)
    tokens_out = models.PositiveIntegerField(_("tokens written"), default=0)
    cost = models.DecimalField(_("cost"), default=Decimal(0), **_MONEY)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["-at"], name="call_at")]

    def __str__(self) -> str:
        return f"{self.ability} by {self.provider}"
