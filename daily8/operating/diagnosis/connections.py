"""Whether what leaves this machine for services of the site can be read on the way."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from daily8.operating.diagnosis.findings import Finding, ok, warn

_HERE = ("localhost", "127.0.0.1", "::1")
_OPEN = ("http", "amqp", "redis")
_CHECKED = ("verify-ca", "verify-full")


def in_the_open() -> Iterator[Finding]:
    """Name what is reached beyond this machine without TLS, or without looking at whose certificate it is."""
    found = [*_database(), *_services()]
    yield from found
    if not found:
        yield ok("connections", "services beyond this machine are reached by TLS alone")


def _database() -> Iterator[Finding]:
    database = settings.DATABASES["default"]
    host, mode = str(database.get("HOST") or ""), str((database.get("OPTIONS") or {}).get("sslmode", "prefer"))
    # A path is a socket of this machine.
    if not host or host.startswith("/") or host in _HERE or mode in _CHECKED:
        return
    yield warn(
        "connections",
        f"the database at {host} may be reached without TLS, or by somebody in between (sslmode={mode})",
        "add ?sslmode=verify-full&sslrootcert=/path/of/the/authority to DATABASE_URL",
    )


def _services() -> Iterator[Finding]:
    named = {
        "DAILY8_BROKER": settings.BROKER,
        "DAILY8_MODEL": settings.MODEL,
        "DAILY8_EMBEDDING": settings.EMBEDDING,
        "DAILY8_BUCKET_ENDPOINT": (settings.BUCKET or {}).get("endpoint", ""),
    }
    for setting, address in named.items():
        parts = urlsplit(address)
        if parts.scheme in _OPEN and parts.hostname not in _HERE:
            yield warn(
                "connections",
                f"{setting}: {parts.hostname} is reached without TLS, and so is its key or password",
                f"name it as {parts.scheme}s://…",
            )
