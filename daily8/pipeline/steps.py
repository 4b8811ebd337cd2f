"""The whole product in the order it happens."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit

from daily8.articles.models import Article, Stage
from daily8.pipeline import enriching, extracting, fetching, placing, publishing
from daily8.pipeline.tools import Tools
from daily8.sources.models import Feed
from daily8.work.models import Waiting, WaitingQuerySet


def _nothing(tools: Tools, now: datetime) -> None:
    """All is at hand."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the line.

    `work` finds out, on the network and in the sandbox, and changes nothing; `store` keeps what was found and
    moves the rows on, in one transaction. A step may run twice on one row, so twice comes out as once.
    `row` is the row that a finding is about; `most_of_one` is how many rows of one publisher wait at a worker.
    `prepare` may ask the database before rows that were claimed are worked on.
    """

    name: str
    waiting: Callable[[], WaitingQuerySet[Any]]
    work: Callable[[Any, Tools], Awaitable[Any]]
    store: Callable[[list[Any], datetime], Counter[str]]
    row: Callable[[Any], Waiting]
    lane: Callable[[Any], str]
    lease: timedelta
    batch: int
    ahead: int
    most_of_one: int
    prepare: Callable[[Tools, datetime], None] = _nothing


def _host(row: Feed | Article) -> str:
    """Rows of one host are worked on one after another."""
    return urlsplit(row.url).netloc


def asks_hosts(step: Step) -> bool:
    """Whether a step asks publishers' hosts, so that its rows are worked on one after another at each."""
    return step.lane is _host


def _alone(row: Waiting) -> str:
    """Rows are worked on all at the same time."""
    return str(row.pk)


def _all(row: Waiting) -> str:
    """All rows are worked on in one go."""
    return type(row).__name__


FETCH = Step(
    name="fetch",
    waiting=Feed.objects.active,
    work=fetching.ask,
    store=fetching.store,
    row=attrgetter("feed"),
    lane=_host,
    lease=timedelta(minutes=10),
    batch=25,
    ahead=200,
    most_of_one=50,
)
EXTRACT = Step(
    name="extract",
    waiting=lambda: Article.objects.at(Stage.FETCHED).prefetch_related("publisher"),
    work=extracting.read,
    store=extracting.store,
    row=attrgetter("article"),
    lane=_host,
    lease=timedelta(minutes=30),
    batch=50,
    ahead=1000,
    most_of_one=50,
)
ENRICH = Step(
    name="enrich",
    waiting=enriching.waiting,
    prepare=enriching.prepare,
    work=enriching.read,
    store=enriching.store,
    row=attrgetter("article"),
    lane=_alone,
    lease=timedelta(minutes=10),
    batch=100,
    ahead=200,
    most_of_one=200,
)
GROUP = Step(
    name="group",
    waiting=placing.waiting,
    work=placing.ready,
    store=placing.store,
    row=lambda article: article,
    lane=_all,
    lease=timedelta(minutes=10),
    batch=100,
    ahead=200,
    most_of_one=200,
)
PUBLISH = Step(
    name="publish",
    waiting=publishing.waiting,
    work=publishing.ready,
    store=publishing.store,
    row=lambda article: article,
    lane=_all,
    lease=timedelta(minutes=5),
    batch=100,
    ahead=200,
    most_of_one=200,
)
STEPS = (PUBLISH, GROUP, ENRICH, EXTRACT, FETCH)
