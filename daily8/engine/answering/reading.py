"""A sentence as it is searched: its words, and by what each is found in other forms and the other language."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from daily8.engine.answering import lists
from daily8.engine.checking.concepts import concepts
from daily8.engine.checking.lemmas import keys
from daily8.engine.summarizing.trimming import trimmed
from daily8.engine.tagging import Directory
from daily8.engine.tagging.commonness import frequencies, rarity
from daily8.engine.tagging.names import is_given_name
from daily8.engine.tagging.reading import arabic_forms, without_article
from daily8.engine.tagging.skeletons import skeleton
from daily8.engine.tagging.things import Kind
from daily8.engine.words.terms import plain, stem

_WORD = re.compile(
    r"\d+(?:[.,٬٫:]\d+)*|[^\W\d_](?:[^\W_]|[\u064b-\u0652\u0670\u0640]|[’'.](?=[^\W\d_]))*|[$€£¥%٪]"
)
_LEAST_BONES, _FEW_BONES = 4, 3
_REMEMBERED, _REMEMBERED_SENTENCES = 20_000, 2_000
# What is behind this in one sentence is no sentence any more.
_LONGEST = 2_000
# A number of people is no number of inhabitants.
_ANYBODY = "@person"
# A word more common than this is nobody's name in Arabic, which has no capital letters.
_NAME = 4.3
_MOST_WEIGHT, _EVERYDAY = 4.5, 0.5
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence; `marks` is the comma, quotation mark or bracket before it."""

    text: str
    plain: str
    start: int
    end: int
    marks: str

    @property
    def keys(self) -> frozenset[str]:
        """What other words must share to be this word, or to mean the same."""
        return keys_of(self.text)

    @property
    def is_number(self) -> bool:
        """Whether it counts something, in digits or in letters."""
        return is_number(self.plain)

    @property
    def is_year(self) -> bool:
        """Whether it looks like a year."""
        return _YEAR.fullmatch(self.plain) is not None

    @property
    def is_large(self) -> bool:
        """Whether it is written with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_arabic(self) -> bool:
        """Whether it is written in Arabic letters."""
        return is_arabic(self.text)


@lru_cache(_REMEMBERED_SENTENCES)
def read(sentence: str) -> tuple[Word, ...]:
    """Return the words of a sentence in their order."""
    found = []
    last = 0
    for match in _WORD.finditer(sentence):
        text = match[0].rstrip(".'’")
        found.append(
            Word(text, plain(text), match.start(), match.start() + len(text), sentence[last : match.start()])
        )
        last = match.end()
    return tuple(found)


def body(sentence: str) -> str:
    """Return what is read of an article's sentence: all but the place and day that agencies put before it."""
    return trimmed(sentence)[:_LONGEST]


@lru_cache(_REMEMBERED)
def keys_of(word: str) -> frozenset[str]:
    """Return what a word is found by: its stems, what it means, and the thing that it names."""
    folded = plain(word)
    found = set(keys(word)) - {""}
    if folded not in lists.FALSE_FRIENDS:
        found |= {"@" + concept for concept in concepts(word)}
    found |= {"'" + form for form in _forms(folded)}
    found.discard(_ANYBODY)
    found |= {"@" + meaning for form in _forms(folded) for meaning in lists.meanings().get(form, ())}
    return frozenset(found)


@lru_cache(_REMEMBERED)
def names_of(word: str) -> frozenset[str]:
    """Return what a name is found by in the other script: its consonants, and the thing that the tables know."""
    folded = plain(word)
    found = {
        "=" + thing.key
        for form in _forms(folded)
        for thing in directory().named(form) or ()
        if thing.kind is not Kind.THEME
    }
    is_name = frequencies().get(folded, 0.0) < _NAME if is_arabic(word) else word[0].isupper()
    if is_name:
        # Few consonants tell little, but of a word that no table knows.
        least = _FEW_BONES if folded not in frequencies() else _LEAST_BONES
        found |= {"~" + bones for form in _forms(folded) if len(bones := skeleton(form)) >= least}
    return frozenset(found)


def _forms(folded: str) -> list[str]:
    if not is_arabic(folded):
        return [folded]
    forms = arabic_forms(folded)
    return [*forms, *without_article(forms), stem(folded)]


@lru_cache(_REMEMBERED)
def weight(word: str) -> float:
    """Return how much a word tells: nothing for an everyday one, five for a rare one."""
    folded = plain(word)
    if folded in lists.LIGHT or (folded.startswith("و") and folded[1:] in lists.LIGHT):
        return 0.0
    return max(0.0, min(_MOST_WEIGHT, min(rarity(form) for form in (*_forms(folded), stem(folded))) - _EVERYDAY))


def is_number(folded: str) -> bool:
    """Tell whether a folded word is a number."""
    return folded[:1].isdigit() or folded in lists.NUMBERS or folded.removeprefix("و") in lists.NUMBERS


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return "\u0620" <= word[:1] <= "\u06d3"


@lru_cache(_REMEMBERED)
def is_place(word: str) -> bool:
    """Tell whether a word alone is the name of a place that the tables know."""
    return any(
        thing.kind is Kind.PLACE
        for form in _forms(plain(word))
        if len(form) > 2
        for thing in directory().named(form) or ()
    )


@lru_cache(_REMEMBERED)
def is_first_name(word: str) -> bool:
    """Tell whether a word is somebody's given name."""
    return any(is_given_name(form) for form in (plain(word), *arabic_forms(plain(word))) if len(form) > 2)


@lru_cache(_REMEMBERED)
def is_unheard(word: str) -> bool:
    """Tell whether no table knows an Arabic word in any form, as of names from elsewhere."""
    known = frequencies()
    return is_arabic(word) and not any(form in known for form in (*_forms(plain(word)), *keys(word)))


@cache
def directory() -> Directory:
    """Return the things of the tables."""
    return Directory()
