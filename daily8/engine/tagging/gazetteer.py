"""Every spelling of every thing that is known, by what it is compared by."""

from collections.abc import Iterable
from functools import cache

from daily8.engine.tagging import tables
from daily8.engine.tagging.names import ends, own_key, shared_key, strength
from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.skeletons import close_skeleton
from daily8.engine.tagging.things import Kind, Thing

Things = tuple[Thing, ...]

# These are also written with small letters.
ANY_CASE = frozenset({Kind.THEME, Kind.EVENT})
# A name is recognised by the skeletons of its parts when so many letters are left.
LEAST_STRENGTH = 5
# A single word is recognised by its skeleton when so many letters are left.
LEAST_CLOSE = 4
_LONGEST_ACRONYM = 6


class Gazetteer:
    """Things by their spellings; what several things share gives them all, the first known one first.

    `heads` says, by the first word of spellings, how many words they have, the longest first; `small` holds the
    first words of those that need no capital.
    """

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.phrases: dict[str, Things] = {}
        self.acronyms: dict[str, Things] = {}
        self.heads: dict[str, tuple[int, ...]] = {}
        self.small: set[str] = set()
        self.doubtful: set[str] = set()
        self.surnames: dict[str, Things] = {}
        self.people: dict[str, Things] = {}
        self.close: dict[str, Things] = {}

    def add(self, thing: Thing, spellings: Iterable[str], doubtful: Iterable[str] = ()) -> None:
        """Take in a thing with its spellings; one whose key is known adds its spellings to that."""
        thing = self.things.setdefault(thing.key, thing)
        self.doubtful.update(map(phrase, doubtful))
        for spelling in spellings:
            self._add_spelling(thing, spelling)

    def _add_spelling(self, thing: Thing, spelling: str) -> None:
        if is_acronym(spelling):
            _put(self.acronyms, spelling, thing)
            return
        words = phrase(spelling).split()
        if not words:
            return
        for variant in _endings(words):
            _put(self.phrases, variant, thing)
            put_head(self.heads, variant)
        if thing.kind in ANY_CASE:
            self.small.add(words[0])
        if len(words) == 1:
            self._add_close(thing, words[0])
        elif thing.kind is Kind.PERSON:
            self._add_person(thing, words)

    def _add_close(self, thing: Thing, word: str) -> None:
        if thing.kind is not Kind.THEME and len(bones := close_skeleton(word)) >= LEAST_CLOSE:
            _put(self.close, bones, thing)

    def _add_person(self, thing: Thing, words: list[str]) -> None:
        if len(words[-1]) > 2:
            _put(self.surnames, words[-1], thing)
        for name in filter(None, (words, ends(words))):
            for key in {own_key(name), shared_key(name)}:
                if "~" not in key or strength(key) >= LEAST_STRENGTH:
                    _put(self.people, key, thing)


def is_acronym(spelling: str) -> bool:
    """Tell whether a spelling is one word in capitals: it is itself only when it is written so."""
    return (
        spelling.isupper() and spelling.isalnum() and spelling.isascii() and 1 < len(spelling) <= _LONGEST_ACRONYM
    )


@cache
def shipped() -> Gazetteer:
    """Return the things that come with daily8."""
    gazetteer = Gazetteer()
    for row in tables.rows():
        gazetteer.add(row.thing, row.spellings, row.doubtful)
    return gazetteer


def put_head(heads: dict[str, tuple[int, ...]], spelling: str) -> None:
    """Note how many words a spelling has under its first word."""
    head, count = spelling.split(" ", 1)[0], spelling.count(" ") + 1
    known = heads.get(head, ())
    if count not in known:
        heads[head] = _LENGTHS.setdefault(lengths := tuple(sorted({*known, count}, reverse=True)), lengths)


# Tens of thousands of words share a few dozen of these.
_LENGTHS: dict[tuple[int, ...], tuple[int, ...]] = {}


def _put(index: dict[str, Things], key: str, thing: Thing) -> None:
    known = index.get(key, ())
    if thing not in known:
        index[key] = (*known, thing)


def _endings(words: list[str]) -> list[str]:
    """Return a name, and an Arabic one also with the other letter for its last open vowel."""
    name = " ".join(words)
    last = words[-1]
    if len(last) >= 5 and last[-1] in "اه" and last[0] > "\u0600":
        return [name, name[:-1] + ("ه" if last[-1] == "ا" else "ا")]
    return [name]
