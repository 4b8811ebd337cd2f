"""What can be said without a model, by ability."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from daily8.assistant.abilities import Ability
from daily8.assistant.answers import answer
from daily8.assistant.checks import checked
from daily8.assistant.comparisons import comparison
from daily8.assistant.explanations import explanation
from daily8.assistant.statements import Said
from daily8.assistant.subjects import Subject
from daily8.assistant.summaries import summary
from daily8.assistant.timelines import timeline

Key = tuple[str, ...]

# A page that waits for a model asks for the same every second; what the archive says may change meanwhile.
_SECONDS, _MOST = 60.0, 500
_REMEMBERED: OrderedDict[Key, tuple[float, Said]] = OrderedDict()
_LOCK = Lock()


def extract(ability: Ability, subject: Subject, *, question: str = "", before: Sequence[str] = ()) -> Said:
    """Return it in the publishers' own words; nothing where it cannot be had without a model."""
    if not subject.texts:
        return Said()
    key = (str(ability), subject.key, subject.revision, subject.language, question, *before)
    said = _remembered(key)
    if said is None:
        said = checked(_made(ability, subject, question, before), subject)
        _remember(key, said)
    return said


def is_at_hand(ability: Ability, subject: Subject, *, question: str, before: Sequence[str]) -> bool:
    """Whether this was asked a moment ago, so that it costs nothing now."""
    key = (str(ability), subject.key, subject.revision, subject.language, question, *before)
    return _remembered(key) is not None


def forget() -> None:
    """Make everything anew."""
    with _LOCK:
        _REMEMBERED.clear()


def _made(ability: Ability, subject: Subject, question: str, before: Sequence[str]) -> Said:
    if ability is Ability.ASK:
        return answer(subject, question, before)
    made = {
        Ability.SUMMARY: summary,
        Ability.EXPLAIN: explanation,
        Ability.TIMELINE: timeline,
        Ability.COMPARE: comparison,
    }.get(ability)
    return made(subject) if made else Said()


def _remembered(key: Key) -> Said | None:
    with _LOCK:
        made_at, said = _REMEMBERED.get(key, (0.0, None))
    return said if said is not None and time.monotonic() - made_at < _SECONDS else None


def _remember(key: Key, said: Said) -> None:
    with _LOCK:
        _REMEMBERED[key] = (time.monotonic(), said)
        _REMEMBERED.move_to_end(key)
        while len(_REMEMBERED) > _MOST:
            _REMEMBERED.popitem(last=False)
