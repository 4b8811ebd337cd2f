"""The rows of the things that articles are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

from django.db import transaction

from daily8.topics.models import HASHTAGS, Hashtag
from daily8.work.models import Version

# A worker that has met so many hashtags starts to remember anew.
_MOST_REMEMBERED = 200_000
# What columns hold, with room for what tells namesakes apart.
_LONGEST_KEY, _LONGEST_SLUG = 200, 160


class Named(Protocol):
    """What a thing says of itself; the engine's things do."""

    @property
    def key(self) -> str:
        """What it is known by, the same in every language."""

    @property
    def kind(self) -> str:
        """Person, organisation, place, event or theme."""

    @property
    def slug(self) -> str:
        """Its name as part of an address."""

    @property
    def names(self) -> Mapping[str, str]:
        """Its name by language."""


@dataclass(slots=True)
class Hashtags:
    """Finds the row of each thing, and makes those that are new.

    What was found is remembered until an operator decides something about hashtags. A thing that is banned has
    no row to tag with; one that is merged has the other's.
    """

    _known: dict[str, int | None] = field(default_factory=dict)
    _met: set[tuple[str, ...]] = field(default_factory=set)
    _version: int = -1

    def of(self, things: Iterable[Named]) -> dict[str, int]:
        """Return the hashtag (primary key) of each thing, by the thing's key; two things may have the same."""
        # Each once for the languages in which it has a name here: another may have been met without them.
        wanted = {(thing.key, *thing.names): thing for thing in things if len(thing.key) <= _LONGEST_KEY}
        self._forget_old()
        if unknown := wanted.keys() - self._met:
            self._remember([thing for each, thing in wanted.items() if each in unknown])
            self._met |= unknown
        keys = (thing.key for thing in wanted.values())
        return {key: pk for key in keys if (pk := self._known.get(key)) is not None}

    def _forget_old(self) -> None:
        version = Version.current(HASHTAGS)
        if version != self._version or len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
            self._met.clear()
            self._version = version

    def _remember(self, things: list[Named]) -> None:
        keys = [thing.key for thing in things]
        rows = _rows(keys)
        if missing := {thing.key: thing for thing in things if thing.key not in rows}:
            _make(list(missing.values()))
            rows = _rows(keys)
        _add_names(things, rows)
        self._known.update({key: _meant(row) for key, row in rows.items()})


def _rows(keys: list[str]) -> dict[str, Hashtag]:
    return {row.key: row for row in Hashtag.objects.filter(key__in=keys).select_related("merged_into")}


def _meant(row: Hashtag) -> int | None:
    meant = row.merged_into or row
    return None if row.banned or meant.banned else meant.pk


def _make(things: list[Named]) -> None:
    """Make rows, in one order over all workers; where another made one meanwhile, that one stays."""
    things = sorted(things, key=lambda thing: thing.key)
    slugs = {slug for thing in things for slug in (_own_slug(thing), f"{_own_slug(thing)}_{thing.kind}")}
    taken = set(Hashtag.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    with transaction.atomic():
        Hashtag.objects.bulk_create([_row(thing, taken) for thing in things], ignore_conflicts=True)
    # Where several have that name, or another worker took the same address at this very moment, this one is free.
    made = set(Hashtag.objects.filter(key__in=[thing.key for thing in things]).values_list("key", flat=True))
    left = [thing for thing in things if thing.key not in made]
    Hashtag.objects.bulk_create(
        [_row(thing, set(), unlike=_digest(thing)) for thing in left], ignore_conflicts=True
    )


def _row(thing: Named, taken: set[str], *, unlike: str = "") -> Hashtag:
    """A row under the thing's own address, or under a longer one where another thing has that."""
    own = f"{_own_slug(thing)}_{unlike}" if unlike else _own_slug(thing)
    slug, number = own, 1
    while slug in taken:
        slug = f"{own}_{thing.kind}" if number == 1 else f"{own}_{thing.kind}_{number}"
        number += 1
    taken.add(slug)
    return Hashtag(key=thing.key, slug=slug, kind=thing.kind, names=dict(thing.names))


def _own_slug(thing: Named) -> str:
    # A name of nothing but signs has no letters for an address.
    return thing.slug[:_LONGEST_SLUG] or _digest(thing)


def _digest(thing: Named) -> str:
    return blake2b(thing.key.encode(), digest_size=8).hexdigest()


def _add_names(things: list[Named], rows: dict[str, Hashtag]) -> None:
    """Learn the name in a language in which a thing had none so far."""
    for thing in things:
        row = rows.get(thing.key)
        new = {language: name for language, name in thing.names.items() if row and language not in row.names}
        if row and new and not row.renamed:
            row.names = {**new, **row.names}
            row.save(update_fields=["names"])
