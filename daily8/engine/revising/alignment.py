"""Which part of an old version became which part of the new one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
# What goes on for more parts is compared as far as this: nobody reads the difference of a book.
_MOST = 400


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of the old version and what it became; None where it went, or came."""

    old: int | None
    new: int | None
    likeness: float


def aligned(old: Sequence[str], new: Sequence[str], *, least: float) -> list[Pair]:
    """Return the parts in pairs, in the order of the new version, with those that went where they stood.

    Equal parts in equal order belong together; of the others those that share most of their words, at least
    `least` of them, wherever they stand. Each part is in one pair.
    """
    old, new = old[:_MOST], new[:_MOST]
    same = _same(old, new)
    left_old = [place for place in range(len(old)) if place not in same.values()]
    left_new = [place for place in range(len(new)) if place not in same]
    changed = _changed(old, new, left_old, left_new, least)
    pairs = [Pair(same[place], place, 1.0) for place in same]
    pairs += [Pair(changed[place][0], place, changed[place][1]) for place in changed]
    pairs += [Pair(None, place, 0.0) for place in left_new if place not in changed]
    became = {pair.old: place for place, pair in enumerate(pairs) if pair.old is not None}
    gone = [Pair(place, None, 0.0) for place in left_old if place not in became]
    pairs.sort(key=lambda pair: pair.new or 0)
    return _with_gone(pairs, gone)


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The place in the old version of each part that is the same in the new one, in the same order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + offset: block.a + offset for block in blocks for offset in range(block.size)}


def _changed(
    old: Sequence[str], new: Sequence[str], left_old: Sequence[int], left_new: Sequence[int], least: float
) -> dict[int, tuple[int, float]]:
    """What each new part was before, and how like it was, the likest first."""
    words_old = {place: _words(old[place]) for place in left_old}
    words_new = {place: _words(new[place]) for place in left_new}
    likes = [
        (_likeness(before_words, after_words), before, after)
        for before, before_words in words_old.items()
        for after, after_words in words_new.items()
    ]
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for likeness, before, after in sorted(likes, key=lambda one: (-one[0], abs(one[1] - one[2]), one[2])):
        if likeness < least:
            break
        if after not in found and before not in taken:
            found[after] = before, likeness
            taken.add(before)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _likeness(first: list[str], second: list[str]) -> float:
    """How much of the longer one stands in the other, in the same order: 0 to 1."""
    if not first or not second:
        return float(first == second)
    # What shares few words in any order shares fewer in the same.
    shared = (Counter(first) & Counter(second)).total() / max(len(first), len(second))
    return float(LCSseq.normalized_similarity(first, second)) if shared >= 0.3 else 0.0


def _with_gone(pairs: list[Pair], gone: Sequence[Pair]) -> list[Pair]:
    """Put each part that went behind the one that it stood behind."""
    for pair in gone:
        before = [place for place, one in enumerate(pairs) if one.old is not None and one.old < (pair.old or 0)]
        pairs.insert(max(before, default=-1) + 1, pair)
    return pairs
