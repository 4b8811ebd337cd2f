"""What the worker says now and then, and what `update` says at the end."""

from collections import Counter
from collections.abc import Callable

import pytest

from daily8.commands import worker
from daily8.commands.progress import Progress, summary, what_is_left
from daily8.commands.worker import Teller
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(monkeypatch, capsys) -> Callable[..., list[str]]:
    """Report these counts to one teller, let its time come, and return the lines that it then says."""
    monkeypatch.setattr(worker, "TELL_SECONDS", 0.05)
    teller = Teller()

    def told(**steps: dict[str, int]) -> list[str]:
        for step, counts in steps.items():
            teller.report(step, Counter(counts))
        timer = teller._timer
        if timer is not None:
            timer.join()
        return capsys.readouterr().out.splitlines()

    return told


def test_what_was_done_is_told_in_one_line(tell):
    lines = tell(fetch={"asked": 5, "failed": 2, "new": 9}, extract={"read": 9}, publish={"published": 8})

    assert lines == ["5 feeds asked, 2 of them failing; 9 articles read; 8 shown"]
    assert tell(fetch={"asked": 1}) == ["1 feed asked"]


def test_nothing_done_is_nothing_told(tell):
    assert tell(extract={"failed": 3}) == []


def test_without_a_network_it_says_so_once(tell):
    (line,) = tell(fetch={"asked": 4, "failed": 4, "unreached": 4})

    assert "is this machine online?" in line
    assert "make demo" in line
    assert tell(fetch={"asked": 4, "failed": 4, "unreached": 4}) == []


def test_failing_feeds_are_not_taken_for_a_missing_network_once_one_was_reached(tell):
    tell(fetch={"asked": 1})

    assert tell(fetch={"asked": 4, "failed": 4, "unreached": 4}) == ["4 feeds asked, 4 of them failing"]


def test_the_bar_follows_what_is_stored_where_nobody_watches_too(make_article):
    make_article(stage="fetched", due_at=NOON, visible=False)
    with Progress() as progress:
        progress.expect(2)
        assert progress._bar.total == 3
        progress.report("fetch", Counter(asked=2, new=4))
        progress.report("extract", Counter(read=3, merged=1))

        assert (progress._bar.total, progress._bar.n) == (7, 6)
        assert progress._bar.desc == "2 feeds asked, 4 articles read"


def test_the_summary_has_a_line_for_each_step():
    tally = {
        "fetch": Counter(asked=200, unchanged=172, failed=3, new=12),
        "extract": Counter(read=12, without_text=1, merged=2, revised=1, failed=4),
        "publish": Counter(published=10),
    }

    assert summary(tally) == [
        "fetch       200 feeds asked: 172 unchanged, 3 failing; 12 new articles",
        "extract      12 articles read: 1 without text, 2 met before, 1 changed; 4 to be tried again",
        "publish      10 articles shown",
    ]


def test_feeds_that_answer_badly_are_no_missing_network(tell):
    assert tell(fetch={"asked": 4, "failed": 4}) == ["4 feeds asked, 4 of them failing"]


def test_a_site_without_sources_is_told_how_to_get_some(db):
    assert what_is_left() == "no sources yet: `daily8 sources add ADDRESS` or `daily8 sources catalogue` adds some"


def test_what_waits_for_later_is_told(make_article, make_feed, publisher):
    feed = make_feed(publisher)
    assert what_is_left() == ""
    feed.delete()
    make_article(stage="fetched", due_at=NOON)
    make_feed(publisher, failures=1)

    assert what_is_left() == (
        "1 article will be tried again later; 1 feed failing (`daily8 sources list --failing` says why)"
    )
