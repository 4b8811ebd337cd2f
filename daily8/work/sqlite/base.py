"""Django's SQLite, whose threads take turns to write.

SQLite lets one connection write at a time and has the others ask again after ever longer pauses, up to a tenth of
a second. With 16 threads of a web server the database then stands idle between their questions, while some of them
wait for seconds: 16 that write every 20 ms waited for a second at worst, and for 30 ms where they take turns. So
threads of one process queue here, and only one of them asks, beside other processes.
"""

from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base

_TURN = Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn before it begins a transaction, and gives it on however that ends."""

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self._has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        # Who waits for longer than SQLite itself would is let through, to be told what it says then.
        self._has_turn = _TURN.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5))
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _TURN.release()
