"""Whose clock the site's own is compared with."""

from daily8.engine import http
from daily8.operating.diagnosis import time_of_day
from daily8.operating.diagnosis.findings import State
from tests.conftest import NOON


def test_publishers_that_answered_are_asked_for_the_time_before_those_that_never_did(
    publisher, make_feed, monkeypatch
):
    for name in "abc":
        make_feed(publisher, url=f"https://{name}.example/never", last_success_at=None)
    make_feed(publisher, url="https://z.example/answers", last_success_at=NOON)
    asked: list[str] = []

    def silence(address, **_how):
        asked.append(address)
        raise http.FetchError("no answer")

    monkeypatch.setattr(http, "get", silence)

    assert [one.state for one in time_of_day.beside_others()] == [State.WARN]
    assert asked[0] == "https://z.example/answers"
