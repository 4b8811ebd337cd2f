"""Makes a call and notes what came of it, on the call and on its hook."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from daily8.engine import http
from daily8.hooks import signing
from daily8.hooks.models import Call, Hook

logger = logging.getLogger(__name__)
# What was not taken for so long is given up; an operator can have it sent again.
TRIED = timedelta(days=1)
_LIMITS = http.Limits(
    seconds=15.0, redirects=0, raw_bytes=65_536, inflated_bytes=65_536, content_types=(), keep_start=True
)
_TAKEN = range(200, 300)
_GONE = 410
# The answer says when to come back.
_LATER = (429, 503)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a hook answered, in words; one that is `gone` wants no call ever again."""

    taken: bool
    words: str
    gone: bool = False
    not_before: datetime | None = None


def call(row: Call, body: bytes, now: datetime) -> Outcome:
    """Hand a call in; whatever goes wrong is an outcome. For a thread."""
    named = {
        "Content-Type": "application/json",
        **signing.headers(row.hook.secret, id=row.token, body=body, now=now),
    }
    try:
        response = http.deliver(
            row.hook.url,
            body,
            headers=named,
            limits=_LIMITS,
            user_agent=settings.USER_AGENT,
            allowed_networks=settings.HOOK_NETWORKS,
        )
    except http.FetchError as error:
        return Outcome(taken=False, words=str(error))
    return _outcome(response, now)


def _outcome(response: http.Response, now: datetime) -> Outcome:
    status = response.status
    if status in _TAKEN:
        return Outcome(taken=True, words=f"it answers {status}")
    if status == _GONE:
        return Outcome(taken=False, words="it answers 410: it wants to be called no more", gone=True)
    if 300 <= status < 400:
        return Outcome(taken=False, words=f"it answers {status}: redirects are not followed, give the new address")
    later = http.retry_after(response.headers, now=now) if status in _LATER else None
    return Outcome(taken=False, words=f"it answers {status}", not_before=later)


def note(row: Call, outcome: Outcome, now: datetime) -> None:
    """Change a call and its hook, unsaved, by what came of it: sent, to be tried again, or given up."""
    row.answer = outcome.words[:500]
    if outcome.taken:
        row.arrive(now)
        row.hook.answered(now, outcome.words)
        return
    logger.warning("hook %s did not take %s: %s", row.hook, row, outcome.words)
    row.hook.refused(now, outcome.words, gone=outcome.gone)
    last = row.written_at + TRIED
    if row.hook.active and now < last:
        row.fail(outcome.words, now=now, not_before=outcome.not_before)
        # Once more when the day is over, however long the pause would be.
        row.due_at = min(row.due_at or last, last)
    else:
        row.give_up(outcome.words)


def keep(hook: Hook) -> None:
    """Keep what was noted of a hook, but for what an operator changed meanwhile."""
    fields = {name: getattr(hook, name) for name in hook.NOTED_FIELDS if name not in ("active", "off_because")}
    Hook.objects.filter(pk=hook.pk).update(**fields)
    if not hook.active:
        Hook.objects.filter(pk=hook.pk, url=hook.url, active=True).update(
            active=False, off_because=hook.off_because
        )
        # Nobody would take them.
        waiting = Call.objects.filter(hook=hook).waiting()
        waiting.update(
            due_at=None, claimed_by="", claimed_until=None, answer=f"the hook is off: {hook.off_because}"[:500]
        )
