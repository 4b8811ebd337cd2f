"""Figures that are read from the tables and the disk, at most every 15 seconds in one process."""

import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min, Sum
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from daily8 import __version__
from daily8.alerts.models import Push
from daily8.articles.models import Article, Stage
from daily8.assistant.models import Call
from daily8.operating import noted
from daily8.sources.models import Feed
from daily8.work import clock
from daily8.work.models import Mail

SECONDS = 15.0


class Figures(Collector):
    """What is asked of the tables; many who ask at once get what one of them found."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: list[Metric] = []
        self._until = 0.0

    def collect(self) -> Iterable[Metric]:
        """Return the figures, as old as they may be."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._found = _all(clock.now())
                self._until = time.monotonic() + SECONDS
        return self._found


def _all(now: datetime) -> list[Metric]:
    found = [_gauge("daily8_version_info", "The version at work.", {__version__: 1}, "version"), *_of_disk()]
    try:
        return [*found, *_of_queue(now), *_of_reading(now), *_of_models(now), *_of_messages()]
    except DatabaseError:
        return [*found, _plain("daily8_database_up", "Whether the database answers.", 0)]


def _of_queue(now: datetime) -> Iterator[Metric]:
    waiting = Article.objects.filter(due_at__lte=now).values_list("stage").annotate(Count("pk"), Min("due_at"))
    rows = {stage: (count, oldest) for stage, count, oldest in waiting.order_by()}
    feeds = Feed.objects.active().filter(due_at__lte=now).aggregate(count=Count("pk"), oldest=Min("due_at"))
    rows["feeds"] = (feeds["count"], feeds["oldest"])
    for stage in Stage:
        rows.setdefault(str(stage), (0, None))
    counts = {stage: count for stage, (count, _) in rows.items()}
    ages = {stage: (now - oldest).total_seconds() if oldest else 0 for stage, (_, oldest) in rows.items()}
    yield _plain("daily8_database_up", "Whether the database answers.", 1)
    yield _gauge("daily8_queue_rows", "Rows whose time has come, by stage.", counts, "stage")
    yield _gauge("daily8_queue_oldest_seconds", "For how long the oldest of them waits.", ages, "stage")


def _of_reading(now: datetime) -> Iterator[Metric]:
    active = Feed.objects.active()
    feeds = {"all": active.count(), "failing": active.filter(failures__gt=0).count()}
    hour = Article.objects.visible().filter(published_at__gt=now - timedelta(hours=1)).count()
    yield _gauge("daily8_feeds", "Feeds that are read, and those that fail.", feeds, "state")
    yield _plain("daily8_articles_of_the_hour", "Articles shown that were published within an hour.", hour)


def _of_models(now: datetime) -> Iterator[Metric]:
    day = Call.objects.since(now - timedelta(days=1))
    rows = list(day.values_list("outcome").annotate(Count("pk"), Sum("cost")).order_by())
    calls = {outcome: count for outcome, count, _ in rows}
    cost = float(sum(spent or 0 for _, _, spent in rows))
    yield _gauge("daily8_ai_calls_of_the_day", "Calls of models within a day, by outcome.", calls, "outcome")
    yield _plain("daily8_ai_cost_of_the_day", "What they cost.", cost)


def _of_messages() -> Iterator[Metric]:
    waiting = {"mail": Mail.objects.waiting().count(), "push": Push.objects.waiting().count()}
    given_up = {"mail": Mail.objects.given_up().count(), "push": Push.objects.given_up().count()}
    yield _gauge("daily8_messages_waiting", "Messages that wait to be brought away.", waiting, "kind")
    yield _gauge("daily8_messages_given_up", "Messages that were given up.", given_up, "kind")


def _of_disk() -> Iterator[Metric]:
    yield _plain("daily8_disk_free_bytes", "Room in the folder of data.", shutil.disk_usage(settings.DATA).free)
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        files = {"database": Path(name), "log": Path(f"{name}-wal")}
        sizes = {kind: path.stat().st_size for kind, path in files.items() if path.exists()}
        yield _gauge("daily8_sqlite_bytes", "Sizes of the files of SQLite.", sizes, "file")
    if last := noted.last_backup():
        age = (clock.now() - last.at).total_seconds()
        yield _plain("daily8_backup_age_seconds", "Time since the last backup.", age)


def _gauge(name: str, help: str, values: Mapping[str, float], label: str) -> Metric:
    family = GaugeMetricFamily(name, help, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


def _plain(name: str, help: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help, value=value)
