"""A row comes back from its line as it was, whatever is in it, and of whichever database."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from daily8.alerts.models import Choice
from daily8.articles.models import Article
from daily8.operating import portable
from daily8.sources.models import Feed

NAMES = (
    "BinaryField",
    "DateTimeField",
    "DateField",
    "TimeField",
    "DurationField",
    "DecimalField",
    "UUIDField",
    "JSONField",
    "TextField",
    "FloatField",
    "BigIntegerField",
    "BooleanField",
)
VALUES = {
    "BinaryField": st.binary(),
    "DateTimeField": st.datetimes(timezones=st.just(UTC)),
    "DateField": st.dates(),
    "TimeField": st.times(),
    "DurationField": st.timedeltas(),
    "DecimalField": st.decimals(allow_nan=False, allow_infinity=False),
    "UUIDField": st.uuids(),
    "JSONField": st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=5),
    "TextField": st.text(st.characters(exclude_categories=("Cs",))),
    "FloatField": st.floats(allow_nan=False, allow_infinity=False),
    "BigIntegerField": st.integers(-(2**63), 2**63 - 1),
    "BooleanField": st.booleans(),
}
FIELDS = [getattr(models, name)() for name in NAMES]


@given(st.tuples(*(st.none() | VALUES[name] for name in NAMES)))
def test_a_row_of_every_kind_of_value_comes_back(row):
    (line,) = portable.lines([row], FIELDS)

    assert line.count(b"\n") == 1
    assert next(portable.rows([line], FIELDS)) == list(row)


def test_what_is_written_is_json_that_others_read():
    moment = datetime(2026, 11, 26, 12, 30, 0, 125, tzinfo=UTC)
    row = (
        b"\x00\xff", moment, date(2026, 11, 26), time(6, 5), timedelta(days=1, microseconds=5), Decimal("0.10"),
        UUID(int=7), {"ar": "خبر"}, "صحيفة", 0.1, 2**60, True,
    )  # fmt: skip

    (line,) = portable.lines([row], FIELDS)

    assert json.loads(line) == [
        "AP8=", "2026-11-26T12:30:00.000125+00:00", "2026-11-26", "06:05:00", 86_400_000_005, "0.10",
        "00000000-0000-0000-0000-000000000007", {"ar": "خبر"}, "صحيفة", 0.1, 2**60, True,
    ]  # fmt: skip
    assert "صحيفة".encode() in line


def test_a_memory_of_the_database_is_written_as_bytes_are():
    (line,) = portable.lines([(memoryview(b"abc"),)], [models.BinaryField()])

    assert next(portable.rows([line], [models.BinaryField()])) == [b"abc"]


@pytest.mark.parametrize("model", [Article, Feed, Choice])
def test_all_columns_of_a_table_are_kept(model):
    assert [field.name for field in portable.columns(model)] == [
        field.name for field in model._meta.get_fields() if getattr(field, "column", None)
    ]


def test_a_key_of_another_table_is_written_as_that_table_s_is():
    field = Choice._meta.get_field("user")

    (line,) = portable.lines([(12,)], [field])

    assert line == b"[12]\n"
