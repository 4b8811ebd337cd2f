"""What a check found: whether a thing is as it should be and, if not, the way out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError

from daily8.engine.http import FetchError


class State(StrEnum):
    """How bad it is: a warning is for when there is time, a failure for now."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    check: str
    state: State
    says: str
    way_out: str = ""


Check = Callable[[], Iterable[Finding]]
# What looking at a thing that is broken may end with.
_BROKEN = (OSError, DatabaseError, FetchError, ValueError, RuntimeError)


def ok(check: str, says: str) -> Finding:
    """It is as it should be."""
    return Finding(check, State.OK, says)


def warn(check: str, says: str, way_out: str) -> Finding:
    """It works, and should be put right."""
    return Finding(check, State.WARN, says, way_out)


def fail(check: str, says: str, way_out: str) -> Finding:
    """Something does not work."""
    return Finding(check, State.FAIL, says, way_out)


def of(checks: Iterable[Check]) -> Iterator[Finding]:
    """Return what these checks find; one that breaks is a finding itself, and the others go on."""
    for check in checks:
        try:
            yield from check()
        except _BROKEN as error:
            name = check.__name__.replace("_", " ")
            yield fail(name, f"this could not be checked: {error}", "put right what failed above, and ask again")
