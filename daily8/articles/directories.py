"""The directory by which articles are tagged: tables, operators' decisions, and what articles taught."""

import gc
from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.functions import Coalesce

from daily8.engine.tagging import Directory, Kind, Learned, Rules, Thing
from daily8.topics.models import HASHTAGS, Hashtag, Spelling
from daily8.work.models import Version

_ASKED_AGAIN_AFTER = timedelta(hours=1)
# A name is worth remembering once so many articles carry it; the most carried come first.
_FEWEST_CARRIERS = 3
_MOST_LEARNED = 20_000


class Directories:
    """Holds the directory as it was read last; to read it takes the database, to use it does not."""

    def __init__(self) -> None:
        self._current: Directory | None = None
        # The operators' decisions that it knows of.
        self.version = 0
        self._read_at: datetime | None = None

    @property
    def current(self) -> Directory:
        """The directory as it was read last; the tables alone before that."""
        if self._current is None:
            self._current = Directory()
        return self._current

    def refresh(self, now: datetime) -> None:
        """Read the directory anew where an operator decided something, and every hour for what articles taught."""
        version = Version.current(HASHTAGS)
        fresh = self._read_at is not None and now - self._read_at < _ASKED_AGAIN_AFTER
        if fresh and version == self.version:
            return
        first = self._read_at is None
        self._current = Directory(_learned(), _rules())
        if first:
            # The tables stay as long as the process: the collector need not walk them again and again.
            gc.freeze()
        self.version, self._read_at = version, now


def _rules() -> Rules:
    decided = Hashtag.objects.select_related("merged_into")
    merged = decided.exclude(merged_into=None)
    spellings = Spelling.objects.filter(learned=False).values_list("text", "hashtag__key")
    return Rules(
        merged={row.key: row.merged_into.key for row in merged if row.merged_into},
        spellings=dict(spellings),
        renamed=dict(Hashtag.objects.filter(renamed=True).values_list("key", "names")),
        banned=frozenset(Hashtag.objects.filter(banned=True).values_list("key", flat=True)),
    )


def _learned() -> list[Learned]:
    """The things that operators named, and those that enough articles carry, with all their spellings."""
    wanted = _named_by_operators() | _often_carried()
    spellings: defaultdict[int, list[str]] = defaultdict(list)
    told = Spelling.objects.order_by("pk").annotate(meant=Coalesce("hashtag__merged_into", "hashtag"))
    for hashtag, text in told.values_list("meant", "text"):
        if hashtag in wanted:
            spellings[hashtag].append(text)
    rows = (row for row in Hashtag.objects.order_by("pk").iterator() if row.pk in wanted) if wanted else ()
    return [Learned(Thing(row.key, Kind(row.kind), row.names), tuple(spellings[row.pk])) for row in rows]


def _named_by_operators() -> set[int]:
    """Hashtags that a spelling or another hashtag was tied to."""
    tied = Spelling.objects.filter(learned=False).values_list("hashtag", flat=True)
    into = Hashtag.objects.exclude(merged_into=None).values_list("merged_into", flat=True)
    return {*tied, *(pk for pk in into if pk)}


def _often_carried() -> set[int]:
    often = (
        Spelling.objects.filter(learned=True)
        .values("hashtag")
        .annotate(carriers=Count("hashtag__tags", distinct=True))
        .filter(carriers__gte=_FEWEST_CARRIERS)
        .order_by("-carriers", "hashtag")
    )
    return set(often.values_list("hashtag", flat=True)[:_MOST_LEARNED])
