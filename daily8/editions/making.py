"""Makes editions: once for each language and day, from what is known then."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from daily8.articles import shown
from daily8.editions import entrants as gathered
from daily8.editions import schedule
from daily8.editions.entrants import Told, Window
from daily8.editions.formula import USUAL, Caps, Entrant, Line, Weights, ballot
from daily8.editions.models import Edition, Entry, Rhythm, before, stories_now
from daily8.editions.past import Past, past
from daily8.work.models import Change

# How many sentences a story (its key) has that are new since a moment: how that is found is known higher up.
News = Callable[[str, datetime], int]
# Reports to read on, beside the one whose headline it carries.
_REPORTS = 2
# An edition follows one that ended no longer ago.
_NEAR = timedelta(days=2)


def make(language: str, day: date, now: datetime, news: News) -> Edition | None:
    """Make the edition of a day, or return the one that there is; None where no story deserves to be in one."""
    if made := Edition.objects.filter(language=language, rhythm=Rhythm.DAILY, day=day).first():
        return made
    window = _after(schedule.window(language, day), before(language, day))
    told = gathered.told_in(window)
    found = _with_past(gathered.entrants(told, window), past(language, day), news)
    return _kept(Rhythm.DAILY, day, window, told, found, now)


def make_week(language: str, day: date, now: datetime) -> Edition | None:
    """Make the edition of a week out of the stories of the daily ones, or return the one that there is."""
    if made := Edition.objects.filter(language=language, rhythm=Rhythm.WEEKLY, day=day).first():
        return made
    window = schedule.window(language, day, Rhythm.WEEKLY)
    dailies = Edition.objects.of(language).filter(ends_at__gt=window.begins_at, ends_at__lte=window.ends_at)
    keys = set(Entry.objects.filter(edition__in=dailies, place__gt=0).values_list("story_key", flat=True))
    if not keys:
        return None
    wanted = {story.key for story in stories_now(keys).values()}
    told = {key: one for key, one in gathered.told_in(window).items() if key in wanted}
    return _kept(Rhythm.WEEKLY, day, window, told, gathered.entrants(told, window), now)


def _after(window: Window, last: Edition | None) -> Window:
    """Let a window begin where the edition before ended, also where the hour of editions was changed since."""
    if last and timedelta(0) < window.ends_at - last.ends_at < _NEAR:
        return replace(window, begins_at=last.ends_at)
    return window


def _with_past(found: Sequence[Entrant], was: Mapping[str, Past], news: News) -> list[Entrant]:
    """Say of stories that were in editions before how often they were, and what is new since the last of these."""
    return [
        replace(one, before=was[one.story].times, news=news(one.story, was[one.story].told_until))
        if one.story in was
        else one
        for one in found
    ]


def _kept(
    rhythm: Rhythm,
    day: date,
    window: gathered.Window,
    told: Mapping[str, Told],
    found: Sequence[Entrant],
    now: datetime,
) -> Edition | None:
    weights, caps = Weights(), Caps()
    kept = gathered.kept(found, weights, caps)
    chosen = [line for line in ballot(kept, weights, caps) if line.is_in]
    if not chosen:
        return None
    edition = Edition(
        language=window.language,
        rhythm=rhythm,
        day=day,
        begins_at=window.begins_at,
        ends_at=window.ends_at,
        made_at=now,
        rules={"measures": USUAL.told(), "weights": weights.told(), "caps": caps.told()},
        entrants=[entrant.told() for entrant in kept],
        considered=len(told),
    )
    try:
        with transaction.atomic():
            edition.save()
            Entry.objects.bulk_create(
                _entry(edition, place, line, told[line.entrant.story]) for place, line in enumerate(chosen, 1)
            )
            Change.note([shown.edition(edition.language)], now)
    except IntegrityError:
        # Another worker was faster; its edition is as good.
        return Edition.objects.filter(language=window.language, rhythm=rhythm, day=day).first()
    return edition


def _entry(edition: Edition, place: int, line: Line, told: Told) -> Entry:
    headlines = told.headlines(edition.language)
    first = headlines.pop(line.family)
    return Entry(
        edition=edition,
        place=place,
        chosen=place,
        story_key=line.entrant.story,
        headline_id=first,
        reports=list(headlines.values())[:_REPORTS],
    )
