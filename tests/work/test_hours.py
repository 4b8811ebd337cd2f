"""Quiet hours are by the reader's clock, past midnight and across its changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.work.hours import Hours

NIGHT = Hours(time(22), time(7), "Asia/Riyadh")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=UTC)


def test_hours_pass_midnight():
    assert [NIGHT.include(at(hour)) for hour in (18, 19, 23, 3, 4, 12)] == [False, True, True, True, False, False]
    assert NIGHT.until(at(20)) == at(4) + timedelta(days=1)
    assert NIGHT.until(at(1)) == at(4)
    assert NIGHT.until(at(12)) is None
    assert NIGHT.begins(at(12)) == at(19)
    assert NIGHT.midnight(at(12)) == at(21)
    assert NIGHT.day(at(22)).day == 27


def test_hours_of_a_day():
    siesta = Hours(time(13), time(15, 30), "UTC")

    assert siesta.until(at(13)) == at(15, 30)
    assert siesta.until(at(15, 30)) is None
    assert siesta.begins(at(16)) == at(13) + timedelta(days=1)


def test_from_a_time_to_the_same_is_never():
    never = Hours(time(8), time(8), "UTC")

    assert not any(never.include(at(hour)) for hour in range(24))
    assert never.begins(at(12)) is None


def test_they_are_written_and_read():
    assert Hours.read(str(NIGHT)) == NIGHT
    assert [Hours.read(text) for text in ("", "22:00", "25:00 07:00 UTC", "a b c")] == [None] * 4


def test_a_zone_that_nobody_knows_is_utc():
    assert Hours(time(22), time(7), "Mars/Olympus").until(at(23)) == at(7) + timedelta(days=1)


def leaps(zone: str, moment: datetime) -> bool:
    there = ZoneInfo(zone)
    return moment.astimezone(there).utcoffset() != (moment - timedelta(hours=2)).astimezone(there).utcoffset()


TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
ZONES = st.sampled_from(
    ["Europe/London", "Africa/Cairo", "America/Santiago", "Australia/Lord_Howe", "Asia/Riyadh"]
)


@given(TIMES, TIMES, ZONES, st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))
def test_when_they_end_they_are_over_and_they_begin_when_told(begin, end, zone, now):
    hours = Hours(begin, end, zone)
    over = hours.until(now)
    starts = hours.begins(now)

    assert (over is None) == (not hours.include(now))
    if over:
        # Where the clocks go back over the end, the hour before it comes twice.
        again = hours.until(over)
        assert over > now
        assert again is None or again - over <= timedelta(hours=1)
        assert over - now <= timedelta(hours=25)
    if starts:
        assert starts > now
        # Clocks that leap over the beginning may leap over the end with it.
        assert hours.include(starts) or leaps(zone, starts)
    assert hours.midnight(now) > now


@pytest.mark.parametrize("zone", ["Europe/London", "America/Santiago"])
def test_no_minute_of_a_year_is_within_them_and_not_within_their_end(zone):
    hours = Hours(time(22), time(7), zone)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    while now.year == 2026:
        over = hours.until(now)
        if over:
            assert not hours.include(over)
        now += timedelta(minutes=47)
