"""Tells programs that ask again whether anything changed, before anything is looked up."""

import functools
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from daily8 import __version__
from daily8.articles.origins import origin
from daily8.work import branding
from daily8.work.models import PAGES, Change, Version

View = Callable[..., HttpResponseBase]
# So long what changes with time alone is taken as unchanged.
_AGING_SECONDS = 300
_LAST = 200


def fresh(*, seconds: int, ages: bool = False) -> Callable[[View], View]:
    """Let a view be kept for so long, and be asked only if what readers see has changed since.

    `ages` says that its answer also changes as time goes by.
    """

    def around(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            # Before anything is looked up: what changes meanwhile makes another state.
            now, state = timezone.now(), _state()
            tag, changed_at = _tag(request, state, now if ages else None), _seen.since(state, now)
            known = get_conditional_response(request, etag=tag, last_modified=changed_at)
            response = known or view(request, *arguments, **named)
            if response.status_code in (200, 304):
                response.headers["ETag"] = tag
                response.headers["Cache-Control"] = f"public, max-age={seconds}"
                if changed_at is not None:
                    response.headers["Last-Modified"] = http_date(changed_at)
            return response

        return answer

    return around


def _state() -> str:
    """What tells this state of all pages from any other, in two queries.

    Two transactions may become visible in another order than that of their keys, so the newest change alone does
    not tell; which the last ones are does.
    """
    last = list(Change.objects.order_by("-pk").values_list("pk", flat=True)[:_LAST])
    return str([Version.current(PAGES), last])


class _Sightings:
    """Since when this process has seen the pages as they are now: nothing else tells when they changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = ""
        self._since = 0.0

    def since(self, state: str, now: datetime) -> int | None:
        """Return the second; nothing while it lasts, since in it they may change once more."""
        moment = now.timestamp()
        with self._lock:
            if state != self._state:
                self._state, self._since = state, moment
            since = int(self._since)
        return since if since < int(moment) else None


_seen = _Sightings()


def _tag(request: HttpRequest, state: str, now: datetime | None) -> str:
    """All that an answer depends on."""
    age = int(now.timestamp()) // _AGING_SECONDS if now else 0
    parts = (__version__, branding.name(), origin(request), request.get_full_path(), state, str(age))
    return quote_etag(blake2b("\n".join(parts).encode(errors="replace"), digest_size=12).hexdigest())
