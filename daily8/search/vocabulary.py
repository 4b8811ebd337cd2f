"""How telling each term is, and which names a mistyped one may mean."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from daily8.engine.words.terms import plain, stem, terms
from daily8.search.tables import Head
from daily8.topics.models import Hashtag

# So many of the newest articles tell how common each term is: close enough for the common ones, and rare is rare.
SAMPLE = 4000
# More names than that are not of these days.
_NAMES = 50_000
# So many mistakes a word of at least so many letters may have.
_MISTAKES = ((7, 2), (4, 1))
_MOST_MEANT = 3


ByLength = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of the newest articles with how many have each, and words as headlines and names have them.

    `words` are found by their plain form, see `engine.words.terms.plain`.
    """

    articles: int
    counts: Counter[str]
    words: Mapping[str, str]
    words_by_length: ByLength
    terms_by_length: ByLength

    @classmethod
    def of(cls, heads: Sequence[Head], written: Iterable[str]) -> Self:
        """Return the vocabulary of these articles, and of headlines and names as they are written."""
        counts: Counter[str] = Counter()
        for head in heads:
            counts.update({*head.title.split(), *head.names.split(), *head.lead.split()})
        words: dict[str, str] = {}
        for text in written:
            for term in terms(text):
                word = text[term.start : term.end]
                # Of several spellings always the same one, in whatever order they come.
                words[plain(word)] = min(word, words.get(plain(word), word))
        return cls(len(heads), counts, words, _by_length(words), _by_length(counts))

    def weight(self, term: str) -> float:
        """Return how telling a term is: the inverse document frequency of BM25 (Robertson and Zaragoza, 2009)."""
        carriers = self.counts[term]
        return log(1 + (self.articles - carriers + 0.5) / (carriers + 0.5))

    def meant(self, typed: str) -> list[str]:
        """Return the words that differ from what was typed by so little that they may be meant, likeliest first.

        They are words of headlines and names or, where none of those is like it, terms of texts.
        """
        found = [self.words[word] for word in self._alike(plain(typed), self.words_by_length)]
        return found or self._alike(stem(typed), self.terms_by_length)

    def _alike(self, typed: str, known: ByLength) -> list[str]:
        """Those that differ least; two letters that changed places count as one mistake (Damerau, 1964)."""
        mistakes = next((most for letters, most in _MISTAKES if len(typed) >= letters), 0)
        if not mistakes:
            return []
        lengths = range(len(typed) - mistakes, len(typed) + mistakes + 1)
        near = [word for length in lengths for word in known.get(length, ())]
        found = process.extract(typed, near, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        ranked = sorted(
            (distance, word[0] != typed[0], -self.counts[stem(word)], word)
            for word, distance, _ in found
            if word != typed
        )
        # Of several forms of a word one is enough.
        return list({stem(word): word for *_, word in reversed(ranked)}.values())[::-1][:_MOST_MEANT]


def _by_length(words: Iterable[str]) -> ByLength:
    """Words that are much longer or shorter are no mistakes of one."""
    found: dict[int, list[str]] = {}
    for word in words:
        found.setdefault(len(word), []).append(word)
    return found


def names() -> list[str]:
    """Return the names of hashtags in all their languages, of the newest hashtags first."""
    kept = Hashtag.objects.shown().order_by("-pk").values_list("names", flat=True)[:_NAMES]
    return [name for of_one in kept for name in of_one.values()]
