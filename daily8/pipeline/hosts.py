"""What workers on many machines tell each other of hosts: who rests until when, and who is to be asked slowly."""

import contextlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from daily8.engine.http import AddressRefused
from daily8.pipeline.tools import Tools
from daily8.sources.models import HostNote
from daily8.work import rows as rows_at_once

_FIELDS = ("host", "resting_until", "reason", "pace", "noted_at")
# A host that complained once is asked slowly for so long.
REMEMBERED = timedelta(days=1)


def hear(tools: Tools, rows: Iterable[Any], now: datetime) -> None:
    """Take note of what other workers were told by the hosts of these rows."""
    addresses = _addresses(rows)
    for note in HostNote.objects.filter(host__in=addresses, noted_at__gt=now - REMEMBERED):
        url = addresses[note.host]
        if note.resting_until and note.resting_until > now:
            tools.resting.rest(url, note.resting_until, note.reason)
        if note.pace:
            with contextlib.suppress(AddressRefused):
                tools.client.pace(url, seconds=note.pace)


def tell(tools: Tools, rows: Iterable[Any], now: datetime) -> None:
    """Leave word of what the hosts of these rows told this worker, where they told anything."""
    notes = []
    for host, url in _addresses(rows).items():
        until, reason = tools.resting.until(url, now) or (None, "")
        pace = _pace(tools, url)
        if until or pace:
            notes.append((host, until, reason, pace, now))
    rows_at_once.insert(HostNote, _FIELDS, notes, replace=("host",))


def forget(now: datetime) -> None:
    """Drop what was said long ago."""
    HostNote.objects.filter(noted_at__lte=now - REMEMBERED).delete()


def _pace(tools: Tools, url: str) -> float:
    try:
        return tools.client.slowed(url)
    except AddressRefused:
        return 0.0


def _addresses(rows: Iterable[Any]) -> dict[str, str]:
    """An address at each host of the rows; a name that is too long for one is left out."""
    found = {urlsplit(row.url).netloc.lower(): row.url for row in rows}
    return {host: url for host, url in found.items() if 0 < len(host) <= HostNote.LONGEST}
