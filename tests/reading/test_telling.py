"""Whatever a browser says, it is a message of ours or none."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.reading.telling import NotUnderstood, Told, name_in, read

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NAME = "article/" + "0" * 32
words = st.sampled_from([NAME, "turn", "saved", "history", "saved_gone", "choices", "size", "history", "x"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(words, inner, max_size=6),
    max_leaves=30,
)
line = st.tuples(st.just(NAME), values, values, values) | st.tuples(st.just(NAME), values, values, values, values)
lines = st.lists(line.map(list), max_size=4)
messages = st.fixed_dictionaries(
    {"turn": st.integers(0, 9) | values},
    optional={"saved": lines | values, "history": lines | values, "saved_gone": values, "choices": values},
)


@given(messages | values)
def test_whatever_is_said_is_a_message_within_its_bounds_or_none(said):
    try:
        told = read(json.dumps(said).encode(), NOW)
    except NotUnderstood:
        return
    assert isinstance(told, Told)
    assert all(line.done_at is None or line.done_at <= NOW for line in told.lines)
    assert all(line.at <= NOW and 0 <= line.place <= 1 and line.name == NAME for line in told.lines)
    assert all(name == NAME for _, name in told.gone)


@given(st.binary(max_size=60))
def test_bytes_that_say_nothing_are_no_message(body):
    with pytest.raises(NotUnderstood):
        read(b"\x00" + body, NOW)


@given(st.text(max_size=60))
def test_what_is_no_address_of_ours_names_nothing(address):
    assert name_in(address) == ""


def test_an_address_names_the_same_in_every_language():
    assert name_in(NAME) == name_in(f"/en/{NAME}") == name_in(f"/ar/{NAME}") == NAME
    assert name_in(f"/en/{NAME}/x") == name_in(f"//evil.example/{NAME}") == name_in(f"{NAME}\n") == ""
