"""All that the site keeps of a reader: as a file, and gone for good."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from daily8.accounts.models import User


def export(user: User) -> dict[str, Any]:
    """Return everything that belongs to a reader, as plain values; each part of `READER_DATA` adds its own."""
    parts: dict[str, Any] = {}
    for module in settings.READER_DATA:
        parts |= import_string(f"{module}.export")(user)
    return parts


def erase(user: User) -> None:
    """Take an account away with everything that belongs to it, all at once or not at all.

    The parts are asked in the reverse order: what hangs on an account goes before it.
    """
    with transaction.atomic():
        for module in reversed(settings.READER_DATA):
            import_string(f"{module}.erase")(user)
