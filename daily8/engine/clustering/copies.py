"""Which texts are copies of one another, and which of them is the original.

A text is a copy when half of it stands in another that ranks before it, when it took over nearly all of one, or
when two others together make it up. Before ranks the agency's own page, then who credits no agency, then who
published earlier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from daily8.engine.clustering import sketched
from daily8.engine.clustering.sketched import Id, Match, SketchedTexts, Text

# The share of a text that stands in another from which it is a copy, and from which both use agency text.
COPIED = 0.5
SHARED = 0.15

# A text that took over so much of another is its copy, if that is at least so much of the new text.
_TAKEN_WHOLE, _TAKEN_LEAST = 0.8, 0.25
# Two sources make up a merged copy when each gives so much, and both together so much.
_MERGED_EACH, _MERGED_BOTH = 0.25, 0.75
# Of one publisher, texts that resemble each other so much and have the same figures are one text.
_DUPLICATE = 0.9
# Sources that share so much of what the best one shares hold the same text.
_SAME_TEXT = 0.8


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of which another is a copy, and how much of the copy stands in it."""

    original: Id
    containment: float
    same_publisher: bool = False


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A text that was known before and now turns out to be a copy of the new one."""

    id: Id
    containment: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text is to those known: a copy, the original of some, a user of the same agency text as others."""

    copy: Copy | None = None
    overtaken: tuple[Overtaken, ...] = ()
    shares: tuple[Id, ...] = ()


class Copies(SketchedTexts):
    """The texts of the live window, and the copies among them."""

    def find(self, text: Text) -> Copy | None:
        """Return the original of which this text is a copy, if it is one."""
        return self.judge(text).copy

    def judge(self, text: Text) -> Verdict:
        """Return what this text is to those known. It is not added."""
        matches = self.matches(text)
        if duplicate := _duplicate(matches):
            return Verdict(copy=duplicate)
        others = [match for match in matches if not match.same_publisher]
        copy = _copy(text, others)
        return Verdict(
            copy=copy,
            overtaken=() if copy else tuple(_overtaken(text, others)),
            shares=tuple(match.id for match in others if SHARED <= max(match.of_text, match.of_known) < COPIED),
        )


def _duplicate(matches: Iterable[Match]) -> Copy | None:
    """Return the first text of the same publisher that says the same with the same figures."""
    for match in matches:
        if match.same_publisher and match.same_numbers and match.likeness >= _DUPLICATE:
            return Copy(match.id, match.likeness, same_publisher=True)
    return None


def _copy(text: Text, others: Sequence[Match]) -> Copy | None:
    earlier = [match for match in others if match.rank <= sketched.rank(text)]
    sources = [match for match in earlier if _is_copied(match.of_text, match.of_known, match.doubt)]
    if not sources:
        return _merged(earlier)
    most = max(source.shared for source in sources)
    alike = [source for source in sources if source.shared >= _SAME_TEXT * most]
    original = min(alike, key=lambda source: (source.rank, -source.shared))
    return Copy(original.id, original.of_text)


def _merged(earlier: Sequence[Match]) -> Copy | None:
    """Return the better source of a text that two others together make up."""
    parts = sorted((match for match in earlier if match.of_text >= _MERGED_EACH), key=lambda match: -match.shared)
    for second in parts[1:]:
        first = parts[0]
        both = len(np.union1d(first.places, second.places)) / first.shared * first.of_text
        if both >= _MERGED_BOTH:
            return Copy(first.id, first.of_text)
    return None


def _overtaken(text: Text, others: Iterable[Match]) -> Iterable[Overtaken]:
    for match in others:
        if match.rank > sketched.rank(text) and _is_copied(match.of_known, match.of_text, match.doubt):
            yield Overtaken(match.id, match.of_known)


def _is_copied(share: float, rest: float, doubt: float) -> bool:
    """Tell whether a text is a copy, by how much of it stands in the original and how much of that in it."""
    return share >= COPIED + doubt or (rest >= _TAKEN_WHOLE + doubt and share >= _TAKEN_LEAST)
