"""Which of the things that an article names are its hashtags, the most telling first."""

from collections.abc import Sequence
from math import log2
from pathlib import Path

from daily8.engine.tagging.found import Found
from daily8.engine.tagging.things import Kind

MOST = 8
LEAST = 3
# What is told by less than this share of the best is left out, as long as there are enough.
LEAST_SHARE = 0.25

_KINDS = {Kind.EVENT: 1.1, Kind.PERSON: 1.0, Kind.ORGANISATION: 0.9, Kind.THEME: 0.8, Kind.PLACE: 0.75}
_IN_TITLE = 1.0
_EARLY = 0.6
_OFTEN = 0.35
# What is unsure counts less as long as it is not said so often.
_UNSURE = 0.6
_SURE = 2
# A place that is only said in the name of an organisation.
_NESTED = 0.6
# Whoever brings the news is seldom what it is about.
_CREDITS = frozenset((Path(__file__).parent / "words/credits.txt").read_text(encoding="utf-8").splitlines())


def weigh(found: Found, length: int) -> float:
    """Return how much a thing tells of an article whose text has so many characters."""
    count = len(found.mentions)
    early = 1 - min(found.mentions, default=(length, length))[0] / max(length, 1)
    weight = _OFTEN * log2(1 + count) + _EARLY * early + (_IN_TITLE if found.title_mentions else 0)
    if found.thing.key in _CREDITS and not found.title_mentions:
        return 0.1 * weight
    if count < _SURE and not found.title_mentions and _is_unsure(found):
        weight *= _UNSURE
    return weight * _KINDS[found.thing.kind] * (_NESTED if found.nested else 1)


def _is_unsure(found: Found) -> bool:
    """Tell whether a single mention of a thing says little: a theme, or an organisation that nothing knows."""
    if found.known:
        return found.thing.kind is Kind.THEME
    return found.thing.kind is not Kind.PERSON or " " not in found.thing.key


def choose(weighed: Sequence[tuple[Found, float]]) -> list[tuple[Found, float]]:
    """Return at most eight, the most telling first; more than three only when each tells enough."""
    ranked = sorted(weighed, key=lambda pair: (-pair[1], pair[0].thing.key))[:MOST]
    least = ranked[0][1] * LEAST_SHARE if ranked else 0.0
    return [pair for place, pair in enumerate(ranked) if place < LEAST or pair[1] >= least]
