"""Keeps calls of models within what the operator allows; a receipt is written before each call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from django.db import transaction

from daily8.assistant.models import Call, CallQuerySet, Conduct, Outcome, Provider, Result
from daily8.work.models import Version

# Calls are let begin one after another, so that no two take the last one that is left.
_TURN = "calls"
MINUTE, DAY, MONTH = timedelta(minutes=1), timedelta(days=1), timedelta(days=30)
# What no deadline lasts.
_LOST_AFTER = timedelta(hours=1)
_MOST_TOKENS = 2**31 - 1
_ALL = Decimal(1)


class OverBudget(Exception):
    """No more calls are allowed before `again`."""

    def __init__(self, reason: str, again: datetime):
        super().__init__(reason)
        self.again = again


@dataclass(frozen=True, slots=True)
class Spent:
    """What a call took, and why it failed if it did."""

    tokens_in: int
    tokens_out: int
    reason: str = ""


def begin(
    provider: Provider,
    *,
    ability: str,
    result: Result | None,
    most_in: int,
    most_out: int,
    now: datetime,
    conduct: Conduct | None = None,
    share: Decimal = _ALL,
) -> Call:
    """Write the receipt of a call that may now be made, with the most that it may cost.

    Raises OverBudget where the operator's limits, over the last minute, day and 30 days, leave no room for it, or
    where this ability has had its share of one of them.
    """
    cost = provider.cost(most_in, most_out)
    with transaction.atomic():
        Version.held(_TURN)
        Call.objects.lose(now, after=_LOST_AFTER)
        rules, own = conduct or Conduct.current(), Call.objects.filter(ability=ability)
        for calls, part in ((Call.objects.all(), _ALL), (own, share)):
            for reason, again in _reached(rules, calls, part, cost, now):
                raise OverBudget(reason, again)
        return Call.objects.create(
            result=result, ability=ability, provider=str(provider)[:80], at=now, cost=cost, tokens_out=most_out
        )


def end(call: Call, provider: Provider, spent: Spent, *, now: datetime) -> None:
    """Complete the receipt of a call: with a reason it failed, and costs what it is known to have cost."""
    call.outcome = Outcome.FAILED if spent.reason else Outcome.GOOD
    call.reason, call.done_at = spent.reason[:200], now
    # What a server counts may be anything.
    call.tokens_in = min(max(spent.tokens_in, 0), _MOST_TOKENS)
    call.tokens_out = min(max(spent.tokens_out, 0), _MOST_TOKENS)
    call.cost = provider.cost(call.tokens_in, call.tokens_out)
    call.save(update_fields=["outcome", "reason", "done_at", "tokens_in", "tokens_out", "cost"])


def _reached(
    conduct: Conduct, calls: CallQuerySet, share: Decimal, cost: Decimal, now: datetime
) -> Iterator[tuple[str, datetime]]:
    """The limits of which one more call would break that share, each with the time when there is room again."""
    for name, span, most in (
        ("minute", MINUTE, conduct.calls_a_minute),
        ("day", DAY, conduct.calls_a_day),
        ("month", MONTH, conduct.calls_a_month),
    ):
        recent = calls.since(now - span)
        if most is not None and recent.count() >= ceil(most * share):
            oldest = recent.order_by("at", "pk").values_list("at", flat=True).first()
            yield f"{ceil(most * share)} calls a {name} are allowed", (oldest or now) + span
    for name, span, limit in (("day", DAY, conduct.money_a_day), ("month", MONTH, conduct.money_a_month)):
        recent = calls.since(now - span)
        if limit is not None and recent.spent() + cost > limit * share:
            oldest = recent.order_by("at", "pk").values_list("at", flat=True).first()
            yield f"{limit * share:f} a {name} may be spent", (oldest or now) + span
