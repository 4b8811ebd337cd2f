"""Takes note of what publishers say against being read by machines, each time that it changes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from daily8.engine.reservations import Signal
from daily8.sources.ledger import About, Said, record
from daily8.sources.models import Publisher
from daily8.work.models import PAGES, Version

# What was listened for in one place: where each signal was met, and "" where it was not.
Heard = dict[Signal, str]
# Pages differ: what one of them says stands until for so long none has said it.
STANDS = timedelta(days=7)


def note(heard: Iterable[tuple[int, Heard]], now: datetime) -> int:
    """Take note of what publishers (primary keys) said in some places; return how many lines that gave.

    Where it changed, the ledger says so. A publisher that reserves its texts is left out of all that AI does, and
    is in it again when it reserves them no more, unless an operator decided either.
    """
    told = _by_publisher(heard)
    asked = [pk for pk, own in told.items() if Signal.TDM_FILE in own]
    if asked:
        Publisher.objects.filter(pk__in=asked).update(signals_asked_at=now)
    present = Publisher.objects.filter(pk__in=told).only("signals")
    changed = [one.pk for one in present if _changes(one.signals, told[one.pk], now.date())]
    if not changed:
        return 0
    with transaction.atomic():
        # In one order, so that two workers that note the same publishers wait for each other and never for good.
        publishers = list(Publisher.objects.filter(pk__in=changed).order_by("pk").select_for_update())
        return sum(_note(publisher, told[publisher.pk], now) for publisher in publishers)


def _by_publisher(heard: Iterable[tuple[int, Heard]]) -> dict[int, dict[Signal, str]]:
    """What was heard of each publisher; one place that says it outweighs all that do not."""
    told: dict[int, dict[Signal, str]] = {}
    for pk, signals in heard:
        own = told.setdefault(pk, {})
        for signal, place in signals.items():
            own[signal] = own.get(signal) or place
    return told


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


def _note(publisher: Publisher, told: Heard, now: datetime) -> int:
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
    publisher.save(update_fields=["signals", "ai"])
    return int(follows)
