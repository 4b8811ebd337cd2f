"""Who wants to be told of what is followed."""

from collections.abc import Sequence

from django.db.models import Q

from daily8.alerts.models import Choice
from daily8.reading.models import Follow, FollowQuerySet, Kind, Mute

# What switches a kind of alert off altogether.
_SWITCHES = {Kind.STORY: "stories", Kind.SEARCH: "searches"}


def follows(kind: Kind) -> FollowQuerySet:
    """Return what is followed of a kind by readers who want to be told of it, with those readers."""
    silent = Choice.objects.filter(Q(**{_SWITCHES[kind]: False})).values("pk")
    wanted = Follow.objects.filter(kind=kind, silence=None, user__is_active=True).exclude(user__in=silent)
    return wanted.select_related("user", "user__alert_choice")


def any_at_all() -> bool:
    """Whether anything is followed that readers may be told of."""
    return Follow.objects.filter(kind__in=list(_SWITCHES)).exists()


def muters(followed: Sequence[Follow]) -> set[int]:
    """Return which of their readers (primary keys) have muted anything."""
    users = {follow.user_id for follow in followed}
    return set(Mute.objects.filter(user__in=users).values_list("user_id", flat=True))


def language_of(follow: Follow) -> str:
    """Return the language that its reader is written to in."""
    choice = getattr(follow.user, "alert_choice", None) or Choice()
    return choice.spoken
