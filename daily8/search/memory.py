"""What this process knows of all articles that can be found."""

import time
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from django.db.models import Max

from daily8.articles.embedders import embedder
from daily8.search import vocabulary
from daily8.search.meaning import Asked, Meanings
from daily8.search.models import Entry
from daily8.search.suggesting import Names
from daily8.search.tables import table
from daily8.search.vocabulary import SAMPLE, Vocabulary

# What is new may go unnoticed for so long.
_LOOK_SECONDS = 1.0
# How common words are changes slowly; on a site of few articles it is counted anew at once.
_COUNT_SECONDS, _FEW = 600.0, 500
_LOAD_SECONDS = 6 * 3600.0
# Entries of two workers may become visible in another order than that of their keys.
_LOOKED_BACK = 500


@dataclass(frozen=True, slots=True)
class Memory:
    """The vocabulary, the names and the meanings, as they were when `last` was the newest entry."""

    vocabulary: Vocabulary
    names: Names
    meanings: Meanings | None
    asked: Asked
    last: int
    looked_at: float
    counted_at: float
    loaded_at: float


class _Keeper:
    """Has one thread bring the memory up to date while others use what there is."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._memory: Memory | None = None

    def current(self) -> Memory:
        now = time.monotonic()
        memory = self._memory
        if memory is not None and now - memory.looked_at < _LOOK_SECONDS:
            return memory
        if not self._lock.acquire(blocking=memory is None):
            assert memory is not None
            return memory
        try:
            self._memory = _renewed(self._memory, time.monotonic())
            return self._memory
        finally:
            self._lock.release()

    def forget(self) -> None:
        self._memory = None


_keeper = _Keeper()


def current() -> Memory:
    """Return what is known; what became findable a second ago may be missing."""
    return _keeper.current()


def forget() -> None:
    """Know nothing: the next one who asks waits until all is read."""
    _keeper.forget()


def _renewed(memory: Memory | None, now: float) -> Memory:
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    if memory is None or now - memory.loaded_at > _LOAD_SECONDS:
        words, names = _counted()
        return Memory(words, names, _meanings(), _asked(), last, now, now, now)
    if last == memory.last:
        return replace(memory, looked_at=now)
    few = memory.vocabulary.articles < _FEW
    if few or now - memory.counted_at > _COUNT_SECONDS:
        words, names = _counted()
        memory = replace(memory, vocabulary=words, names=names, counted_at=now)
    return replace(
        memory,
        meanings=memory.meanings and memory.meanings.with_entries(after=memory.last - _LOOKED_BACK),
        last=last,
        looked_at=now,
    )


def _counted() -> tuple[Vocabulary, Names]:
    heads = table().newest(SAMPLE)
    return Vocabulary.of(heads, vocabulary.names()), Names.of(heads)


def _meanings() -> Meanings | None:
    model = embedder()
    return Meanings.stored(model.name, model.dimensions) if model.dimensions else None


@cache
def _asked() -> Asked:
    return Asked(embedder())
