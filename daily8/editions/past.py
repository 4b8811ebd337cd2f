"""What readers had in editions already: a story is told again only if something in it is new since then."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from daily8.editions.models import Edition, Entry, stories_now

# What was in an edition so many days ago is news again: stories do not live so long.
_REMEMBERED = timedelta(days=30)
# What was in within so many days weighs less for each time.
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Past:
    """How often a story was in, of late, and until when its readers were told about it the last time."""

    times: int
    told_until: datetime


def past(language: str, day: date) -> dict[str, Past]:
    """Return what was in the daily editions before the one of a day, by the keys that those stories have now.

    A story that lay still for some days was in all the same: it counts once, and what is new is new since then.
    """
    editions = Edition.objects.of(language).filter(day__lt=day, day__gte=day - _REMEMBERED)
    told = {one.pk: one for one in editions.defer("entrants", "rules")}
    rows = Entry.objects.filter(edition__in=told, place__gt=0).values_list("edition", "story_key")
    held = [(told[edition], key) for edition, key in rows]
    stories = stories_now({key for _edition, key in held})
    found: dict[str, dict[date, datetime]] = {}
    for edition, key in held:
        if key in stories:
            found.setdefault(stories[key].key, {})[edition.day] = edition.told_until
    return {
        key: Past(max(1, sum(one >= day - _WEEK for one in days)), max(days.values()))
        for key, days in found.items()
    }
