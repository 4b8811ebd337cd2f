"""An address that speaks OpenAI's wire format: what is sent there, and what its refusals mean."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from typing import Any

from daily8.engine.ai.errors import Kind, ModelError
from daily8.engine.http import (
    FetchError,
    Headers,
    Response,
    TimedOut,
    TooLarge,
    WrongContent,
    retry_after,
)
from daily8.engine.http.shown import shown, with_path, without_secrets

# As much as a column for it holds.
_LONGEST_NAME = 80
_SHOWN = 300
_KINDS = {
    401: Kind.REFUSED,
    403: Kind.REFUSED,
    408: Kind.LATE,
    413: Kind.TOO_LONG,
    429: Kind.BUSY,
}
_TOO_LONG_WORDS = (
    "context length",
    "context_length",
    "context size",
    "context_size",
    "too long",
    "maximum context",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model behind an address, such as http://localhost:11434/v1, and the key that opens it."""

    address: str = field(repr=False)
    model: str
    key: str = field(default="", repr=False)
    user_agent: str = "daily8"

    @property
    def name(self) -> str:
        """The model and where it is: the same model elsewhere may be another version of it."""
        name = f"{self.model} at {shown(self.address)}"
        if len(name) <= _LONGEST_NAME:
            return name
        digest = blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()
        return f"{name[: _LONGEST_NAME - len(digest) - 2]}… {digest}"

    def url(self, path: str) -> str:
        """Return the address of a service; one that was given whole is taken as it is."""
        return with_path(self.address, path)

    def headers(self, *, accept: str) -> dict[str, str]:
        """Return what goes above a request; nothing is to come compressed, so that it can come word by word."""
        headers = {"Content-Type": "application/json", "Accept": accept, "Accept-Encoding": "identity"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        return headers

    def error(self, response: Response) -> ModelError:
        """Return what an answer means that is none."""
        words = self.words_of(response)
        kind = _KINDS.get(response.status, Kind.FAILED if response.status >= 500 else Kind.REFUSED)
        if kind is Kind.REFUSED and is_too_long(words):
            kind = Kind.TOO_LONG
        if 300 <= response.status < 400:
            words = f"a redirect to {self.shown(response.headers.get('location', ''))!r}, which is not followed"
        return ModelError(
            kind, f"{self.name} answered {response.status}: {words}", retry_after=_pause(response.headers)
        )

    def fetch_error(self, error: FetchError, *, begun: bool) -> ModelError:
        """Return what it means that no answer could be fetched, or no more of one that had begun."""
        kind = Kind.CUT if begun else Kind.UNREACHABLE
        if isinstance(error, TimedOut):
            kind = Kind.LATE
        elif isinstance(error, TooLarge):
            kind = Kind.TOO_LONG
        elif isinstance(error, WrongContent):
            kind = Kind.NONSENSE
        return ModelError(kind, f"{self.name}: {self.shown(str(error))}")

    def words_of(self, refusal: Response) -> str:
        """Return the server's own complaint as far as a page of the admin may show it."""
        text = refusal.body[: 20 * _SHOWN].decode("utf-8", "replace")
        return self.shown(complaint_in(loaded(text)) or text)

    def shown(self, words: str) -> str:
        """Return words of the server as far as a page may show them: short, on one line, without what opens it."""
        if self.key:
            words = words.replace(self.key, "…")
        words = without_secrets(words, self.address)
        return "".join(letter if letter.isprintable() else " " for letter in words)[:_SHOWN].strip()


def is_too_long(words: str) -> bool:
    """Return whether a complaint says that the question is longer than the model reads."""
    return any(known in words.lower() for known in _TOO_LONG_WORDS)


def loaded(text: str) -> Any:
    """Return what a text says in JSON, or None where it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def complaint_in(answer: Any) -> str:
    """Return the words of an error as the various servers put them into JSON."""
    error = answer.get("error", answer.get("detail")) if isinstance(answer, Mapping) else None
    named = [error]
    if isinstance(error, Mapping):
        named = [error.get(name) for name in ("message", "param", "code", "type")]
    try:
        return " ".join(str(part) for part in named if part)
    except RecursionError:
        return "an error that is nested too deeply to be read"


def _pause(headers: Headers) -> float | None:
    """Return for how many seconds the server wants to be left alone, by its own clock."""
    try:
        now = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, OverflowError, TypeError, IndexError):
        now = datetime(2000, 1, 1, tzinfo=UTC)
    now = now if now.tzinfo else now.replace(tzinfo=UTC)
    until = retry_after(headers, now=now)
    return (until - now).total_seconds() if until else None
