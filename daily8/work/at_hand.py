"""What is dear to count, as this process counted it a while ago."""

import time
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakSet

Key = TypeVar("Key")
Value = TypeVar("Value")
_ALL: "WeakSet[AtHand[object, object]]" = WeakSet()


class AtHand(Generic[Key, Value]):
    """Keeps values for so many seconds as is said of each; of more than `most` the oldest are forgotten first."""

    def __init__(self, *, most: int):
        self._most = most
        self._kept: dict[Key, tuple[Value, float]] = {}
        self._lock = Lock()
        _ALL.add(self)  # type: ignore[arg-type]

    def get(self, key: Key) -> Value | None:
        """Return what was kept under this key, if it may still be used."""
        value, until = self._kept.get(key, (None, 0.0))
        return value if time.monotonic() < until else None

    def keep(self, key: Key, value: Value, *, seconds: float) -> None:
        """Have this value at hand for so long."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (value, time.monotonic() + seconds)
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]

    def forget(self) -> None:
        """Have nothing at hand."""
        with self._lock:
            self._kept.clear()


def forget() -> None:
    """Have nothing at hand of anything."""
    for one in list(_ALL):
        one.forget()
