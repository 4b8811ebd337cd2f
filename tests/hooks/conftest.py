"""Hooks, and the program that they call."""

from collections.abc import Callable, Iterator
from ipaddress import ip_network
from typing import Any

import pytest

from daily8.hooks import signing
from daily8.hooks.models import Event, Hook
from daily8.work import clock
from tests.comments.conftest import article, leila, make_reader, moderator, omar, say, talk  # noqa: F401
from tests.conftest import NOON
from tests.hooks.receiver import Receiver, receiving
from tests.pipeline.conftest import Clock


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock; at first it is noon on 25 November 2026."""
    told = Clock()
    monkeypatch.setattr(clock, "now", told.now)
    return told


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = "https://news.example.org"
    settings.HOOK_NETWORKS = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A program that is called."""
    with receiving() as one:
        one.now = NOON.timestamp()
        yield one


@pytest.fixture
def make_hook(db: None) -> Callable[..., Hook]:
    """Make a hook, called for everything unless told."""

    def make(url: str = "https://hooks.example/in", **fields: Any) -> Hook:
        values = {"name": "wire", "secret": signing.secret(), "events": Event.values, "made_at": NOON}
        return Hook.objects.create(url=url, **(values | fields))

    return make
