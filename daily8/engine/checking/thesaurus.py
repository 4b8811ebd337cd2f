"""Words that may be told with another: thesaurus.txt.

It is wider than `concepts`, which say the same and may contradict: a word there may have several senses.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from daily8.engine.checking.lemmas import bases, spellings
from daily8.engine.words.terms import plain, stem

_FILE = Path(__file__).with_name("thesaurus.txt")
_REMEMBERED = 40_000

Senses = frozenset[int]


@lru_cache(_REMEMBERED)
def senses(word: str) -> Senses:
    """Return the lines that a word stands in, in any form of it."""
    table = _table()
    return frozenset[int]().union(*(table.get(form, frozenset()) for form in _forms(plain(word))))


def senses_of(words: Sequence[str]) -> Senses:
    """Return the lines of all folded words of a sentence, and of two that stand together: "set off"."""
    table = _table()
    pairs = (f"{_base(one)}-{stem(other)}" for one, other in pairwise(words) if not _is_arabic(one))
    found = [senses(word) for word in words]
    return frozenset[int]().union(*found, *(table.get(pair, frozenset()) for pair in pairs))


@cache
def _table() -> dict[str, Senses]:
    found: dict[str, set[int]] = {}
    lines = (line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    for number, line in enumerate(lines):
        for word in line.replace("|", " ").split():
            for form in _listed(word):
                found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _listed(word: str) -> Iterator[str]:
    if "-" in word:
        yield "-".join(stem(plain(part)) for part in word.split("-"))
    else:
        folded = plain(word)
        yield from (folded, stem(folded)) if _is_arabic(folded) else _forms(folded)


def _forms(folded: str) -> frozenset[str]:
    if _is_arabic(folded):
        return spellings(folded) | {stem(folded)}
    return frozenset({folded, _base(folded), stem(folded)})


def _base(folded: str) -> str:
    return stem(bases().get(folded, folded))


def _is_arabic(folded: str) -> bool:
    return "\u0620" <= folded[:1] <= "\u06d3"
