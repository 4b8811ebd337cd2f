"""Figures that this machine's processes count together.

Each counts in its memory and writes what it has to a file of its own, some seconds later; a process that is asked
adds what the files of the others say. The library's own way, files that are mapped into memory, kills a process
whose disk is full.
"""

import atexit
import contextlib
import json
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock, Timer

from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from daily8.work import presence

TYPE = CONTENT_TYPE_LATEST
SAVE_SECONDS = 5.0
# From a ready page to one that somebody no longer waits for.
_SECONDS = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0)
# What processes that are gone have counted; sums must not fall when one ends.
_ENDED = "0"

# A request by view and status, its time by view and bucket ("sum" is all of it), work by step and result.
_REQUEST, _TIME, _WORK = "request", "time", "work"
Key = tuple[str, str, str]
Counts = Counter[Key]


class _Counting:
    """What this process has counted."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counts = Counter()
        self._timer: Timer | None = None

    def add(self, more: Iterable[tuple[Key, float]]) -> None:
        """Count these; they are written down soon."""
        with self._lock:
            for key, number in more:
                self._counts[key] += number  # type: ignore[assignment]
            if self._timer is None:
                self._timer = Timer(SAVE_SECONDS, self.save)
                self._timer.daemon = True
                self._timer.start()

    def known(self) -> Counts:
        """Return what was counted so far."""
        with self._lock:
            return self._counts.copy()

    def save(self) -> None:
        """Write it down, where there is room for it."""
        with self._lock:
            self._timer = None
            counts = self._counts.copy()
        with contextlib.suppress(OSError):
            _write(_folder() / f"{os.getpid()}.json", counts)


_OWN = _Counting()


def begin() -> None:
    """Make this process ready to count, and add up what ended ones have counted."""
    atexit.register(_OWN.save)
    with contextlib.suppress(OSError):
        _folder().mkdir(parents=True, exist_ok=True)
        with presence.alone(Path(settings.DATA) / "metrics.lock"):
            _bury()


def note_request(view: str, status: str, seconds: float) -> None:
    """Count an answer."""
    place = bisect_left(_SECONDS, seconds)
    _OWN.add((((_REQUEST, view, status), 1), ((_TIME, view, str(place)), 1), ((_TIME, view, "sum"), seconds)))


def note_work(step: str, counts: Counter[str]) -> None:
    """Count what a worker stored."""
    _OWN.add(((_WORK, step, result), number) for result, number in counts.items() if number)


def text(more: Iterable[Collector]) -> bytes:
    """Return all that was counted, and what others collect now, as Prometheus reads it."""
    registry = CollectorRegistry()
    for collector in (_Counted(), *more):
        registry.register(collector)
    return generate_latest(registry)


class _Counted(Collector):
    """What all processes have counted."""

    def collect(self) -> Iterator[Metric]:
        """Return it, as of now."""
        counts = _of_others() + _OWN.known()
        requests = CounterMetricFamily("daily8_requests", "Requests answered.", labels=["view", "status"])
        work = CounterMetricFamily("daily8_work", "What workers did.", labels=["step", "result"])
        for (kind, first, second), number in sorted(counts.items()):
            if kind != _TIME:
                (requests if kind == _REQUEST else work).add_metric([first, second], number)
        yield requests
        yield _times(counts)
        yield work


def _times(counts: Counts) -> Metric:
    family = HistogramMetricFamily("daily8_request_seconds", "Time until an answer began.", labels=["view"])
    for view in sorted({first for kind, first, _ in counts if kind == _TIME}):
        total, buckets = 0, []
        for place, bound in enumerate((*_SECONDS, "+Inf")):
            total += counts[_TIME, view, str(place)]
            buckets.append((str(bound), total))
        family.add_metric([view], buckets, counts[_TIME, view, "sum"])
    return family


def _folder() -> Path:
    return Path(settings.DATA) / "metrics"


def _of_others() -> Counts:
    counts: Counts = Counter()
    for path in _folder().glob("*.json"):
        if path.stem != str(os.getpid()):
            counts.update(_read(path))
    return counts


def _bury() -> None:
    """Add the files of processes that are gone to that of all ended ones."""
    ended = _folder() / f"{_ENDED}.json"
    for path in sorted(_folder().glob("*.json")):
        # A process of this very number that ended before is not this one.
        if path != ended and (path.stem == str(os.getpid()) or not Path(f"/proc/{path.stem}").exists()):
            _write(ended, _read(ended) + _read(path))
            path.unlink()


def _read(path: Path) -> Counts:
    """What a file says; one that is gone or spoilt says nothing."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Counter(
            {(kind, first, second): number for kind, first, second, number in json.loads(path.read_bytes())}
        )
    return Counter()


def _write(path: Path, counts: Counts) -> None:
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps([[*key, number] for key, number in counts.items()]), encoding="utf-8")
    draft.replace(path)
