"""The clock: feeds, sessions and editions go by it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F

from daily8.engine import http
from daily8.operating.diagnosis.findings import Finding, fail, ok, warn
from daily8.sources.models import Feed
from daily8.work import clock

_WRONG = timedelta(minutes=2)
_ASKED = 3
_SHORT = http.Limits(
    seconds=5.0, redirects=3, raw_bytes=65_536, inflated_bytes=65_536, content_types=(), keep_start=True
)
_SET_IT = "set the clock of this machine (`timedatectl set-ntp true`): feeds and sessions go by it"


def beside_files() -> Iterator[Finding]:
    """Whether the clock went back since something was written."""
    now = clock.now()
    newest = max((path.stat().st_mtime for path in Path(settings.DATA).glob("*") if path.is_file()), default=0)
    written = datetime.fromtimestamp(newest, UTC)
    if written > now + _WRONG:
        yield fail(
            "clock",
            f"it says {now:%Y-%m-%d %H:%M} UTC, but a file in {settings.DATA} is of {written:%Y-%m-%d %H:%M}",
            _SET_IT,
        )
        return
    yield ok("clock", f"{now:%Y-%m-%d %H:%M} UTC, not behind the files in {settings.DATA}")


def beside_others() -> Iterator[Finding]:
    """Whether the clock is that of others: the first publisher that answers says what time it is there."""
    try:
        # PostgreSQL would begin with those that never answered.
        answering = Feed.objects.active().order_by(F("last_success_at").desc(nulls_last=True))
        addresses = list(answering.values_list("url", flat=True)[:_ASKED])
    except DatabaseError:
        return
    for address in addresses:
        try:
            answer = http.get(
                address,
                limits=_SHORT,
                user_agent=settings.USER_AGENT,
                allowed_networks=settings.ALLOW_PRIVATE_NETWORKS,
            )
            there = parsedate_to_datetime(answer.headers.get("date", ""))
        except (http.FetchError, ValueError):
            continue
        yield _compared(there if there.tzinfo else there.replace(tzinfo=UTC), address)
        return
    if addresses:
        yield warn("network", f"none of {len(addresses)} publishers answers", "see whether this machine is online")


def _compared(there: datetime, address: str) -> Finding:
    ahead = clock.now() - there
    if abs(ahead) <= _WRONG:
        return ok("clock of others", f"within {_WRONG.seconds // 60} minutes of {address}")
    way = "ahead of" if ahead > timedelta() else "behind"
    return fail("clock of others", f"{_words(abs(ahead))} {way} that of {address}", _SET_IT)


def _words(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
