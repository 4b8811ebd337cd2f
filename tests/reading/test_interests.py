"""The formula of "for you", without a database: what is liked, what is wanted, and what may stand together."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.reading import interests as formula
from daily8.reading.interests import Event, Finished, Seen, Sort, interests, strongest, wish
from daily8.reading.variety import MOST, MOST_INSIDE, TEN, tens

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DOCUMENT = Path(__file__).parents[2] / "docs" / "decisions" / "for-you.md"
BOATS, NEWS = (Sort.HASHTAG, 1), (Sort.SOURCE, 1)


def event(*keys, points: float = 2.0, hours: float = 1, seen: Seen = Seen.NOTHING, name: str = "event") -> Event:
    return Event(name, frozenset(keys), points, NOW - timedelta(hours=hours), seen)


def finished(*keys, days: float = 0) -> Finished:
    return Finished(NOW - timedelta(days=days), frozenset(keys))


def total(one: Event, known, share: float = 0.5) -> float:
    return wish(one, known, share=share, now=NOW).total


def test_what_is_followed_is_liked_by_what_it_is():
    known = interests([(Sort.STORY, 1), BOATS, (Sort.SEARCH, "sea"), NEWS], [], now=NOW)

    assert [known[key].strength for key in known] == pytest.approx([formula.FOLLOWED[key[0]] for key in known])
    assert all(one.followed and one.finished == 0 for one in known.values())


def test_what_is_read_to_the_end_is_liked_the_more_the_newer_it_is():
    lately = interests([], [finished(BOATS)] * 3, now=NOW)[BOATS]
    before = interests([], [finished(BOATS, days=7)] * 3, now=NOW)[BOATS]

    assert lately.strength == pytest.approx(0.7 * 3 / 6)
    assert before.strength == pytest.approx(0.7 * 1.5 / 4.5)
    assert (lately.finished, lately.followed) == (3, False)


def test_both_together_are_more_than_either_and_never_more_than_one():
    both = interests([BOATS], [finished(BOATS)] * 50, now=NOW)[BOATS].strength
    read = interests([], [finished(BOATS)] * 50, now=NOW)[BOATS].strength

    assert max(read, 0.7) < both < 1


def test_the_slider_leads_from_what_matters_to_what_is_liked():
    known = interests([BOATS], [], now=NOW)
    liked, large = event(BOATS, points=0.5), event(points=8)

    assert total(large, known, 0) > total(liked, known, 0)
    assert total(liked, known, 1) > total(large, known, 1) == 0


def test_one_that_is_read_stands_below_what_is_new():
    known = interests([BOATS], [], now=NOW)
    values = [total(event(BOATS, seen=seen), known) for seen in (Seen.NOTHING, Seen.OPENED, Seen.READ)]

    assert values[0] > values[1] > values[2] > 0


def test_the_reason_is_what_is_liked_most():
    known = interests([NEWS], [finished(BOATS)] * 30, now=NOW)

    assert strongest(event(BOATS, NEWS), known).key == BOATS
    assert strongest(event(NEWS), known).key == NEWS
    assert strongest(event(), known) is None


def test_the_document_has_the_constants_of_the_formula():
    words = DOCUMENT.read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", words, re.MULTILINE))
    known = {name: getattr(formula, name) for name in dir(formula) if name.isupper()}
    known |= {"TEN": TEN, "MOST": MOST, "MOST_INSIDE": MOST_INSIDE}
    written = {
        name: ", ".join(f"{key} {number:g}" for key, number in value.items() if number)
        if hasattr(value, "items")
        else f"{value:g}"
        for name, value in known.items()
    }

    assert told == written


sorts = st.sampled_from([Sort.HASHTAG, Sort.SOURCE, Sort.CATEGORY])
keys = st.tuples(sorts, st.integers(1, 5))
events = st.builds(
    lambda keys, points, hours, seen: event(*keys, points=points, hours=hours, seen=seen),
    st.frozensets(keys, max_size=6),
    st.floats(0, 12),
    st.floats(0, 72),
    st.sampled_from(Seen),
)
reports = st.lists(st.builds(lambda keys, days: finished(*keys, days=days), st.frozensets(keys), st.floats(0, 28)))


@given(st.lists(events, max_size=80), st.lists(keys), reports, st.floats(0, 1))
def test_whatever_is_liked_no_ten_is_all_alike_and_nothing_stands_there_twice(told, followed, read, share):
    known = interests(followed, read, now=NOW)
    told = [Event(f"{number}", one.keys, one.points, one.newest_at, one.seen) for number, one in enumerate(told)]
    found = tens([wish(one, known, share=share, now=NOW) for one in told], most=6)

    names = [one.event.name for ten in found for one in ten]
    assert len(names) == len(set(names))
    assert len(found) <= 6
    for ten in found:
        counts = Counter(key for one in ten for key in one.event.keys)
        assert 0 < len(ten) <= TEN
        assert all(count <= MOST[key[0]] for key, count in counts.items())
        assert sum(not one.outside for one in ten) <= MOST_INSIDE
        if len(ten) == TEN:
            assert sum(one.outside for one in ten) >= TEN - MOST_INSIDE
        assert [one.total for one in ten] == sorted((one.total for one in ten), reverse=True)


@given(events, st.lists(keys), reports, keys, st.floats(0, 1))
def test_to_follow_or_to_read_more_never_makes_anything_less_wanted(told, followed, read, key, share):
    before = total(told, interests(followed, read, now=NOW), share)

    assert total(told, interests([*followed, key], read, now=NOW), share) >= before - 1e-12
    assert total(told, interests(followed, [*read, finished(key)], now=NOW), share) >= before - 1e-12


@given(events, st.lists(keys), reports, st.floats(0, 1))
def test_every_term_lies_between_nothing_and_one(told, followed, read, share):
    known = interests(followed, read, now=NOW)
    one = wish(told, known, share=share, now=NOW)

    assert all(0 <= each.strength < 1 for each in known.values())
    assert 0 <= one.liked < 1
    assert 0 <= one.interest <= share
    assert 0 <= one.matter <= 1 - share
