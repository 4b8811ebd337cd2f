"""Figures that this machine's processes count together, each in files of its own."""

import os
from collections import Counter as Counts
from collections.abc import Iterable
from pathlib import Path

import prometheus_client
from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from daily8.work import presence

TYPE = prometheus_client.CONTENT_TYPE_LATEST
# From a ready page to one that somebody no longer waits for.
_SECONDS = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0)
# What processes that are gone have counted; sums must not fall when one ends.
_ENDED = "0"

REQUESTS = Counter("daily8_requests", "Requests answered.", ["view", "status"])
SECONDS = Histogram("daily8_request_seconds", "Time until an answer began.", ["view"], buckets=_SECONDS)
WORK = Counter("daily8_work", "What workers did, by step and result.", ["step", "result"])


def begin() -> None:
    """Make this process ready to count, and keep what ended ones have counted."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    with presence.alone(Path(settings.DATA) / "metrics.lock"):
        for path in sorted(folder.glob("*.db")):
            kind, _, number = path.stem.rpartition("_")
            if number != _ENDED and not _is_alive(number):
                _keep(path, folder / f"{kind}_{_ENDED}.db")
                path.unlink()


def note(step: str, counts: Counts[str]) -> None:
    """Count what a worker stored."""
    for result, number in counts.items():
        if number:
            WORK.labels(step, result).inc(number)


def text(more: Iterable[Collector]) -> bytes:
    """Return all that was counted, and what others collect now, as Prometheus reads it."""
    _folder().mkdir(parents=True, exist_ok=True)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(_folder()))  # type: ignore[no-untyped-call]
    for collector in more:
        registry.register(collector)
    return prometheus_client.generate_latest(registry)


def _folder() -> Path:
    return Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])


def _is_alive(number: str) -> bool:
    return number.isdecimal() and Path(f"/proc/{number}").exists()


def _keep(path: Path, ended: Path) -> None:
    """Add what one file has to another."""
    kept = MmapedDict(str(ended))  # type: ignore[no-untyped-call]
    for key, value, _, _ in MmapedDict.read_all_values_from_file(str(path)):  # type: ignore[no-untyped-call]
        before, _ = kept.read_value(key)  # type: ignore[no-untyped-call]
        kept.write_value(key, before + value, 0.0)  # type: ignore[no-untyped-call]
    kept.close()  # type: ignore[no-untyped-call]
