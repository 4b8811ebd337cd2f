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
        # Few words begin or end a phrase: nearly all places are done with one look.
        self._heads = {phrase.partition(" ")[0] for phrase in self._phrases if " " in phrase}
        self._tails = {phrase.rpartition(" ")[2] for phrase in self._phrases if " " in phrase}

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
        longest = self._longest if self._is_head(tokens[place].plain) else 1
        for length in range(min(longest, len(tokens) - place), 1, -1):
            phrase = " ".join(token.plain for token in tokens[place : place + length])
            meaning = self.get(phrase)
            if meaning is not None:
                return meaning, length
        meaning = self.get(tokens[place].plain)
        return None if meaning is None else (meaning, 1)

    def before(self, tokens: Sequence[Token], place: int) -> tuple[Meaning, int] | None:
        """Return what the phrase says that ends before a place, and how many tokens it has."""
        longest = self._longest if place > 0 and tokens[place - 1].plain in self._tails else 1
        for length in range(min(longest, place), 0, -1):
            phrase = " ".join(token.plain for token in tokens[place - length : place])
            meaning = self.get(phrase)
            if meaning is not None:
                return meaning, length
        return None

    def _is_head(self, word: str) -> bool:
        """Tell whether phrases begin with a folded word, or with it but for what is written onto it."""
        if word in self._heads or word.isascii():
            return word in self._heads
        return any(word.startswith(prefix) and word[len(prefix) :] in self._heads for prefix in _PREFIXES)
