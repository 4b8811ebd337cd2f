"""Lets one process of all that share a PostgreSQL database lead, until its connection ends, however that ends."""

from django.db import connection

# Any number that no other program uses on the same database.
LOCK = 0xDA117_9


class Leading:
    """The right to lead, which one process at a time has."""

    def __init__(self) -> None:
        self._session: int | None = None

    def held(self) -> bool:
        """Whether this process leads now; it tries to, where nobody does.

        False at once after the connection was lost: another process may have led meanwhile.
        """
        connection.ensure_connection()
        session = connection.connection.info.backend_pid
        if session == self._session:
            return True
        lost, self._session = self._session is not None, None
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            won = bool(cursor.fetchone()[0])
        self._session = session if won else None
        return won and not lost
