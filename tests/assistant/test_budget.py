"""What calls may be made, and the receipts of those that were."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from daily8.assistant import budget
from daily8.assistant.budget import OverBudget, Spent
from daily8.assistant.models import Call, Conduct, Outcome, Provider

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def begin(
    now: datetime = NOON,
    *,
    price: str = "0",
    ability: str = "summary",
    share: Decimal = Decimal(1),
    **rules: object,
) -> Call:
    provider = Provider(name="Small", price_in=Decimal(price), price_out=Decimal(price))
    limits = {"calls_a_minute": None, "calls_a_day": None, **rules}
    return budget.begin(
        provider,
        ability=ability,
        result=None,
        most_in=1000,
        most_out=1000,
        now=now,
        conduct=Conduct(**limits),
        share=share,
    )


@pytest.mark.parametrize(
    ("rule", "span"),
    [
        ("calls_a_minute", timedelta(minutes=1)),
        ("calls_a_day", timedelta(days=1)),
        ("calls_a_month", timedelta(days=30)),
    ],
)
def test_calls_stop_at_the_limit_to_the_call_and_go_on_when_the_span_is_over(rule: str, span: timedelta) -> None:
    for _ in range(3):
        begin(**{rule: 3})
    with pytest.raises(OverBudget) as refused:
        begin(NOON + timedelta(seconds=1), **{rule: 3})
    assert refused.value.again == NOON + span
    assert Call.objects.count() == 3
    assert begin(NOON + span, **{rule: 3}).outcome == Outcome.OPEN


@pytest.mark.parametrize("rule", [{"calls_a_day": 8}, {"price": "1000", "money_a_day": Decimal(16)}])
def test_an_ability_with_a_share_has_no_more_and_leaves_the_rest_to_others(rule: dict[str, Any]) -> None:
    quarter = {"share": Decimal("0.25"), "ability": "opinion"}
    for _ in range(2):
        begin(**quarter, **rule)
    with pytest.raises(OverBudget):
        begin(**quarter, **rule)
    for _ in range(6):
        begin(**rule)
    with pytest.raises(OverBudget):
        begin(**rule)


@pytest.mark.parametrize("rule", ["money_a_day", "money_a_month"])
def test_money_stops_before_a_call_that_might_cost_too_much(rule: str) -> None:
    # 2,000 tokens at 1 a thousand cost 2.
    first = begin(price="1000", **{rule: Decimal(5)})
    assert first.cost == Decimal(2)
    begin(price="1000", **{rule: Decimal(5)})
    with pytest.raises(OverBudget, match="may be spent"):
        begin(price="1000", **{rule: Decimal(5)})


def test_a_call_counts_with_all_that_it_may_cost_until_it_is_known_what_it_did() -> None:
    provider = Provider(name="Small", price_in=Decimal(1000), price_out=Decimal(1000))
    call = begin(price="1000")
    budget.end(call, provider, Spent(300, 200), now=NOON + timedelta(seconds=4))
    call.refresh_from_db()
    assert (call.outcome, call.cost, call.tokens_in, call.tokens_out) == (Outcome.GOOD, Decimal("0.5"), 300, 200)


def test_no_calls_are_allowed_where_none_are() -> None:
    with pytest.raises(OverBudget):
        begin(calls_a_day=0)
    assert not Call.objects.exists()


def test_a_call_that_a_crash_broke_off_keeps_its_cost_and_says_so() -> None:
    lost = begin(price="1000")
    begin(NOON + timedelta(hours=2), price="1000")
    lost.refresh_from_db()
    assert (lost.outcome, lost.cost) == (Outcome.LOST, Decimal(2))


@pytest.mark.django_db(transaction=True)
def test_no_two_calls_take_the_last_one_that_is_left() -> None:
    # What many threads ask for at once is one row to wait for, not one to be made by each.
    begin(calls_a_day=1, now=NOON - timedelta(days=2))
    refused: list[OverBudget] = []
    start = Barrier(6)

    def ask() -> None:
        start.wait(10)
        try:
            begin(calls_a_day=2)
        except OverBudget as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 4
    assert Call.objects.since(NOON - timedelta(days=1)).count() == 2
