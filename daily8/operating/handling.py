"""The request that is being answered, as the log and the figures see it."""

from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings

# What stands for a request that no view has answered.
READY, STATIC, NONE = "ready page", "static", "none"


@dataclass(slots=True)
class Handling:
    """Which view answers; a ready page reaches none."""

    view: str = READY


_CURRENT: ContextVar[Handling | None] = ContextVar("handling", default=None)


def begin() -> Handling:
    """Begin to answer a request."""
    handling = Handling()
    _CURRENT.set(handling)
    return handling


def reach(path: str) -> None:
    """The request has come to Django: no ready page answered it."""
    name(STATIC if path.startswith(settings.STATIC_URL) else NONE)


def name(view: str) -> None:
    """This view answers it."""
    handling = _CURRENT.get()
    if handling is not None:
        handling.view = view
