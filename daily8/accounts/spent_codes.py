"""Codes of an app that have been used: kept in the database, so that each opens once, whatever process sees it."""

from datetime import timedelta

from allauth.core.internal.cryptokit import normalize_user_code
from django.utils import timezone

from daily8.accounts.limits import counter_key
from daily8.accounts.models import Attempts, User

# Longer than any code is good: thirty seconds, and as long before and after for clocks that differ.
_LASTING = timedelta(minutes=3)


def spend(user: User, code: str) -> bool:
    """Use a code up; say no where it was used before. Of several at one moment, one gets yes."""
    key = counter_key("spent code", f"{user.pk} {normalize_user_code(code)}")
    return Attempts.objects.add(key, timezone.now(), lasting=_LASTING).number == 1
