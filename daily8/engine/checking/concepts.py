"""What words mean as far as the check knows it: words that say the same, and words that exclude each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from daily8.engine.checking.lemmas import bare_spellings, spellings
from daily8.engine.words.terms import plain

_HERE = Path(__file__).parent
_REMEMBERED = 40_000


# What one does is what the other suffers.
_CONVERSES = {"win": "lose", "lose": "win", "buy": "sell", "sell": "buy", "give": "get", "get": "give"}


# These are said by no verbs.
_NO_VERBS = frozenset(
    [
        "before",
        "after",
        "first",
        "last",
        "more",
        "less",
        "near",
        "big",
        "new",
        "north",
        "south",
        "east",
        "west",
        "half",
    ]
)


@dataclass(frozen=True, slots=True)
class _Tables:
    by_word: dict[str, frozenset[str]]
    stakes: frozenset[str]
    antonyms: dict[str, frozenset[str]]


@lru_cache(_REMEMBERED)
def concepts(word: str) -> frozenset[str]:
    """Return the concepts that a word stands for; nothing for most words."""
    table = _tables().by_word
    found: frozenset[str] = table.get(plain(word), frozenset())
    if found:
        return found
    whole = [table[form] for form in bare_spellings(word) if form in table]
    # A word that is listed is not one with an ending: رحلة is a journey, not "who left her".
    return frozenset().union(*(whole or (table.get(form, frozenset()) for form in spellings(word))))


def is_at_stake(concept: str) -> bool:
    """Tell whether a concept may stand in a claim only where its source has it."""
    return concept in _tables().stakes


def opposites(concept: str) -> frozenset[str]:
    """Return the concepts that exclude this one."""
    return _tables().antonyms.get(concept, frozenset())


def converses(concept: str) -> frozenset[str]:
    """Return the concepts that tell the same from the other side."""
    return frozenset({_CONVERSES[concept]}) if concept in _CONVERSES else frozenset()


def _lines(name: str) -> Iterator[str]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def _tables() -> _Tables:
    by_word: dict[str, set[str]] = {}
    stakes = set()
    present: list[tuple[str, str]] = []
    for line in _lines("concepts.txt"):
        name, _, words = line.partition(":")
        if name.startswith("!"):
            stakes.add(name.lstrip("!?"))
        for word in words.replace("|", " ").split():
            by_word.setdefault(plain(word), set()).add(name.lstrip("!?"))
            if name.lstrip("?") not in _NO_VERBS:
                present += [(form, name.lstrip("!?")) for form in _present(plain(word))]
    # What is listed as something else is that.
    listed = set(by_word)
    for form, name in present:
        if form not in listed:
            by_word.setdefault(form, set()).add(name)
    return _Tables({word: frozenset(names) for word, names in by_word.items()}, frozenset(stakes), _antonyms())


def _present(word: str) -> list[str]:
    """Return what an Arabic verb is of "she", and in the present of "he" and "she"."""
    if not "\u0620" <= word[0] <= "\u06d3" or not 2 <= len(word) <= 6 or word.startswith(("ال", "ي")):
        return []
    rest = word[1:] if word[0] == "ا" else word
    return [word + "ت", *(beginning + rest for beginning in ("ي", "ت") if beginning != rest[0])]


def _antonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines("antonyms.txt"):
        one, other = line.split()
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}
