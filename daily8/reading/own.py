"""What this part keeps of a reader: see `accounts.keeping`."""

from typing import Any

from daily8.accounts.models import User
from daily8.reading import following, muting
from daily8.reading.models import Follow, Mute


def export(user: User) -> dict[str, Any]:
    """Return what a reader follows and has muted."""
    return {"following": following.kept(user), "muted": muting.kept(user)}


def erase(user: User) -> None:
    """Forget what a reader follows and has muted."""
    Mute.objects.filter(user=user).delete()
    Follow.objects.filter(user=user).delete()
