"""Which thing a spelling stands for: the tables, what the archive taught, and what operators decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from daily8.engine.tagging.gazetteer import Gazetteer, Things, begin, shipped
from daily8.engine.tagging.names import keys
from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.skeletons import close_key, skeleton
from daily8.engine.tagging.things import Thing
from daily8.engine.tagging.traits import Sights

# Kadafi and Gaddafi are, Tennessean and Tunisian are not.
_ALIKE = 0.7
_REMEMBERED = 4_000
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Learned:
    """A thing that no table holds, with the spellings that were seen of it."""

    thing: Thing
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What operators decided; it goes before everything else.

    `merged` leads from a key to the key that it is another name of; `spellings` says which key a spelling
    stands for ("" for none); `renamed` holds new names, by key and language; `banned` holds keys that are
    never a hashtag.
    """

    merged: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    banned: frozenset[str] = frozenset()


class Directory:
    """All things by all their spellings. Made in a moment: the tables are read once for all directories.

    `heads` says how many words the spellings have that begin with a folded word, the longest first; `pairs` holds
    the first two words of the longer ones, and the second behind a blank; `sights` is how words look in its light;
    `written` holds the Arabic words that are spellings.
    """

    def __init__(
        self, learned: Iterable[Learned] = (), rules: Rules | None = None, *, tables: Gazetteer | None = None
    ) -> None:
        self._tables = tables or shipped()
        self._rules = rules or Rules()
        self._spellings = {phrase(spelling): key for spelling, key in self._rules.spellings.items()}
        # What is learned joins the words that the tables begin with, in copies of this directory's own.
        self._learned = Gazetteer()
        self.heads = self._learned.heads = dict(self._tables.heads)
        self.pairs = self._learned.pairs = set(self._tables.pairs)
        self._learned.small = set(self._tables.small)
        self.written = self._learned.written = set(self._tables.written)
        self.sights = Sights(self.heads, self._learned.small, self.pairs, self.bearer, self.is_surname)
        # Who the names are that were asked for lately.
        self._persons: dict[str, Thing | None] = {}
        for spelling in self._spellings:
            begin(self.heads, self.pairs, spelling)
        for each in learned:
            self._take(each)

    def learn(self, learned: Learned) -> None:
        """Take in one more thing, or more spellings of one that is known."""
        self._take(learned)
        self.sights.forget()
        self._persons.clear()

    def _take(self, learned: Learned) -> None:
        known = self._tables.things.get(learned.thing.key, learned.thing)
        self._learned.add(known, learned.spellings)

    def thing(self, key: str) -> Thing | None:
        """Return the thing that a key leads to, after merges and new names; None where it is banned or unknown."""
        merged = self._rules.merged
        for _ in range(len(merged)):
            if key not in merged:
                break
            key = merged[key]
        thing = self._tables.things.get(key) or self._learned.things.get(key)
        if not thing or key in self._rules.banned:
            return None
        names = self._rules.renamed.get(key)
        return Thing(key, thing.kind, {**thing.names, **names}) if names else thing

    def ruled(self, thing: Thing) -> Thing | None:
        """Return what the rules make of a thing, which may be new: another one, one of another name, or None."""
        if thing.key in self._rules.banned:
            return None
        known = thing.key in self._rules.merged or thing.key in self._rules.renamed
        return self.thing(thing.key) if known else thing

    def is_void(self, folded: str) -> bool:
        """Tell whether operators decided that a spelling stands for nothing."""
        return self._spellings.get(folded) == ""

    def named(self, folded: str) -> Things | None:
        """Return the things of exactly this folded spelling, the doubtful ones if there are no others."""
        if folded in self._spellings:
            thing = self.thing(self._spellings[folded])
            return (thing,) if thing else ()
        for gazetteer in (self._tables, self._learned):
            if things := gazetteer.phrases.get(folded):
                return things
        return self._tables.doubtful.get(folded)

    def acronym(self, written: str) -> Things | None:
        """Return the things that a word in capitals stands for."""
        return self._tables.acronyms.get(written) or self._learned.acronyms.get(written)

    def doubtful(self, folded: str) -> Things:
        """Return the things that a spelling stands for only in a context, because it is also something else."""
        return () if folded in self._spellings else self._tables.doubtful.get(folded, ())

    def is_doubtful(self, folded: str) -> bool:
        """Tell whether a spelling counts only in a context."""
        return bool(self.doubtful(folded)) and folded not in self._tables.phrases

    def is_people(self, folded: str) -> bool:
        """Tell whether a spelling is a country's, or what its people are called."""
        return folded in self._tables.peoples

    def is_minor(self, key: str) -> bool:
        """Tell whether a place is one of the many towns that are seldom in the news."""
        return key in self._tables.minor

    def is_surname(self, folded: str) -> bool:
        """Tell whether anybody known has a family name."""
        return folded in self._tables.surnames or folded in self._learned.surnames

    def of_surname(self, folded: str) -> Thing | None:
        """Return the only person of a family name."""
        return _only(self._tables.surnames.get(folded) or self._learned.surnames.get(folded))

    def bearer(self, forms: Sequence[str]) -> tuple[Thing, str] | None:
        """Return the only known person whose family name, or nearly so, is a form of a word, and that form."""
        for form in forms:
            if len(form) > _SHORT and (person := self.of_surname(form) or self.close(form)):
                return person, form
        return None

    def person(self, words: Sequence[str]) -> Thing | None:
        """Return the person whose name, in whatever spelling or script, folded words seem to be."""
        name = " ".join(words)
        if name in self._persons:
            return self._persons[name]
        if len(self._persons) >= _REMEMBERED:
            self._persons.clear()
        self._persons[name] = found = self._person(words)
        return found

    def _person(self, words: Sequence[str]) -> Thing | None:
        bones = {skeleton(words[0]), skeleton(words[-1])}
        if bones.isdisjoint(self._tables.families) and bones.isdisjoint(self._learned.families):
            return None
        for key in keys(words):
            found = _only(self._tables.people.get(key)) or _only(self._learned.people.get(key))
            if found:
                return found
        return None

    def close(self, name: str) -> Thing | None:
        """Return the only thing, of a person the family name, that is spelled nearly so."""
        known = self._tables.close.get(close_key(name))
        if not known:
            return None
        alike = [each for each in known if SequenceMatcher(None, name, each).ratio() >= _ALIKE]
        things = {thing.key: thing for each in alike for thing in self._tables.phrases[each]}
        return _only(tuple(things.values()))


def _only(things: Things | None) -> Thing | None:
    return things[0] if things and len(things) == 1 else None
