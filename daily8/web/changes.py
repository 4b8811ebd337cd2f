"""What changed of what pages show, as this process has heard of it."""

import time
from collections import deque
from threading import Lock

from django.apps import apps
from django.db import DatabaseError, InterfaceError

from daily8.work import branding

# So long a change may go unnoticed.
LOOK_SECONDS = 1.0
# Changes of two transactions may become visible in another order than that of their keys.
_LOOKED_BACK = 10_000
# No page is kept for so long.
_REMEMBERED_SECONDS = 300.0


class Changes:
    """Asks the database at most once a second; `turn` counts how often something new was heard."""

    def __init__(self) -> None:
        self.version = 0
        self.turn = 0
        self._changed: dict[str, tuple[int, float]] = {}
        self._last: int | None = None
        self._seen: deque[int] = deque(maxlen=2 * _LOOKED_BACK)
        self._looked_at = 0.0
        self._lock = Lock()

    def look(self) -> None:
        """Hear what changed lately; while the database is away, nothing has."""
        now = time.monotonic()
        # One looks, the others go on with what was heard before.
        if now - self._looked_at <= LOOK_SECONDS or not self._lock.acquire(blocking=False):
            return
        try:
            self._looked_at = now
            # Asked for by name: this module is imported before Django knows its models.
            version = apps.get_model("work.Version").current("pages")
            if version != self.version:
                # It may be what was changed; pages that are made from now on must not miss it.
                branding.forget()
            self.version = version
            self._hear(now)
        except (DatabaseError, InterfaceError):
            # Without a database the pages that are ready are the best there is.
            return
        finally:
            self._lock.release()

    def since(self, turn: int, keys: frozenset[str]) -> bool:
        """Whether one of these things changed after this turn; with no keys, whether anything did."""
        if not keys:
            return turn < self.turn
        return any(self._changed.get(key, (0, 0.0))[0] > turn for key in keys)

    def _hear(self, now: float) -> None:
        changes = apps.get_model("work.Change").objects
        if self._last is None:
            # There is no page yet that what changed before could have made old.
            self._last = changes.order_by("-pk").values_list("pk", flat=True).first() or 0
            self._seen.extend(changes.filter(pk__gt=self._last - _LOOKED_BACK).values_list("pk", flat=True))
            return
        seen = set(self._seen)
        later = changes.filter(pk__gt=self._last - _LOOKED_BACK).values_list("pk", "key")
        new = [(pk, key) for pk, key in later if pk not in seen]
        if not new:
            return
        self.turn += 1
        self._seen.extend(pk for pk, _ in new)
        self._last = max(self._last, *(pk for pk, _ in new))
        heard = {key: (self.turn, now) for _, key in new}
        kept = {key: one for key, one in self._changed.items() if now - one[1] <= _REMEMBERED_SECONDS}
        # Put in place at once: others read it meanwhile.
        self._changed = kept | heard
