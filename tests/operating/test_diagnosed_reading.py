"""Whether the doctor tells a site that reads nothing from one whose publishers say little."""

from datetime import timedelta

import pytest

from daily8.operating.diagnosis import reading
from daily8.operating.diagnosis.findings import State
from daily8.work import clock
from tests.conftest import NOON


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"due_at": NOON + timedelta(hours=4)}, State.OK),
        ({"due_at": NOON - timedelta(minutes=2)}, State.OK),
        ({"due_at": NOON - timedelta(hours=1)}, State.FAIL),
        ({"due_at": NOON + timedelta(hours=4), "failures": 1}, State.FAIL),
    ],
)
def test_a_feed_is_missed_once_it_should_have_been_read(publisher, make_feed, monkeypatch, fields, state):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    make_feed(publisher, last_success_at=NOON - timedelta(hours=20), **fields)

    [found] = [one for one in reading.feeds() if one.check == "reading"]

    assert found.state == state
