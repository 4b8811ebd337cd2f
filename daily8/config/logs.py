"""How the program writes what happened: for people on a terminal, as JSON lines elsewhere."""

import logging
import sys
from typing import Any

import structlog

from daily8.operating import kept_errors
from daily8.work import references


def _with_reference(_logger: Any, _name: str, line: dict[str, Any]) -> dict[str, Any]:
    """Name the request that the line is about, as its answer and its error page do."""
    if reference := references.current():
        line["request"] = reference
    return line


class _WithoutSecrets(logging.Filter):
    """Leaves out of a line, before anything of it is written, the part of an address that opens something."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                references.without_secret(one) if isinstance(one, str) else one for one in record.args
            )
        return True


# Django's own lines about requests have their whole addresses.
_ABOUT_REQUESTS, _WITHOUT_SECRETS = ("django.request", "django.security.csrf"), _WithoutSecrets()
_SHARED: list[Any] = [
    _with_reference,
    structlog.stdlib.ExtraAdder(["view", "milliseconds"]),
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def set_up(level: str, *, requests: bool = False) -> None:
    """Send every log line of the process to standard error; with `requests`, one for each request, too.

    Errors are also kept for the admin's first page.
    """
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if sys.stderr.isatty():
        renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(level=level, handlers=[handler, kept_errors.Keeper()], force=True)
    logging.getLogger("daily8.access").setLevel(logging.INFO if requests else logging.CRITICAL)
    # Who came in and who was turned away is wanted whatever the level of the rest.
    logging.getLogger("daily8.security").setLevel(logging.INFO)
    for name in _ABOUT_REQUESTS:
        logging.getLogger(name).addFilter(_WITHOUT_SECRETS)
    # Somebody's wrong address is no fault of the site's.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # Nor is a name that a stranger tried; whoever means this site is told on the page.
    logging.getLogger("django.security.DisallowedHost").setLevel(logging.CRITICAL)
