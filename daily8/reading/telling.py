"""What a browser tells of what it keeps: all of it may be made up, so each part is checked by itself."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from daily8.reading.models import KeptKind

# So large is a message, and so many lines it holds.
LARGEST, AT_ONCE = 100_000, 200
_NAME = re.compile(r"(?:article|story)/[0-9a-f]{32}")
_ADDRESS = re.compile(rf"(?:/[a-z]{{2,3}}/)?({_NAME.pattern})")
# A browser's whole numbers end there; Python's do not.
_LARGEST_NUMBER = 2**53
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHOICES: dict[str, tuple[object, ...]] = {
    "size": (1, 2, 3, 4, 5),
    "face": ("serif", "sans"),
    "keys": (True, False),
    "history": (True, False),
    "theme": ("", "light", "dark"),
    "pictures": ("", "yes", "no"),
    "language": ("", *dict(settings.LANGUAGES)),
}


class NotUnderstood(Exception):
    """It is no message of ours."""


@dataclass(frozen=True, slots=True)
class Line:
    """One article or story that is kept: since when, how far it was read (from 0 to 1), when first to the end."""

    kind: KeptKind
    name: str
    at: datetime
    place: float = 0.0
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What changed in a browser since it heard of this turn of the shelf."""

    turn: int
    lines: list[Line]
    gone: list[tuple[KeptKind, str]]
    choices: dict[str, object]

    def __bool__(self) -> bool:
        return bool(self.lines or self.gone or self.choices)


def read(body: bytes, now: datetime) -> Told:
    """Return what a message says; lines that are not as they should be are left out. Raises NotUnderstood."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood("not JSON") from error
    if len(body) > LARGEST or not isinstance(told, dict):
        raise NotUnderstood("too large, or not an object")
    turn = told.get("turn")
    if type(turn) is not int or not 0 <= turn < _LARGEST_NUMBER:
        raise NotUnderstood("without a turn")
    lines = [line for kind in KeptKind for line in _lines(kind, told.get(kind), now)]
    gone = [(kind, name) for kind in KeptKind for name in _names(told.get(f"{kind}_gone"))]
    return Told(turn, lines[:AT_ONCE], gone[:AT_ONCE], _choices(told.get("choices")))


def name_in(address: str) -> str:
    """Return what the article or story of an address is called, in whatever language; "" for others."""
    found = _ADDRESS.fullmatch(address)
    return found[1] if found else ""


def _names(told: object) -> list[str]:
    return [name for name in told if _is_name(name)] if isinstance(told, list) else []


def _is_name(value: object) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _lines(kind: KeptKind, told: object, now: datetime) -> Iterator[Line]:
    for one in told if isinstance(told, list) else ():
        if isinstance(one, list) and len(one) in (4, 5) and _is_name(one[0]):
            name, at, place, done, *finished = one
            # An older page, still open, does not tell when: it was not later than it was opened last.
            done_at = _moment(next(iter(finished), 0) or at, now) if done is True else None
            yield Line(kind, name, _moment(at, now), _part(place), done_at)


def _moment(told: object, now: datetime) -> datetime:
    """A number of milliseconds as a moment, which has passed."""
    return _EPOCH + timedelta(milliseconds=min(_number(told), (now - _EPOCH) / timedelta(milliseconds=1)))


def _part(told: object) -> float:
    return min(_number(told), 1.0)


def _number(told: object) -> float:
    if isinstance(told, int) and not isinstance(told, bool):
        return float(min(max(told, 0), _LARGEST_NUMBER))
    return max(told, 0.0) if isinstance(told, float) and math.isfinite(told) else 0.0


def _choices(told: object) -> dict[str, Any]:
    found = told if isinstance(told, dict) else {}
    # 1 and True are one value to Python, and two to a browser.
    return {
        name: found[name]
        for name, allowed in _CHOICES.items()
        if any(type(found.get(name)) is type(one) and found[name] == one for one in allowed)
    }
