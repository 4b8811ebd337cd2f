"""What an answer tells whoever keeps it ready; this module is imported before Django knows its models."""

from django.http import HttpRequest

# Where an answer leaves what it shows.
SHOWN = "daily8.shown"


def shows(request: HttpRequest, *things: str) -> None:
    """Say what the answer to this request shows: it is kept until one of these things changes."""
    request.META[SHOWN] = frozenset(things) | request.META.get(SHOWN, frozenset())
