"""What readers saved and opened, how far, and their choices: kept in the account, alike in all browsers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from daily8.accounts.models import User
from daily8.reading import called
from daily8.reading.models import Kept, KeptKind, Shelf
from daily8.reading.telling import Line, Told

# As many as a browser keeps.
MOST = {KeptKind.SAVED: 1000, KeptKind.HISTORY: 500}


def mark(user: User) -> str:
    """Return what a browser knows the account by whose shelf it has; it says nothing else."""
    return salted_hmac("daily8.reading.shelf", str(user.pk)).hexdigest()[:16]


def of(user: User) -> Shelf:
    """Return the shelf of a reader; who never kept anything has an empty one."""
    return Shelf.objects.filter(user=user).first() or Shelf(user=user)


def take(user: User, told: Told) -> int | None:
    """Keep what a browser tells, all or nothing; return the turn of the shelf then.

    None is the answer to a browser that does not know what happened to the shelf meanwhile: it hears that first.
    """
    if not told:
        return told.turn if told.turn == of(user).turn else None
    Shelf.objects.get_or_create(user=user)
    with transaction.atomic():
        turn = told.turn + 1
        # The first statement writes: who comes second waits here, and then is behind.
        if not Shelf.objects.filter(user=user, turn=told.turn).update(turn=turn):
            _remove_former(user, told)
            return None
        if any([_choose(user, told), _remove(user, told), _put(user, told.lines, turn)]):
            return turn
        # What was known already is no change that others would have to hear of.
        Shelf.objects.filter(user=user).update(turn=told.turn)
        return told.turn


def change(user: User, told: Told) -> None:
    """Keep what a page tells, which knows of no turn."""
    while take(user, replace(told, turn=of(user).turn)) is None:
        pass


def _choose(user: User, told: Told) -> bool:
    before = of(user).choices
    after = before | told.choices
    return bool(after != before and Shelf.objects.filter(user=user).update(choices=after))


def _remove(user: User, told: Told) -> bool:
    number = 0
    for kind in KeptKind:
        names = called.all_names(name for each, name in told.gone if each == kind)
        number += Kept.objects.filter(user=user, kind=kind, name__in=names).delete()[0] if names else 0
    return number > 0


def _remove_former(user: User, told: Told) -> None:
    """Remove what a late message calls by a former name: its browser is about to forget that name.

    A removal under a name that is still in use is told again.
    """
    former = called.former(name for _kind, name in told.gone)
    if _remove(user, replace(told, gone=[(kind, name) for kind, name in told.gone if name in former])):
        Shelf.objects.filter(user=user).update(turn=F("turn") + 1)


def _put(user: User, lines: Iterable[Line], turn: int) -> bool:
    wanted = {kind for kind in KeptKind if kind != KeptKind.HISTORY or of(user).choices.get("history", True)}
    told = [line for line in lines if line.kind in wanted]
    found = _found(told)
    renamed = {line.name for line, _article in found} - {line.name for line in told}
    # Who told a former name hears of the one of now by the next turn.
    changed = _place(user, found, turn + bool(renamed))
    if changed and renamed:
        Shelf.objects.filter(user=user).update(turn=turn + 1)
    return changed


def _place(user: User, found: Iterable[tuple[Line, int | None]], turn: int) -> bool:
    names = [line.name for line, _article in found]
    before = {(row.kind, row.name): row for row in Kept.objects.filter(user=user, name__in=names)}
    new: dict[tuple[str, str], Kept] = {}
    changed: dict[tuple[str, str], Kept] = {}
    for line, article in found:
        key = (line.kind, line.name)
        row = before.get(key) or new.get(key)
        if row is None:
            new[key] = _row(user, line, article, turn)
        elif row.goes_on(line.at, line.place, line.done_at):
            row.turn = turn
            changed[key] = row
    Kept.objects.bulk_create(new.values())
    known = [row for key, row in changed.items() if key not in new]
    Kept.objects.bulk_update(known, ["at", "place", "done", "done_at", "turn"])
    _trim(user, {row.kind for row in new.values()})
    return bool(new or known)


def _row(user: User, line: Line, article: int | None, turn: int) -> Kept:
    return Kept(
        user=user,
        kind=line.kind,
        name=line.name,
        article_id=article,
        at=line.at,
        place=line.place,
        done=line.done_at is not None,
        done_at=line.done_at,
        turn=turn,
    )


def _trim(user: User, kinds: Iterable[str]) -> None:
    for kind in map(KeptKind, kinds):
        older = list(Kept.objects.of(user, kind).values_list("pk", flat=True)[MOST[kind] :])
        Kept.objects.filter(pk__in=older).delete()


def _found(lines: Sequence[Line]) -> list[tuple[Line, int | None]]:
    """Those that are here, under the names that they have now, with the primary keys of articles."""
    now = called.resolved(line.name for line in lines)
    return [(replace(line, name=now[line.name][0]), now[line.name][1]) for line in lines if line.name in now]


def mend(user: User) -> None:
    """Keep the articles and stories that became part of others under what they became."""
    if not _moved(user):
        return
    with transaction.atomic():
        Shelf.objects.filter(user=user).update(turn=F("turn") + 1)
        moved = _moved(user)
        Kept.objects.filter(pk__in=[row.pk for row in moved]).delete()
        lines = [Line(KeptKind(row.kind), row.name, row.at, row.place, row.done_at) for row in moved]
        _place(user, _found(lines), of(user).turn)


def _moved(user: User) -> list[Kept]:
    rows = list(Kept.objects.filter(user=user, article=None))
    former = called.former(row.name for row in rows)
    return [row for row in rows if row.name in former]


def saves(user: User, name: str) -> bool:
    """Whether a reader has saved an article or a story, under whatever name."""
    names = called.all_names([name])
    return Kept.objects.filter(user=user, kind=KeptKind.SAVED, name__in=names).exists()
