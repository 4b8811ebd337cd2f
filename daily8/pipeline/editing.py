"""Makes editions when they are due, and has them worded: beside the line, since that takes its time."""

import logging
import time
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from daily8.articles import shown
from daily8.articles.models import Article, Stage
from daily8.assistant import edition_entries
from daily8.assistant import editions as words
from daily8.editions import making, schedule
from daily8.editions.models import Edition, Entry, Rhythm
from daily8.editions.past import past
from daily8.hooks import noticing as hooks
from daily8.pipeline.looking import Looking
from daily8.work.models import Change

# An edition waits so long for articles of its day that are still on their way through the line.
PATIENCE_SECONDS = 15 * 60.0
# So short before the next one it is not made any more.
_STALE = timedelta(hours=4)
# Where a story has no words through a fault of ours, it goes without them then.
_GOES_WITHOUT = timedelta(minutes=30)
# Where no story deserves an edition, to look again takes one part in so many of the time.
_SHARE = 50
_DAY = timedelta(days=1)
# So often it is looked whether reports that editions quote were corrected or withdrawn, while these are read.
_MENDING_SECONDS = 10 * 60.0
_READ_FOR = timedelta(hours=20)
_WORDS = ("reports", "brief", "news", "numbers", "worded_at")
_AT_ONCE = 40


logger = logging.getLogger(__name__)


class Editing(Looking):
    """Looks whether an edition is due, and makes it."""

    pause_seconds = 20.0

    def __init__(self) -> None:
        super().__init__()
        self._since = time.monotonic()
        self._looks_at = 0.0
        self._looked_for: date | None = None
        self._mends_at = 0.0

    async def look(self) -> int:
        """Make what is due and give it words; nothing is left then."""
        await self.call(self.edit)
        return 0

    def edit(self, now: datetime) -> int:
        """Make what is due, unless articles of the day are still on their way; return how many got words."""
        day = schedule.due_day(now)
        if (day != self._looked_for or time.monotonic() >= self._looks_at) and self._is_quiet(now):
            began = time.monotonic()
            make_due(now)
            ended = time.monotonic()
            self._looked_for, self._looks_at = day, ended + (ended - began) * _SHARE
        if time.monotonic() >= self._mends_at:
            mend(now)
            self._mends_at = time.monotonic() + _MENDING_SECONDS
        return word(now)

    def _is_quiet(self, now: datetime) -> bool:
        """Whether all articles of the day have come through the line, or were waited for long enough."""
        waited = min(time.monotonic() - self._since, (now - _last(now)).total_seconds())
        on_their_way = Article.objects.exclude(stage=Stage.PUBLISHED).exclude(due_at=None)
        return waited > PATIENCE_SECONDS or not on_their_way.filter(published_at__gte=now - _DAY).exists()


def _last(now: datetime) -> datetime:
    return schedule.appears_at(schedule.due_day(now))


def make_due(now: datetime) -> list[Edition]:
    """Make the editions that readers should have by now; return those that there are."""
    made: list[Edition | None] = []
    for language, _name in settings.LANGUAGES:
        if schedule.next_at(now) - now > _STALE:
            made.append(making.make(language, schedule.due_day(now), now, words.news))
        if schedule.next_at(now, Rhythm.WEEKLY) - now > _STALE:
            made.append(making.make_week(language, schedule.due_day(now, Rhythm.WEEKLY), now))
    return [edition for edition in made if edition]


def mend(now: datetime) -> int:
    """Let entries of the last editions that lost sentences be worded again; return how many these are."""
    editions = edition_entries.of_editions(list(Edition.objects.filter(made_at__gte=now - _READ_FOR)))
    told = [one for edition in editions for one in (*edition.entries, *edition.dropped)]
    lost = [one.entry.pk for one in told if len(one.brief) < len(one.entry.brief)]
    return Entry.objects.filter(pk__in=lost).exclude(worded_at=None).update(worded_at=None)


def word(now: datetime) -> int:
    """Give words to entries that have none yet; return how many were looked at."""
    waiting = Entry.objects.filter(worded_at=None).select_related("edition").order_by("edition", "place")
    entries = list(waiting[:_AT_ONCE])
    for entry in entries:
        _word(entry, now)
    return len(entries)


def _word(entry: Entry, now: datetime) -> None:
    """Give an entry its words; a fault in one leaves the others theirs, and it goes without them in the end."""
    before_it = [getattr(entry, name) for name in _WORDS]
    try:
        words.word(entry, now, since=_since(entry))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("story %s of edition %s has no words", entry.place, entry.edition)
        if now >= entry.edition.made_at + _GOES_WITHOUT:
            entry.worded_at = now
    if before_it != [getattr(entry, name) for name in _WORDS]:
        _keep(entry, now)


def _keep(entry: Entry, now: datetime) -> None:
    with transaction.atomic():
        entry.save(update_fields=_WORDS)
        Change.note([shown.edition(entry.edition.language)], now)
        if entry.worded_at and not Entry.objects.filter(edition=entry.edition, worded_at=None).exists():
            hooks.edition(entry.edition, now)


def _since(entry: Entry) -> datetime | None:
    """Until when readers were told about the story in the last edition that had it."""
    story = entry.story
    if story is None or entry.edition.rhythm != Rhythm.DAILY:
        return None
    # It may have been in under another key, and be one with that story by now.
    was = past(entry.edition.language, entry.edition.day).get(story.key)
    return was.told_until if was else None
