"""A publisher on loopback, a clock to set, and the pipeline itself."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any

import pytest

from daily8.engine.sandbox import Sandbox
from daily8.pipeline import tools
from daily8.pipeline.runner import Runner, Tally
from daily8.sources import adding
from daily8.sources.models import Feed
from daily8.work import clock
from tests.pipeline.press import Press, serving

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class Clock:
    """The time of day, which passes only when a test lets it."""

    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> datetime:
        return self.moment

    def wait(self, **duration: float) -> datetime:
        self.moment += timedelta(**duration)
        return self.moment


class LastingSandbox(Sandbox):
    """A sandbox that serves all tests: to load the parsers takes seconds."""

    def close(self) -> None:
        pass

    def really_close(self) -> None:
        super().close()


@pytest.fixture(scope="session")
def lasting_sandbox() -> Iterator[LastingSandbox]:
    sandbox = LastingSandbox(preload=tools.PRELOAD)
    yield sandbox
    sandbox.really_close()


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock; at first it is noon on 25 November 2026."""
    told = Clock()
    monkeypatch.setattr(clock, "now", told.now)
    return told


@pytest.fixture
def press() -> Iterator[Press]:
    """A publisher on 127.0.0.1 to 127.0.0.3."""
    with serving(Press()) as press:
        yield press


@pytest.fixture
def pipeline(
    transactional_db: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    lasting_sandbox: LastingSandbox,
    noon: Clock,
) -> Callable[[], Tally]:
    """Do all work that is due; return the counts by step."""
    settings.ALLOW_PRIVATE_NETWORKS = (ip_network("127.0.0.0/8"),)
    settings.HOST_DELAY = 0
    monkeypatch.setattr(tools, "Sandbox", lambda **_: lasting_sandbox)

    def work(patience: timedelta = timedelta()) -> Tally:
        return asyncio.run(Runner("tester").run(until_idle=True, patience=patience))

    return work


@pytest.fixture
def add(transactional_db: None, noon: Clock) -> Callable[[str], Feed]:
    """Add a feed by its address."""
    return lambda url: adding.add(adding.Source(url), noon.now())[0]


@pytest.fixture
def ask_again(pipeline: Callable[[], Tally], noon: Clock) -> Callable[..., Tally]:
    """Let time pass, ask every feed and do all work."""

    def ask(**duration: float) -> Tally:
        noon.wait(**(duration or {"hours": 2}))
        Feed.objects.ask_now(noon.now())
        return pipeline()

    return ask
