"""Every spelling of every thing that is known, by what it is compared by."""

from collections.abc import Iterable
from functools import cache

from daily8.engine.tagging import tables
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.names import keys
from daily8.engine.tagging.reading import is_arabic, phrase, written_form
from daily8.engine.tagging.skeletons import close_key, skeleton
from daily8.engine.tagging.things import Kind, Thing

Things = tuple[Thing, ...]

# These are also written with small letters.
ANY_CASE = frozenset({Kind.THEME, Kind.EVENT})
LEAST_WORD = 4
# A name of more words is not recognised by its skeleton.
LONGEST_CLOSE = 3
LEAST_ARABIC = 5
# An Arabic theme without its article must be rarer than this.
MOST_COMMON = 4.2
_LONGEST_ACRONYM = 6


class Gazetteer:
    """Things by their spellings; what several things share gives them all, the first known one first.

    `heads` says, by the first word of spellings, how many words they have, the longest first; `pairs` holds
    the first two of the longer ones, and the second behind a blank; `small` holds the first words of those that
    need no capital.
    """

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.phrases: dict[str, Things] = {}
        self.doubtful: dict[str, Things] = {}
        self.acronyms: dict[str, Things] = {}
        self.heads: dict[str, tuple[int, ...]] = {}
        self.pairs: set[str] = set()
        self.small: set[str] = set()
        # Arabic words as they are written, ta marbuta and all.
        self.written: set[str] = set()
        self.peoples: set[str] = set()
        # The keys of places that are in no table but that of cities.
        self.minor: set[str] = set()
        self.surnames: dict[str, Things] = {}
        self.people: dict[str, Things] = {}
        self.families: set[str] = set()
        # By bones the names that have them.
        self.close: dict[str, tuple[str, ...]] = {}
        # Tens of thousands of spellings stand for one thing each: they share what they lead to.
        self._alone: dict[str, Things] = {}

    def add(self, thing: Thing, spellings: Iterable[str], doubtful: Iterable[str] = ()) -> None:
        """Take in a thing with its spellings; one whose key is known adds its spellings to that."""
        thing = self.things.setdefault(thing.key, thing)
        for spelling in spellings:
            self._write(spelling)
            self._add_spelling(thing, spelling)
        for spelling in doubtful:
            self._write(spelling)
            self._add_doubtful(thing, spelling)

    def _write(self, spelling: str) -> None:
        if spelling and " " not in spelling and is_arabic(spelling):
            self.written.add(written_form(spelling))

    def _put(self, index: dict[str, Things], key: str, thing: Thing) -> None:
        known = index.get(key)
        if known is None:
            index[key] = self._alone.setdefault(thing.key, (thing,))
        elif thing not in known:
            index[key] = (*known, thing)

    def _add_doubtful(self, thing: Thing, spelling: str) -> None:
        if is_acronym(spelling):
            self._put(self.acronyms, spelling, thing)
        elif words := phrase(spelling).split():
            self._put_phrase(self.doubtful, thing, words)

    def _add_spelling(self, thing: Thing, spelling: str) -> None:
        if is_acronym(spelling):
            self._put(self.acronyms, spelling, thing)
        elif len(spelling) == 1:
            self._add_doubtful(thing, spelling)
            return
        words = phrase(spelling).split()
        if not words or (is_acronym(spelling) and not _is_also_a_word(spelling)):
            return
        self._put_phrase(self.phrases, thing, words)
        if thing.kind is Kind.PERSON and len(words) > 1:
            self._add_person(thing, words)
        elif len(words) <= LONGEST_CLOSE:
            self._add_close(thing, " ".join(words))

    def _put_phrase(self, index: dict[str, Things], thing: Thing, words: list[str]) -> None:
        for variant in _variants(thing, words):
            self._put(index, variant, thing)
            begin(self.heads, self.pairs, variant)
            if thing.kind in ANY_CASE:
                self.small.add(variant.split(" ", 1)[0])

    def _add_close(self, thing: Thing, name: str) -> None:
        if thing.kind not in ANY_CASE and (bones := close_key(name)):
            self.close[bones] = (*self.close.get(bones, ()), name)

    def _add_person(self, thing: Thing, words: list[str]) -> None:
        if len(words[-1]) > 2:
            self._put(self.surnames, words[-1], thing)
        self.families.update((skeleton(words[0]), skeleton(words[-1])))
        for key in keys(words, known=True):
            self._put(self.people, key, thing)


def is_acronym(spelling: str) -> bool:
    """Tell whether a spelling is one word in capitals: it is itself only when it is written so."""
    return (
        spelling.isupper() and spelling.isalnum() and spelling.isascii() and 1 < len(spelling) <= _LONGEST_ACRONYM
    )


@cache
def shipped() -> Gazetteer:
    """Return the things that come with daily8."""
    gazetteer, larger = Gazetteer(), set[str]()
    for row in tables.rows():
        gazetteer.add(row.thing, row.spellings, row.doubtful)
        if "country" in row.hints:
            gazetteer.peoples.update(map(phrase, row.spellings))
        if "city" in row.hints and row.thing.key not in larger:
            gazetteer.minor.add(row.thing.key)
        larger.add(row.thing.key)
    return gazetteer


def begin(heads: dict[str, tuple[int, ...]], pairs: set[str], spelling: str) -> None:
    """Note with which words a spelling begins, and which comes second, so that most others are soon ruled out."""
    head, _, tail = spelling.partition(" ")
    count = 1
    if tail:
        count += spelling.count(" ")
        second = tail.partition(" ")[0]
        pairs.update((f"{head} {second}", f" {second}"))
    known = heads.get(head, ())
    if count not in known:
        lengths = tuple(sorted((*known, count), reverse=True))
        heads[head] = _LENGTHS.setdefault(lengths, lengths)


# Tens of thousands of words share a few dozen of these.
_LENGTHS: dict[tuple[int, ...], tuple[int, ...]] = {}


def _is_also_a_word(acronym: str) -> bool:
    """Tell whether an acronym is also written like a name: Nato and Unicef are, Who and Us are not."""
    return len(acronym) >= LEAST_WORD and acronym.isalpha() and not is_common(acronym.lower())


def _variants(thing: Thing, words: list[str]) -> list[str]:
    """Return a name as it may also be written: its last Arabic vowel, the plural and the article of a theme."""
    name, last = " ".join(words), words[-1]
    found = [name]
    if last[-1] in "اه" and len(last) >= LEAST_ARABIC and not last.startswith("ال"):
        other = last[:-1] + ("ه" if last[-1] == "ا" else "ا")
        if len(words) > 1 or not (is_common(other) or is_common("ال" + other)):
            found.append(name[: -len(last)] + other)
    if thing.kind in ANY_CASE:
        if len(words) > 1 and last.isascii():
            found.append(name[:-1] if last[-1] == "s" and last[-2:] != "ss" else name + "s")
        if name.startswith("ال") and len(words) == 1 and not is_common(name[2:], least=MOST_COMMON):
            found.append(name[2:])
    return found
