"""What wants the operator's attention, worst first, each with where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daily8.operating.dashboard.failing import Failing
from daily8.operating.dashboard.reading import Reading
from daily8.operating.dashboard.room import MEGABYTE, Room
from daily8.operating.dashboard.spending import Spent
from daily8.operating.dashboard.waiting import Queue

_SILENT = timedelta(hours=3)
_OLD_BACKUP = timedelta(days=8)
_SHARE_OF_FEEDS, _SHARE_OF_CALLS = 0.2, 0.2
_FEW = 5
_FULL, _NARROW = 100 * MEGABYTE, 1000 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Concern:
    """One of them; `link` leads to where it is mended, `way_out` says what to do where no page helps.

    One that is `urgent` keeps the site from its work.
    """

    words: str
    link: str = ""
    way_out: str = ""
    urgent: bool = False


def of_reading(reading: Reading, workers: int, now: datetime) -> Iterator[Concern]:
    """Whether there is somebody to read, and something to be read."""
    silent = reading.last is not None and now - reading.last > _SILENT and reading.behind > 0
    # Workers of other machines, which PostgreSQL may have, are not seen from here; that nothing is read shows that
    # there are none.
    if not workers and (silent or reading.last is None or connection.vendor == "sqlite"):
        yield Concern(
            _("No worker runs on this machine: nothing new is read."),
            way_out=_way_out(_("Start %(command)s, which runs one."), "daily8 up"),
            urgent=True,
        )
    elif silent and reading.last is not None:
        yield Concern(
            _("No feed was read for %(time)s.") % {"time": timesince(reading.last, now)},
            way_out=_way_out(
                _("See that this machine is online; %(command)s says what happens."), "daily8 update"
            ),
            urgent=True,
        )
    if reading.failing > reading.feeds * _SHARE_OF_FEEDS:
        words = ngettext("%(count)s of %(all)s feeds fails.", "%(count)s of %(all)s feeds fail.", reading.failing)
        told = {"count": reading.failing, "all": reading.feeds}
        yield Concern(words % told, link=address("sources_feed", state="failing"))


def of_queues(queues: list[Queue], now: datetime) -> Iterator[Concern]:
    """Whether anything is stuck."""
    for queue in queues:
        if queue.late(now) and queue.since is not None:
            told = {"name": queue.name, "count": queue.rows, "time": timesince(queue.since, now)}
            yield Concern(
                _("%(name)s: %(count)s wait, the first for %(time)s.") % told,
                way_out=_way_out(
                    _("See that a worker runs; start another one (%(command)s) if it cannot keep up."),
                    "daily8 worker",
                ),
            )


def of_failing(failing: Failing) -> Iterator[Concern]:
    """Whether messages were given up, and whether persons wait for a person."""
    if failing.mails:
        words = ngettext("%(count)s mail was given up.", "%(count)s mails were given up.", failing.mails)
        yield Concern(words % {"count": failing.mails}, link=address("work_mail", state="given_up"))
    for hook in failing.hooks:
        yield Concern(
            _("The webhook “%(name)s” is not answered as it should be.") % {"name": hook.name},
            link=reverse("admin:hooks_hook_change", args=[hook.pk]),
        )
    if failing.comments:
        words = ngettext(
            "%(count)s comment waits for a moderator.",
            "%(count)s comments wait for a moderator.",
            failing.comments,
        )
        yield Concern(words % {"count": failing.comments}, link=reverse("moderation"))
    if failing.bans:
        words = ngettext(
            "%(count)s appeal against a ban waits for a moderator.",
            "%(count)s appeals against bans wait for a moderator.",
            failing.bans,
        )
        yield Concern(words % {"count": failing.bans}, link=reverse("moderation"))
    if failing.errors_of_the_day:
        words = ngettext(
            "%(count)s error was logged within a day.",
            "%(count)s errors were logged within a day.",
            failing.errors_of_the_day,
        )
        yield Concern(words % {"count": failing.errors_of_the_day}, link="#errors")


def of_spending(spent: Spent) -> Iterator[Concern]:
    """Whether models do what they are asked for."""
    if spent.failed >= _FEW and spent.failed > spent.calls * _SHARE_OF_CALLS:
        words = ngettext(
            "%(count)s of %(all)s calls of models failed within a day.",
            "%(count)s of %(all)s calls of models failed within a day.",
            spent.failed,
        )
        told = {"count": spent.failed, "all": spent.calls}
        yield Concern(words % told, link=address("assistant_call", outcome__exact="failed"))


def of_room(room: Room, now: datetime) -> Iterator[Concern]:
    """Whether there is room, and a backup."""
    if room.free < _NARROW:
        yield Concern(
            _("Only %(count)s MB are free on the disk.") % {"count": room.free // MEGABYTE},
            way_out=_way_out(
                _("Remove old backups, give it a larger disk, or lower %(command)s."), "DAILY8_PICTURES_MB"
            ),
            urgent=room.free < _FULL,
        )
    way_out = _way_out(_("Let %(command)s run every night."), "daily8 backup")
    if room.backup is None:
        yield Concern(_("No backup was made yet."), way_out=way_out)
    elif now - room.backup > _OLD_BACKUP:
        words = _("The last backup is %(time)s old.") % {"time": timesince(room.backup, now)}
        yield Concern(words, way_out=way_out)


def address(model: str, **filters: str) -> str:
    """Return the address of a list in the admin, narrowed down."""
    return f"{reverse(f'admin:{model}_changelist')}?{urlencode(filters)}"


def _way_out(words: str, command: str) -> str:
    """What to do, with a word that is no language's: it keeps its own direction in both."""
    return words % {"command": f"\N{FIRST STRONG ISOLATE}{command}\N{POP DIRECTIONAL ISOLATE}"}
