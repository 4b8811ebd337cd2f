"""Notes in the log what was refused, and to whom."""

import time
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase

from daily8.accounts import security_log
from daily8.accounts.limits import client_address
from daily8.work import references

Answer = Callable[[HttpRequest], HttpResponseBase]
# So often a refusal is told of for one network and account: whoever goes on must not fill the log.
_QUIET_SECONDS = 60.0
_MOST_REMEMBERED = 10_000
_LONGEST_PATH = 200


class NotTheirs(Http404):
    """Who is signed in may not see this page, and is told that there is none."""


class Refusals:
    """Notes what was refused to whom: pages of an office, and what asks for a token or a right."""

    def __init__(self, get_response: Answer):
        self._get_response = get_response
        self._told: dict[tuple[str, int, int | None], float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note a refusal."""
        response = self._get_response(request)
        if response.status_code in (401, 403):
            self._note(request, response.status_code)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Note who looked for a page of an office, which is answered like one that is not there."""
        if isinstance(exception, NotTheirs):
            self._note(request, 404)

    def _note(self, request: HttpRequest, status: int) -> None:
        # Only who was asked for already: a refusal costs no question to the database.
        pk = getattr(getattr(request, "_cached_user", None), "pk", None)
        network = security_log.shortened(client_address(request))
        if self._was_told(network, status, pk):
            return
        security_log.logger.warning(
            "refused (%s) %s %s to %s from %s",
            status, _printable(request.method or ""), _printable(references.without_secret(request.path)),
            f"account {pk}" if pk else "nobody who is signed in", network,
        )  # fmt: skip

    def _was_told(self, network: str, status: int, pk: int | None) -> bool:
        now, key = time.monotonic(), (network, status, pk)
        if now < self._told.get(key, 0.0):
            return True
        if len(self._told) >= _MOST_REMEMBERED:
            self._told.clear()
        self._told[key] = now + _QUIET_SECONDS
        return False


def _printable(text: str) -> str:
    """Text of a stranger as one line: no sign of it moves a terminal or begins another line."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text[:_LONGEST_PATH])
    return shown if len(text) <= _LONGEST_PATH else f"{shown}…"
