"""What a call costs is counted to the millionth."""

from decimal import Decimal

import pytest

from daily8.engine.ai import Price


@pytest.mark.parametrize(
    ("tokens_in", "tokens_out", "cost"),
    [(0, 0, "0"), (1_000_000, 0, "0.15"), (0, 1_000_000, "0.60"), (1234, 56, "0.000219"), (1, 0, "0.000000")],
)
def test_both_ways_are_paid(tokens_in, tokens_out, cost):
    price = Price(in_per_million=Decimal("0.15"), out_per_million=Decimal("0.60"))

    assert price.cost(tokens_in=tokens_in, tokens_out=tokens_out) == Decimal(cost)


def test_a_model_of_one_s_own_costs_nothing():
    assert Price().cost(tokens_in=5_000_000, tokens_out=1) == 0
