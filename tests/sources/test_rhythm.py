"""How often a feed is asked follows from how often it has something to say."""

from datetime import UTC, datetime, timedelta

import pytest

from daily8.sources import rhythm

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def every(minutes: float, count: int = 20, *, silent: float = 0) -> list[datetime]:
    return [NOW - timedelta(minutes=silent + minutes * number) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("published", "low", "high"),
    [
        (every(60), 29, 31),
        (every(1), 5, 5),
        (every(24 * 60), 719, 721),
        (every(7 * 24 * 60), 1440, 1440),
        (every(60, silent=60 * 24), 60, 70),
        ([], 60, 60),
        ([NOW + timedelta(days=1)], 60, 60),
        ([NOW], 5, 5),
    ],
)
def test_a_feed_is_asked_twice_as_often_as_it_speaks(published, low, high):
    minutes = rhythm.interval(published, now=NOW) / timedelta(minutes=1)

    assert low <= minutes <= high


def test_a_feed_that_falls_asleep_is_asked_ever_more_rarely():
    intervals = [rhythm.interval(every(30, silent=60 * hours), now=NOW) for hours in (0, 6, 24, 96)]

    assert intervals == sorted(intervals)
    assert len(set(intervals)) == 4


def test_an_old_archive_in_a_feed_does_not_slow_it_down():
    lively = [*every(10), NOW - timedelta(days=900)]

    assert rhythm.interval(lively, now=NOW) < timedelta(minutes=10)


def test_an_answer_without_news_makes_the_next_a_little_later_up_to_a_day():
    assert rhythm.unchanged(timedelta(hours=1)) == timedelta(minutes=66)
    assert rhythm.unchanged(timedelta(hours=24)) == timedelta(hours=24)


def next_time(
    wanted: timedelta, *, least: timedelta = timedelta(), skip: set[int] = frozenset(), chance: float = 0.5
):
    return rhythm.next_time(NOW, wanted, least=least, skip_hours=frozenset(skip), chance=chance)


def test_feeds_of_one_rhythm_do_not_all_come_at_once():
    early, late = (next_time(timedelta(hours=1), chance=chance) for chance in (0, 1))

    assert early == NOW + timedelta(minutes=57)
    assert late == NOW + timedelta(minutes=63)


def test_what_the_server_asks_for_is_the_least_but_never_more_than_a_day():
    assert next_time(timedelta(minutes=5), least=timedelta(hours=2)) == NOW + timedelta(hours=2)
    assert next_time(timedelta(minutes=5), least=timedelta(days=30)) == NOW + timedelta(hours=24)


def test_hours_in_which_a_feed_wants_peace_are_skipped():
    assert next_time(timedelta(hours=1), skip={13, 14}) == NOW.replace(hour=15)
    assert next_time(timedelta(hours=11, minutes=30), skip={23, 0}) == NOW.replace(hour=1) + timedelta(days=1)


def test_a_feed_that_wants_peace_at_every_hour_is_asked_all_the_same():
    moment = next_time(timedelta(hours=1), skip=set(range(24)))

    assert NOW < moment <= NOW + timedelta(days=2)
