"""What readers choose to be told, and where."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from daily8.accounts.models import User
from daily8.alerts.models import Alert, Choice, Silence
from daily8.reading import things
from daily8.reading.models import Follow, Kind
from daily8.reading.things import Thing


@dataclass(frozen=True, slots=True)
class Followed:
    """Something that a reader follows and may be told of, and whether he is."""

    pk: int
    thing: Thing
    told: bool


def choice_of(user: User) -> Choice:
    """Return what a reader has chosen, or what is so until he does."""
    return Choice.objects.filter(pk=user.pk).first() or Choice(user=user)


def followed(user: User) -> list[Followed]:
    """Return the stories and searches that a reader follows, newest first; what is gone is left out."""
    rows = list(Follow.objects.of(user).filter(kind__in=(Kind.STORY, Kind.SEARCH)).select_related("silence"))
    stories = things.stories([row.key for row in rows if row.kind == Kind.STORY])
    found = [(row, stories.get(row.key) if row.kind == Kind.STORY else _search(row)) for row in rows]
    return [Followed(row.pk, thing, told=not hasattr(row, "silence")) for row, thing in found if thing]


def _search(row: Follow) -> Thing:
    return Thing(Kind.SEARCH, row.key, row.key)


def choose(choice: Choice, listed: Sequence[Followed], told: Collection[int], now: datetime) -> None:
    """Keep what a reader chose; of what was `listed` he is told of those whose primary keys are in `told`.

    To ask for mail again forgives what came back.
    """
    if choice.mail:
        choice.mail_since, choice.refused = now, ""
    with transaction.atomic():
        if Choice.objects.filter(pk=choice.pk).exists():
            choice.save(update_fields=_CHOSEN)
        else:
            choice.save()
        Silence.objects.filter(follow__in=[one.pk for one in listed]).delete()
        silent = [Silence(follow_id=one.pk) for one in listed if one.pk not in told]
        Silence.objects.bulk_create(silent, ignore_conflicts=True)
        # What was put off may be told at another time now.
        if Alert.objects.untold(choice.user).exists():
            Choice.objects.filter(pk=choice.pk).update(due_at=now)


_CHOSEN = (
    *("mail", "mail_since", "refused", "stories", "searches", "replies", "edition", "queue"),
    *("quiet_from", "quiet_until", "zone", "most", "language"),
)
