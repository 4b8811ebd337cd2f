"""What this part keeps of a reader: see `accounts.keeping`."""

from typing import Any

from daily8.accounts.models import User
from daily8.reading import following, for_you, items, marks, muting, own_feeds
from daily8.reading.models import Apps, Follow, ForYou, Kept, Mute, OwnFeed, ReadBefore, ReadMark, Shelf


def export(user: User) -> dict[str, Any]:
    """Return what a reader follows, has muted, saved and opened, and how pages look."""
    return {
        "following": following.kept(user),
        "muted": muting.kept(user),
        **items.kept(user),
        "for_you": for_you.kept(user),
        "own_feed": own_feeds.kept(user),
        "apps": marks.kept(user),
    }


def erase(user: User) -> None:
    """Forget all of it."""
    for model in (ReadMark, ReadBefore, Apps, OwnFeed, ForYou, Kept, Shelf, Mute, Follow):
        model._default_manager.filter(user=user).delete()
