"""What this process knows of all articles that can be found."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock, Thread

from django.db import connections
from django.db.models import Max

from daily8.articles.embedders import embedder
from daily8.articles.models import Article, Meaning
from daily8.search import vocabulary
from daily8.search.asking import Asked
from daily8.search.meaning import Meanings
from daily8.search.models import Entry
from daily8.search.places import pk_of
from daily8.search.suggesting import Names
from daily8.search.tables import table
from daily8.search.vocabulary import SAMPLE, Vocabulary
from daily8.topics.models import HASHTAGS
from daily8.work.models import Version

# What is new may go unnoticed for so long.
_LOOK_SECONDS = 1.0
# How common words are changes slowly; on a site of few articles it is counted anew at once.
_COUNT_SECONDS, _FEW = 600.0, 500
# What was deleted is forgotten when all is read anew.
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
    decisions: int
    looked_at: float
    counted_at: float
    loaded_at: float


class _Keeper:
    """Has one thread bring the memory up to date while others use what there is."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._memory: Memory | None = None

    def current(self) -> Memory:
        memory = self._memory
        if memory is not None and time.monotonic() - memory.looked_at < _LOOK_SECONDS:
            return memory
        if not self._lock.acquire(blocking=memory is None):
            assert memory is not None
            return memory
        try:
            renewed, waits = _renewed(self._memory, time.monotonic())
            self._memory = renewed
        except BaseException:
            self._lock.release()
            raise
        if waits:
            Thread(target=self._renew, args=(waits,), daemon=True).start()
        else:
            self._lock.release()
        return renewed

    def forget(self) -> None:
        with self._lock:
            self._memory = None

    def _renew(self, renew: Callable[[], Memory]) -> None:
        """What takes long is done while readers go on with what there is."""
        try:
            self._memory = renew()
        finally:
            connections.close_all()
            self._lock.release()


_keeper = _Keeper()


def current() -> Memory:
    """Return what is known; what became findable a second ago may be missing."""
    return _keeper.current()


def forget() -> None:
    """Know nothing: the next one who asks waits until all is read."""
    _keeper.forget()


def _renewed(memory: Memory | None, now: float) -> tuple[Memory, Callable[[], Memory] | None]:
    """Return what is known at once, and what is yet to be done where that takes long."""
    if memory is None:
        return _loaded(now), None
    if now - memory.loaded_at > _LOAD_SECONDS:
        return replace(memory, looked_at=now), lambda: _loaded(now)
    last, decisions = _last(), Version.current(HASHTAGS)
    if (last, decisions) == (memory.last, memory.decisions):
        return replace(memory, looked_at=now), None
    later = memory.meanings or _meanings()
    caught_up = replace(
        memory,
        meanings=later and later.with_entries(after=memory.last - _LOOKED_BACK),
        last=last,
        looked_at=now,
    )
    if memory.vocabulary.articles < _FEW:
        return _counted(caught_up, now), None
    if decisions != memory.decisions or now - memory.counted_at > _COUNT_SECONDS:
        return caught_up, lambda: _counted(caught_up, now)
    return caught_up, None


def _last() -> int:
    return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def _loaded(now: float) -> Memory:
    last, decisions = _last(), Version.current(HASHTAGS)
    words, names = _read()
    loaded = Memory(words, names, _meanings(), _asked(), last, decisions, now, now, now)
    # What stays for hours is not looked through for garbage again and again: half a millisecond of each search.
    gc.collect()
    gc.freeze()
    return loaded


def _counted(memory: Memory, now: float) -> Memory:
    decisions = Version.current(HASHTAGS)
    words, names = _read()
    return replace(memory, vocabulary=words, names=names, decisions=decisions, counted_at=now)


def _read() -> tuple[Vocabulary, Names]:
    """The vocabulary and the names of the newest articles."""
    heads = table().newest(SAMPLE)
    newest = Article.objects.visible().filter(pk__in=[pk_of(head.place) for head in heads])
    headlines = newest.order_by("-published_at").values_list("title", flat=True)
    return Vocabulary.of(heads, [*headlines, *vocabulary.names()]), Names.of(heads)


def _meanings() -> Meanings | None:
    """The meanings by the model in use, as far as it has made vectors; that it is there now is not asked."""
    name = embedder().name
    packed = Meaning.objects.filter(embedder=name).exclude(vector=b"").values_list("vector", flat=True).first()
    return Meanings.stored(name, len(packed) // 2) if packed else None


@cache
def _asked() -> Asked:
    return Asked(embedder())
