"""The sentences that a claim is checked against, read once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import sqrt

from daily8.engine.checking import words
from daily8.engine.checking.directory import directory
from daily8.engine.checking.facts import bare_forms, word
from daily8.engine.checking.multitudes import is_part, is_share, meant
from daily8.engine.checking.reading import Reading, Token, is_unknown, mark_names, read
from daily8.engine.checking.thesaurus import Senses, senses_of
from daily8.engine.checking.words import is_place_noun
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.finding import find
from daily8.engine.tagging.names import is_given_name
from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.skeletons import skeleton
from daily8.engine.tagging.things import Kind
from daily8.engine.words.terms import plain

# Where a word stands: the number of its sentence and its place in it.
Place = tuple[int, int]
_EVERYDAY, _SELDOM = 4.0, 3.8
_LONGEST_INITIALS = 6
_ARABIC = re.compile("[\u0620-\u064a]")
_LATIN = re.compile("[A-Za-z]")
_SPELLED = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[\"“”«»%$€£]")
_QUOTED = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][^\W_]+")
_MOST_CHARACTERS = 400_000
# As much of a sentence is read; longer ones are no sentences.
_LONGEST_SENTENCE = 1_500
# A word that stands more often in one sentence says no more by that.
_MOST_IN_ONE = 8


class Source:
    """Sentences with their words, and where each word stands."""

    def __init__(self, sentences: Sequence[str], language: str) -> None:
        text = "\n".join(sentences)[:_MOST_CHARACTERS]
        self.language = language
        self.arabic = is_arabic(text)
        self.names, self.places, self.people = named(text, language)
        self.readings = [read(sentence, language, self.names) for sentence in _readable(sentences)]
        if self.arabic:
            self._repeat_names()
        for reading in self.readings:
            _tell_deaths(reading)
        self._whole = {written(sentence): number for number, sentence in enumerate(sentences)}
        self.index: dict[str, list[Place]] = {}
        self._found: dict[tuple[frozenset[str], str], list[Place]] = {}
        # Where words of quotations stand, as far as that was asked.
        self.quoted: dict[str, list[int]] = {}
        self._owners: dict[frozenset[str], frozenset[int]] = {}
        self._senses: dict[int, Senses] = {}
        self._neighbours: set[tuple[str, str]] = set()
        for place, token in self._tokens():
            for key in token.keys if token.weight else ():
                places = self.index.setdefault(key, [])
                if len(places) < _MOST_IN_ONE or places[-_MOST_IN_ONE][0] != place[0]:
                    places.append(place)
        for reading in self.readings:
            for one, other in pairwise(reading.tokens):
                self._neighbours.update((form, other.plain) for form in {one.plain, *_bare(one)})
        self.central = self._central()
        self.named = frozenset(token.plain for _, token in self._tokens() if token.name)
        self.numbers = frozenset(token.number for _, token in self._tokens() if token.number is not None)

    @cached_property
    def spelled(self) -> list[str]:
        """The folded words of each sentence, between blanks."""
        return [f" {spelled(reading.text)} " for reading in self.readings]

    @cached_property
    def keys(self) -> list[frozenset[str]]:
        """What the words of each sentence are compared by."""
        return [frozenset(key for token in reading.tokens for key in token.keys) for reading in self.readings]

    def senses(self, number: int) -> Senses:
        """Return what the words of a sentence mean in the thesaurus."""
        if number not in self._senses:
            self._senses[number] = senses_of([token.plain for token in self.readings[number].tokens])
        return self._senses[number]

    @cached_property
    def located(self) -> frozenset[str]:
        """The folded words that stand behind "the town of" anywhere, or rare ones behind "in"."""
        found = set()
        for reading in self.readings:
            for before, token in pairwise(reading.tokens):
                led = before.plain == "في" and not token.concepts and not token.plain.startswith("ال")
                rare = led and not token.plain.endswith(("ه", "ها")) and not is_common(token.plain, least=_SELDOM)
                if token.weight and (is_place_noun(before.plain.removeprefix("ال")) or rare):
                    found.add(token.plain)
        return frozenset(found)

    @cached_property
    def bones(self) -> dict[str, set[int]]:
        """The sentences that have words with the same consonants."""
        found: dict[str, set[int]] = defaultdict(set)
        for (number, _), token in self._tokens():
            if not token.stop and token.plain:
                found[skeleton(token.plain)].add(number)
        return found

    @cached_property
    def things(self) -> dict[str, set[int]]:
        """The sentences that have a name of a thing that the tables know, by its key."""
        found: dict[str, set[int]] = defaultdict(set)
        for (number, _), token in self._tokens():
            for thing in () if token.stop or not token.plain else directory().named(token.plain) or ():
                found[thing.key].add(number)
        for number, reading in enumerate(self.readings):
            for each in find("", reading.text, "", directory()):
                found[each.thing.key].add(number)
        return found

    def _repeat_names(self) -> None:
        """Let a word that is a name once, behind "the company" say, be one wherever it stands."""
        found = {token.plain for _, token in self._tokens() if token.name and not token.concepts}
        counts = Counter(token.plain for _, token in self._tokens() if is_unknown(token))
        found |= {word for word, count in counts.items() if count > 1}
        self.names = self.names | found
        for reading in self.readings:
            mark_names(reading.tokens, self.names)

    def know_forms(self, claim: Reading) -> None:
        """Let a word of a claim that looks like a name be none where the source has it in another form."""
        for token in claim.tokens:
            if not token.name or any(key in self.index for key in token.keys):
                continue
            own = word(token.text).keys
            # A given name is one unless it is the same word but for what is attached to it.
            telling = [key for key in own if key[0] not in "=&" and (key[0] != "~" or not _may_be_given(token))]
            if any(key in self.index for key in telling):
                token.name = token.rare = False
                token.keys = own

    def know_numbers(self, claim: Reading) -> None:
        """Let "more than a hundred", "hundreds" and "a third" say the same as numbers that they can mean here.

        A number counts the same thing, or, for a part of a whole, it is so many per cent.
        """
        for place, token in enumerate(claim.tokens):
            if token.number is None or not token.weight or f"#{token.number}" in self.index:
                continue
            token.keys = token.keys | set(self._meant(claim.tokens, place))

    def _meant(self, claim: Sequence[Token], place: int) -> Iterator[str]:
        """Yield the numbers of the source that one of a claim can mean, as keys."""
        between, part = meant(claim, place), is_part(claim[place])
        if between is None and not part:
            return
        thing = next((each for each in claim[place + 1 : place + 6] if each.weight), claim[place])
        for reading, keys in zip(self.readings, self.keys, strict=True):
            same = not thing.keys.isdisjoint(keys)
            for at, each in enumerate(reading.tokens):
                if each.number is None or each.dated:
                    continue
                if (same and between and between[0] <= each.number <= between[1]) or (
                    part and is_share(claim[place], reading.tokens, at)
                ):
                    yield f"#{each.number}"

    def _tokens(self) -> Iterator[tuple[Place, Token]]:
        for number, reading in enumerate(self.readings):
            for place, token in enumerate(reading.tokens):
                yield (number, place), token

    def _central(self) -> frozenset[str]:
        """Return the words of the names that the first sentences have and that most sentences speak of."""
        counts = Counter(token.plain for _, token in self._tokens() if token.name)
        first = {token.plain for reading in self.readings[:2] for token in reading.tokens if token.name}
        most = max((counts[word] for word in first), default=0)
        return frozenset(word for word in first if counts[word] >= max(1, most / 2))

    def token(self, place: Place) -> Token:
        """Return the word that stands at a place."""
        return self.readings[place[0]].tokens[place[1]]

    def where(self, token: Token) -> list[Place]:
        """Return all places of words that say the same as one of a claim."""
        asked = token.keys, token.plain if token.text.isupper() else ""
        if asked not in self._found:
            self._found[asked] = self._places(token)
        return self._found[asked]

    def _places(self, token: Token) -> list[Place]:
        found = {place for key in token.keys for place in self.index.get(key, ())}
        if not found and token.text.isupper() and 2 <= len(token.text) <= _LONGEST_INITIALS:
            found = set(self._with_initials(token.plain))
        return sorted(found)

    def _with_initials(self, letters: str) -> Iterator[Place]:
        """Yield where names begin whose words have these initials."""
        for number, reading in enumerate(self.readings):
            initials = "".join(token.plain[:1] if token.name else " " for token in reading.tokens)
            if (at := initials.find(letters)) >= 0:
                yield number, at

    def verbatim(self, claim: str) -> int | None:
        """Return the number of the sentence that a claim repeats word for word."""
        return self._whole.get(written(claim))

    def are_neighbours(self, one: Token, other: Token) -> bool:
        """Tell whether two words stand side by side anywhere."""
        return any((form, other.plain) in self._neighbours for form in (one.plain, *_bare(one)))

    def sentences_of(self, token: Token) -> frozenset[int]:
        """Return the numbers of all sentences that have what says the same as a word."""
        if token.keys not in self._owners:
            self._owners[token.keys] = frozenset(number for number, _ in self.where(token))
        return self._owners[token.keys]

    def rarity(self, token: Token) -> float:
        """Return how telling a word is here: 1 for what one sentence has, less for what many have."""
        return 1.0 / sqrt(max(1, len(self.sentences_of(token))))


def _may_be_given(token: Token) -> bool:
    return any(is_given_name(form) or directory().named(form) for form in bare_forms(token.plain))


def _bare(token: Token) -> list[str]:
    """Return an Arabic word with and without a preposition attached to it."""
    return bare_forms(token.plain) if token.plain[:1] in ("ب", "ل", "و") else []


def _tell_deaths(reading: Reading) -> None:
    """Let who was killed have died, and who died in a fire be killed by it; of others who died nobody knows."""
    tokens = reading.tokens
    deadly = any({token.plain.removeprefix("ال"), *_bare(token)} & words.DEADLY for token in tokens)
    for place, token in enumerate(tokens):
        before = [each.plain for each in tokens[max(0, place - 2) : place]]
        if "kill" in token.concepts:
            token.keys = token.keys | {"=die"}
        # Of whom nobody died nobody was killed; who was crushed to death was killed.
        elif "die" in token.concepts and (deadly or before[-1:] == ["to"] or not words.NONE.isdisjoint(before)):
            token.keys = token.keys | {"=kill"}


def _readable(sentences: Sequence[str]) -> Iterator[str]:
    """Yield what is read of each sentence; nothing of those past the most that is read at all."""
    room = _MOST_CHARACTERS
    for sentence in sentences:
        yield sentence[: min(_LONGEST_SENTENCE, max(0, room))]
        room -= len(sentence)


def spelled(text: str) -> str:
    """Return the folded words of a text, which are compared with those of a quotation."""
    return " ".join(map(plain, _QUOTED.findall(text)))


def written(text: str) -> str:
    """Return the words of a text and the signs of its quotations, to tell whether two are the same."""
    return " ".join(_SPELLED.findall(text))


def is_arabic(text: str) -> bool:
    """Tell whether a text has more Arabic letters than Latin ones."""
    return len(_ARABIC.findall(text[:2000])) > len(_LATIN.findall(text[:2000]))


def named(text: str, language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the folded words of all names in a text, those of its places, and those of its people."""
    names: set[str] = set()
    places: set[str] = set()
    people: set[str] = set()
    spoken = "ar" if is_arabic(text) else language
    for found in find("", text, spoken, directory()):
        # A given name has no article: what has one before a name is what somebody is.
        parts = [phrase(spelling).split() for spelling in found.spellings]
        person = found.thing.kind is Kind.PERSON
        words = {each for part in parts for each in (part[1:] if person and part[0].startswith("ال") else part)}
        if found.thing.kind is Kind.THEME:
            continue
        if person:
            people |= words
        if found.thing.kind is Kind.PLACE:
            places |= words
        if found.thing.kind in (Kind.PERSON, Kind.PLACE):
            names |= words
        names |= {each for each in words if not is_common(each, least=_EVERYDAY)}
    names |= {phrase(each) for each in _CAPITAL.findall(text)}
    return frozenset(names - {"al", "el", "of", "the", "ال"}), frozenset(places), frozenset(people)
