"""The numbers of comments on cards, as this process read them last: pages of many cards ask for none of them."""

import time
from collections import Counter
from threading import Lock

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from daily8.comments import on_cards

# So old a number may be; a page that is kept ready may be a minute older.
SECONDS = 10.0


class CardCounts:
    """Reads all numbers at once, when a card is shown and the last time is a while ago."""

    def __init__(self) -> None:
        self._numbers: Counter[int] = Counter()
        self._good_until = 0.0
        self._read_once = False
        self._lock = Lock()

    def of(self, article: int) -> int:
        """Return how many comments on an article (primary key) everybody sees."""
        # One reads, the others go on with what was read before; where nothing was, they wait for it.
        if self._is_old() and self._lock.acquire(blocking=not self._read_once):
            try:
                if self._is_old():
                    self._read()
            finally:
                self._lock.release()
        return self._numbers[article]

    def _is_old(self) -> bool:
        return time.monotonic() > self._good_until

    def forget(self) -> None:
        """Read them anew for the next card."""
        self._good_until = 0.0

    def know(self, numbers: Counter[int], *, seconds: float = SECONDS) -> None:
        """Take these numbers for so long."""
        self._numbers, self._good_until, self._read_once = numbers, time.monotonic() + seconds, True

    def _read(self) -> None:
        try:
            self.know(on_cards.counts(timezone.now()))
        except (DatabaseError, InterfaceError):
            # The cards are worth more than their numbers; the next look is soon enough.
            self.know(self._numbers)


card_counts = CardCounts()
