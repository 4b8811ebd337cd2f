"""Stands before all that answers: gives each request its reference, counts it, logs it where that is wanted."""

import logging
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from django.conf import settings

from daily8.operating import handling, metrics
from daily8.work import references

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

logger = logging.getLogger("daily8.access")
HEADER = "X-Request-Id"


class Watch:
    """A WSGI application in front of another."""

    def __init__(self, application: Application):
        self._application = application
        metrics.begin()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Answer one request."""
        started = time.perf_counter()
        reference = references.begin(_given(environ))
        handled = handling.begin()
        told: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told[:] = [status[:3]]
            return start_response(status, [*headers, (HEADER, reference)], *rest)

        try:
            return self._application(environ, start)
        finally:
            seconds = time.perf_counter() - started
            status = told[0] if told else "500"
            metrics.note_request(handled.view, status, seconds)
            path = references.without_secret(environ.get("PATH_INFO", ""))
            logger.info(
                "%s %s %s", environ["REQUEST_METHOD"], path, status,
                extra={"view": handled.view, "milliseconds": round(seconds * 1000, 1)},
            )  # fmt: skip
            references.end()


def _given(environ: Environ) -> str:
    """The reference that a web server of ours in front has given; a stranger's is none."""
    given = str(environ.get("HTTP_X_REQUEST_ID", ""))
    if not given:
        return ""
    try:
        address = ip_address(environ.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    return given if any(address in network for network in settings.PROXIES) else ""
