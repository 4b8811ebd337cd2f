"""The starter catalogue: publishers that a new site begins with."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from daily8.sources.models import Feed, Publisher
from daily8.work.models import Version

PATH = Path(__file__).with_name("catalogue.toml")
LOADED = "catalogue"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much of the catalogue was new."""

    publishers: int
    feeds: int


def load(now: datetime) -> Loaded:
    """Add the publishers and feeds of the catalogue that are not there yet; change none that are."""
    listed = tomllib.loads(PATH.read_text(encoding="utf-8"))["publisher"]
    with transaction.atomic():
        before = Publisher.objects.count(), Feed.objects.count()
        for row in listed:
            _add(row, now)
        Version.bump(LOADED)
        after = Publisher.objects.count(), Feed.objects.count()
    return Loaded(publishers=after[0] - before[0], feeds=after[1] - before[1])


def was_loaded() -> bool:
    """Whether this site has had the catalogue; an operator who deleted it all does not get it again."""
    return Version.current(LOADED) > 0


def _add(row: dict[str, Any], now: datetime) -> None:
    told = {name: row[name] for name in ("names", "home", "country", "language", "rights")}
    publisher, _ = Publisher.objects.get_or_create(domain=row["domain"], defaults={**told, "added_at": now})
    for feed in row["feed"]:
        defaults = {
            "publisher": publisher,
            "category": feed["category"],
            "language": feed["language"],
            "added_at": now,
            "due_at": now,
        }
        Feed.objects.get_or_create(url=feed["url"], defaults=defaults)
