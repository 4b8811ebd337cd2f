"""What AI did and cost, from its receipts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daily8.assistant.abilities import Ability
from daily8.assistant.models import Call, Outcome
from daily8.assistant.opinions import ABILITY as OPINION

DAYS = 30
# What models are asked for beside what readers see.
_BESIDE: dict[str, Promise] = {OPINION: _("Opinions on comments"), "trial": _("Trying a model")}
_SUMS: dict[str, Any] = {
    "calls": Count("pk"),
    "failed": Count("pk", filter=Q(outcome__in=[Outcome.FAILED, Outcome.LOST])),
    "tokens_read": Sum("tokens_in", default=0),
    "tokens_written": Sum("tokens_out", default=0),
    "money": Sum("cost", default=Decimal(0)),
}


@dataclass(frozen=True, slots=True)
class Spent:
    """What some calls came to; `money` is in the currency of the prices, 0 where none are known."""

    calls: int = 0
    failed: int = 0
    tokens_read: int = 0
    tokens_written: int = 0
    money: Decimal = Decimal(0)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.calls + other.calls,
            self.failed + other.failed,
            self.tokens_read + other.tokens_read,
            self.tokens_written + other.tokens_written,
            self.money + other.money,
        )

    @property
    def tokens(self) -> int:
        """Read and written."""
        return self.tokens_read + self.tokens_written


@dataclass(frozen=True, slots=True)
class Line:
    """What one kind of work, or one day, came to."""

    name: Any
    spent: Spent


@dataclass(frozen=True, slots=True)
class Spending:
    """What all calls of a time came to, and how that is made up by kind, dearest first."""

    kinds: Sequence[Line]

    @property
    def total(self) -> Spent:
        """All kinds together."""
        return _sum(line.spent for line in self.kinds)


@dataclass(frozen=True, slots=True)
class DayOfSpending:
    """A day and its kinds."""

    day: date
    spending: Spending


def since(moment: datetime) -> Spending:
    """Return what was spent from then on: one query over receipts since then."""
    return Spending(_kinds(_summed(moment, "ability")))


def by_day(now: datetime) -> list[DayOfSpending]:
    """Return the days of the last month on which a model was asked, newest first: one query."""
    days: dict[date, list[dict[str, Any]]] = {}
    for row in _summed(now - timedelta(days=DAYS), "day", "ability"):
        days.setdefault(row.pop("day"), []).append(row)
    return [DayOfSpending(day, Spending(_kinds(days[day]))) for day in sorted(days, reverse=True)]


def by_model(now: datetime) -> list[Line]:
    """Return what each model came to in the last month, dearest first: one query."""
    rows = _summed(now - timedelta(days=DAYS), "provider")
    return _dearest(Line(row.pop("provider"), Spent(**row)) for row in rows)


def _summed(moment: datetime, *names: str) -> list[dict[str, Any]]:
    """What receipts since then come to, for each value of these columns."""
    receipts = Call.objects.since(moment).order_by().annotate(day=TruncDate("at"))
    return list(map(dict, receipts.values(*names).annotate(**_SUMS)))


def _kinds(rows: Iterable[dict[str, Any]]) -> list[Line]:
    return _dearest(Line(_kind(row.pop("ability")), Spent(**row)) for row in rows)


def _kind(ability: str) -> Any:
    return Ability(ability).label if ability in Ability.values else _BESIDE.get(ability, ability)


def _dearest(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.spent.money, -line.spent.calls, str(line.name)))


def _sum(parts: Iterable[Spent]) -> Spent:
    return reduce(Spent.__add__, parts, Spent())
