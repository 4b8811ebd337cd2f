"""Eight stories by a formula: the same for the same input, of all sorts, and none for filling."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.editions import formula
from daily8.editions.formula import SIZE, Caps, Entrant, Line, Verdict, Weights, ballot, terms_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "edition.md"
MORNING = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
PLAIN = Entrant(
    story="a" * 32,
    independents=4,
    copying=0,
    local=4,
    originals=5,
    recent=2,
    countries=2,
    languages=1,
    category="",
    country="",
    families=("harbour",),
    first_at=MORNING,
)
KEYS = st.text("0123456789abcdef", min_size=4, max_size=4)
ENTRANTS = st.builds(
    Entrant,
    story=KEYS,
    independents=st.integers(1, 40),
    copying=st.integers(0, 20),
    local=st.integers(0, 20),
    originals=st.integers(1, 60),
    recent=st.integers(0, 20),
    countries=st.integers(0, 12),
    languages=st.integers(1, 7),
    category=st.sampled_from(["", "world", "sports", "business", "health"]),
    country=st.sampled_from(["", "KE", "SA", "GB"]),
    families=st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, unique=True).map(tuple),
    first_at=st.integers(0, 1440).map(lambda minutes: MORNING + timedelta(minutes=minutes)),
    before=st.integers(0, 3),
    news=st.integers(0, 2),
)
LISTS = st.lists(ENTRANTS, max_size=40, unique_by=lambda one: one.story)


def chosen(entrants, weights: Weights | None = None, caps: Caps | None = None) -> list[Line]:
    return [line for line in ballot(entrants, weights or Weights(), caps or Caps()) if line.is_in]


def named(letter: str, **fields) -> Entrant:
    values = {"story": letter * 4, "families": (letter,)}
    return replace(PLAIN, **(values | fields))


@given(LISTS, st.integers())
def test_the_order_of_what_is_asked_changes_nothing(entrants, seed):
    shuffled = list(entrants)
    Random(seed).shuffle(shuffled)

    assert ballot(entrants, Weights(), Caps()) == ballot(shuffled, Weights(), Caps())


@given(LISTS)
def test_no_sort_is_too_much_and_none_is_there_to_fill(entrants):
    lines = chosen(entrants)
    caps = Caps()

    assert len(lines) <= SIZE
    for sort, cap in (("category", caps.category), ("country", caps.country)):
        counts = Counter(getattr(line.entrant, sort) for line in lines)
        assert all(count <= cap for value, count in counts.items() if value)
    assert all(count <= caps.family for count in Counter(line.family for line in lines).values())
    assert all(line.entrant.local >= caps.independents for line in lines)
    assert all(line.entrant.news for line in lines if line.entrant.before)
    assert all(line.family in line.entrant.families for line in lines)


@given(LISTS)
def test_what_is_passed_over_is_passed_over_for_its_reason(entrants):
    lines = ballot(entrants, Weights(), Caps())

    assert len(lines) == len(entrants)
    if len([line for line in lines if line.is_in]) < SIZE:
        assert not any(line.verdict is Verdict.PLACES for line in lines)


@given(LISTS)
def test_what_was_kept_is_read_as_it_was(entrants):
    kept = json.loads(json.dumps([entrant.told() for entrant in entrants]))

    assert [Entrant.read(told) for told in kept] == entrants


@pytest.mark.parametrize("more", ["independents", "copying", "originals", "recent", "countries", "languages"])
def test_more_of_anything_is_never_less(more):
    larger = replace(PLAIN, **{more: getattr(PLAIN, more) + 3})

    assert terms_of(larger, Weights()).total > terms_of(PLAIN, Weights()).total


def test_a_story_that_was_in_before_needs_something_new_and_weighs_less():
    again, old = named("a", before=1, news=3), named("b", before=1, independents=30)

    assert [line.entrant.story for line in chosen([again, old, named("c")])] == ["cccc", "aaaa"]
    verdicts = {line.entrant.story: line.verdict for line in ballot([again, old], Weights(), Caps())}
    assert verdicts["bbbb"] is Verdict.OLD


def test_of_equals_the_one_that_began_first_comes_first():
    late, early = named("a", first_at=MORNING + timedelta(hours=1)), named("b")

    assert [line.entrant.story for line in chosen([late, early])] == ["bbbb", "aaaa"]


def test_one_event_that_is_everything_is_one_story_and_its_sort_leaves_room():
    wars = [named(letter, category="world", independents=30) for letter in "abcde"]
    others = [named(letter, category="health") for letter in "fg"]

    assert [line.entrant.category for line in chosen(wars + others)] == ["world"] * 3 + ["health"] * 2


def test_the_headline_is_of_the_family_that_is_met_least():
    lines = chosen([named("a", families=("one",), independents=9), named("b", families=("one", "two"))])

    assert [line.family for line in lines] == ["one", "two"]


def test_readers_who_weigh_otherwise_see_another_eight():
    broad, growing = named("a", independents=12, recent=0), named("b", independents=3, recent=12)

    assert chosen([broad, growing], Weights(growth=0))[0].entrant == broad
    assert chosen([broad, growing], Weights(breadth=0, growth=2))[0].entrant == growing


def test_the_document_has_every_constant_as_it_is():
    told = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))

    constants = {"SIZE": SIZE, "COPY_WEIGHT": formula.COPY_WEIGHT, "GROWTH_HOURS": formula.GROWTH_HOURS}
    assert {name: float(value) for name, value in told.items()} == constants | Weights().told() | Caps().told()
