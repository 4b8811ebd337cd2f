"""What this part keeps of a reader: see `accounts.keeping`."""

from typing import Any

from daily8.accounts.models import User
from daily8.reading import following
from daily8.reading.models import Follow


def export(user: User) -> dict[str, Any]:
    """Return what a reader follows."""
    return {"following": following.kept(user)}


def erase(user: User) -> None:
    """Forget what a reader follows."""
    Follow.objects.filter(user=user).delete()
