"""How somebody is told to wait."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

from daily8.accounts.door import minutes_until


def wait(ends_at: datetime) -> ValidationError:
    """Return the error of a form that was sent too often."""
    minutes = minutes_until(ends_at)
    words = ngettext(
        "Too many attempts. Try again in %(minutes)s minute.",
        "Too many attempts. Try again in %(minutes)s minutes.",
        minutes,
    )
    return ValidationError(words, code="too_many", params={"minutes": minutes})
