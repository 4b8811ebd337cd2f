"""What comes from a process that may have been taken over is a value of the type asked for, or nothing."""

import pickle
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from daily8.engine.exchange import ExchangeError, read, written


@dataclass(frozen=True, slots=True)
class Inner:
    title: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Outer:
    names: tuple[str, ...]
    hours: frozenset[int]
    lasting: timedelta | None
    parts: tuple[Inner, ...]


VALUE = Outer(
    ("ليلى", "O'Neil\n\x01"),
    frozenset({3, 22}),
    timedelta(hours=1, microseconds=7),
    (Inner("one", datetime(2026, 11, 26, 12, 30, 1, 5, tzinfo=UTC)), Inner("", None)),
)


def test_a_value_comes_back_as_it_was():
    back = read(written(VALUE), Outer)

    assert back == VALUE
    assert [type(part) for part in back.parts] == [Inner, Inner]
    assert back.parts[0].at.utcoffset() == timedelta(0)
    assert isinstance(back.hours, frozenset)


@pytest.mark.parametrize("value", [None, True, 7, 0.5, "word", [1, ["2"]], {"a": {"b": None}}, "half \ud83d"])
def test_what_json_knows_needs_no_type(value):
    assert read(written(value), Any) == value


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff", b"null", b"[]", b"{}", b'"words"', b"[" * 100_000, pickle.dumps(VALUE),
        written(VALUE).replace(b"[3,22]", b'["three"]'), written(VALUE).replace(b'"names"', b'"other"'),
        written(VALUE).replace(b'"one"', b"{}"), written(VALUE).replace(b'"2026-11-26', b'"9999999-99-99'),
    ],
)  # fmt: skip
def test_anything_else_is_refused(body):
    with pytest.raises(ExchangeError, match="another answer"):
        read(body, Outer)


def test_what_is_no_value_is_not_sent():
    with pytest.raises(ExchangeError, match="object"):
        written(object())
