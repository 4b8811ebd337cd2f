"""What editors do to an edition: put a story in, take one out, order them, and write over words.

The formula's own choice stays what it was: `Entry.chosen`, and all that the ballot is made of.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daily8.articles import shown
from daily8.editions.formula import SIZE
from daily8.editions.headlines import reports_of
from daily8.editions.models import Edition, Entry, stories_now
from daily8.stories.models import Story
from daily8.work.models import PAGES, Change, Version

# Reports to read on, beside the one whose headline it carries.
_REPORTS = 2


class EditingError(Exception):
    """What an editor asked for cannot be; the words say why."""


def arrange(edition: Edition, places: Mapping[int, int], *, by: str, now: datetime) -> None:
    """Give entries (primary keys) the places that an editor wanted; the others keep their order around them.

    Place 0 takes a story out. Those that stay are numbered anew from 1 on.
    """
    with transaction.atomic():
        entries = list(Entry.objects.filter(edition=edition).select_for_update().order_by("place", "chosen"))
        moved = [one for one in entries if places.get(one.pk, one.place) != one.place]
        _check_size(sum(places.get(one.pk, one.place) > 0 for one in entries))
        for entry in moved:
            _sign(entry, by, now)
        _number(entries, {entry.pk: places[entry.pk] for entry in moved})
        if moved:
            _written(edition, now)


def rewrite(entry: Entry, *, title: str, words: str, by: str, now: datetime) -> None:
    """Write over the headline and the brief of an entry; with nothing, it has its own again."""
    with transaction.atomic():
        entry.title, entry.words = " ".join(title.split()), words.strip()
        _sign(entry, by, now)
        entry.save(update_fields=["title", "words", "edited_by", "edited_at"])
        _written(entry.edition, now)


def pin(edition: Edition, story: Story, *, place: int, by: str, now: datetime) -> Entry:
    """Put a story into an edition, be it on the ballot or not; one that was taken out comes back."""
    with transaction.atomic():
        entries = list(Entry.objects.filter(edition=edition).select_for_update().order_by("place", "chosen"))
        known = {each.key: key for key, each in stories_now([entry.story_key for entry in entries]).items()}
        entry = next((one for one in entries if one.story_key == known.get(story.key)), None)
        _check_size(1 + sum(one.place > 0 for one in entries if one != entry))
        if entry is None:
            entry = _entered(edition, story)
            entries.append(entry)
        _sign(entry, by, now)
        _number(entries, {entry.pk: place})
        _written(edition, now)
    return entry


def _entered(edition: Edition, story: Story) -> Entry:
    reports = [one.pk for one in reports_of([story.pk], edition.language).get(story.pk, [])]
    if not reports:
        raise EditingError(_("Nobody tells this story in the language of the edition, as far as it may be seen."))
    return Entry.objects.create(
        edition=edition,
        place=0,
        story_key=story.key,
        headline_id=reports[0],
        reports=reports[1 : _REPORTS + 1],
    )


def _check_size(count: int) -> None:
    if count > SIZE:
        raise EditingError(_("An edition has %(size)s stories: take one out first.") % {"size": SIZE})


def _number(entries: list[Entry], wanted: Mapping[int, int]) -> None:
    """Put those that are wanted somewhere there, the others in their order into what is left."""
    staying = [one for one in entries if one.place and one.pk not in wanted]
    for entry in sorted((one for one in entries if wanted.get(one.pk, 0)), key=lambda one: wanted[one.pk]):
        staying.insert(max(wanted[entry.pk] - 1, 0), entry)
    places = {entry.pk: place for place, entry in enumerate(staying, 1)}
    for entry in entries:
        entry.place = places.get(entry.pk, 0)
        entry.save(update_fields=["place", "edited_by", "edited_at"])


def _sign(entry: Entry, by: str, now: datetime) -> None:
    entry.edited_by, entry.edited_at = by[:150], now


def _written(edition: Edition, now: datetime) -> None:
    """An editor's act drops all pages at once, as any operator's does."""
    Change.note([shown.edition(edition.language)], now)
    Version.bump(PAGES)
