"""Words with what they say, found with what Arabic writes onto them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from daily8.engine.quantities.tokens import Token
from daily8.engine.words.terms import plain

Meaning = TypeVar("Meaning")
_PREFIXES = ("وال", "بال", "فال", "كال", "ولل", "ال", "لل", "وب", "ول", "وك", "و", "ف", "ب", "ل", "ك")


class Lexicon(Generic[Meaning]):
    """What words and phrases say. Phrases of up to three words are looked for before words."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._phrases = {" ".join(map(plain, phrase.split())): meaning for phrase, meaning in meanings.items()}
        self._longest = max(phrase.count(" ") for phrase in self._phrases) + 1

    @classmethod
    def of(cls, phrases: Iterable[str], *, meaning: Meaning) -> "Lexicon[Meaning]":
        """Return a lexicon in which all phrases say the same."""
        return cls(dict.fromkeys(phrases, meaning))

    def get(self, word: str) -> Meaning | None:
        """Return what one folded word says."""
        if word in self._phrases or word.isascii():
            return self._phrases.get(word)
        for prefix in _PREFIXES:
            if word.startswith(prefix) and word[len(prefix) :] in self._phrases:
                return self._phrases[word[len(prefix) :]]
        return None

    def at(self, tokens: Sequence[Token], place: int) -> tuple[Meaning, int] | None:
        """Return what the phrase says that begins at a place, and how many tokens it has."""
        if not 0 <= place < len(tokens):
            return None
        for length in range(min(self._longest, len(tokens) - place), 1, -1):
            phrase = " ".join(token.plain for token in tokens[place : place + length])
            meaning = self.get(phrase)
            if meaning is not None:
                return meaning, length
        meaning = self.get(tokens[place].plain)
        return None if meaning is None else (meaning, 1)

    def before(self, tokens: Sequence[Token], place: int) -> tuple[Meaning, int] | None:
        """Return what the phrase says that ends before a place, and how many tokens it has."""
        for length in range(min(self._longest, place), 0, -1):
            phrase = " ".join(token.plain for token in tokens[place - length : place])
            meaning = self.get(phrase)
            if meaning is not None:
                return meaning, length
        return None
