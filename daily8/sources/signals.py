"""Takes note of what publishers say against being read by machines, each time that it changes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from daily8.engine.reservations import Signal
from daily8.sources.ledger import About, Said, record
from daily8.sources.models import Publisher
from daily8.work.models import PAGES, Version

# What was listened for in one place: where each signal was met, and "" where it was not.
Heard = dict[Signal, str]
# Whether tdmrep.json files reserve what their hosts have, by their addresses.
Files = dict[str, bool]
# Pages differ: what one of them says stands until for so long none has said it.
STANDS = timedelta(days=7)
# Some publishers have a host for each of their authors.
_MOST_HOSTS = 50


def note(heard: Iterable[tuple[int, Heard, Files]], now: datetime) -> int:
    """Take note of what publishers (primary keys) said in some places; return how many lines that gave.

    Where it changed, the ledger says so. A publisher that reserves its texts is left out of all that AI does, and
    is in it again when it reserves them no more, unless an operator decided either.
    """
    told, files = _by_publisher(heard)
    present = Publisher.objects.filter(pk__in=told).only("signals")
    changed = [one.pk for one in present if files[one.pk] or _changes(one.signals, told[one.pk], now.date())]
    if not changed:
        return 0
    with transaction.atomic():
        # All of them at first and in one order, so that two workers that note the same publishers wait for each
        # other and never for good; those that only name a publisher need not wait.
        rows = Publisher.objects.filter(pk__in=changed).order_by("pk").select_for_update(no_key=True)
        return sum(_note(publisher, told[publisher.pk], files[publisher.pk], now) for publisher in list(rows))


def answered_at(publisher: Publisher, place: str) -> datetime | None:
    """Return when this tdmrep.json was last heard."""
    known = publisher.tdm_files.get(place)
    return datetime.fromisoformat(known["at"]) if known else None


def _by_publisher(heard: Iterable[tuple[int, Heard, Files]]) -> tuple[dict[int, Heard], dict[int, Files]]:
    """What was heard of each publisher; one place that says it outweighs all that do not."""
    told: dict[int, Heard] = {}
    files: dict[int, Files] = {}
    for pk, signals, said in heard:
        own = told.setdefault(pk, {})
        for signal, place in signals.items():
            own[signal] = own.get(signal) or place
        files.setdefault(pk, {}).update(said)
    return told, files


def _of_hosts(publisher: Publisher, files: Files, now: datetime) -> Heard:
    """Keep what files say; return what all of them say of the publisher, if anything was heard.

    One host's word stands until that host takes it back: what another one says is about other pages.
    """
    if not files:
        return {}
    heard = {place: {"at": now.isoformat(), "reserved": said} for place, said in files.items()}
    latest = sorted({**publisher.tdm_files, **heard}.items(), key=_weight, reverse=True)
    publisher.tdm_files = dict(latest[:_MOST_HOSTS])
    reserving = [place for place, said in files.items() if said]
    if not reserving and any(one["reserved"] for one in publisher.tdm_files.values()):
        return {}
    return {Signal.TDM_FILE: reserving[0] if reserving else ""}


def _weight(file: tuple[str, dict[str, Any]]) -> tuple[bool, str]:
    """The files that reserve are kept before others, then those heard last."""
    return file[1]["reserved"], file[1]["at"]


def _changes(standing: Mapping[str, str], told: Heard, today: date) -> list[tuple[Signal, bool]]:
    """Which signals are to be kept with this day, and which are to be dropped (False)."""
    changes = []
    for signal, place in told.items():
        last = standing.get(signal.value)
        if place and last != today.isoformat():
            changes.append((signal, True))
        elif not place and last and date.fromisoformat(last) <= today - STANDS:
            changes.append((signal, False))
    return changes


def _note(publisher: Publisher, told: Heard, files: Files, now: datetime) -> int:
    told = told | _of_hosts(publisher, files, now)
    lines = 0
    for signal, said in _changes(publisher.signals, told, now.date()):
        is_new = signal.value not in publisher.signals
        if said:
            publisher.signals[signal.value] = now.date().isoformat()
        else:
            del publisher.signals[signal.value]
        if is_new or not said:
            what = Said.RESERVED if said else Said.LIFTED
            record(publisher, About(signal.value), what, at=now, place=told[signal])
            lines += 1
    return lines + _settle(publisher, now)


def _settle(publisher: Publisher, now: datetime) -> int:
    """Keep AI away from a publisher that reserves its texts, where no operator decided."""
    follows = not publisher.ai_decided and publisher.ai == publisher.reserved
    if follows:
        publisher.ai = not publisher.reserved
        record(publisher, About.AI, Said.YES if publisher.ai else Said.NO, at=now)
        Version.bump(PAGES)
    publisher.save(update_fields=["signals", "tdm_files", "ai"])
    return int(follows)
