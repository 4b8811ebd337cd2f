"""How telling each term is, and which names a mistyped one may mean."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from daily8.search import texts
from daily8.search.tables import Head
from daily8.topics.models import Hashtag

# So many of the newest articles tell how common each term is: close enough for the common ones, and rare is rare.
SAMPLE = 4000
# More names than that are not of these days.
_NAMES = 50_000
# So many mistakes a word of at least so many letters may have.
_MISTAKES = ((7, 2), (4, 1))
_MOST_MEANT = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of the newest articles with how many of them have each, and those of names."""

    articles: int
    counts: Counter[str]
    words: Sequence[str]

    @classmethod
    def of(cls, heads: Sequence[Head], names: Iterable[str]) -> Self:
        """Return the vocabulary of these articles and names."""
        counts: Counter[str] = Counter()
        for head in heads:
            counts.update({*head.title.split(), *head.names.split(), *head.lead.split()})
        spelled = {term for name in names for term in texts.spelled(name).split()}
        return cls(len(heads), counts, sorted({*counts, *spelled}))

    def weight(self, term: str) -> float:
        """Return how telling a term is: the inverse document frequency of BM25 (Robertson and Zaragoza, 2009)."""
        carriers = self.counts[term]
        return log(1 + (self.articles - carriers + 0.5) / (carriers + 0.5))

    def meant(self, term: str) -> list[str]:
        """Return the known terms that differ from this one by so little that they may be meant, likeliest first.

        Two letters that changed places count as one mistake (Damerau, 1964).
        """
        mistakes = next((most for letters, most in _MISTAKES if len(term) >= letters), 0)
        if not mistakes:
            return []
        found = process.extract(term, self.words, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        ranked = sorted((distance, word[0] != term[0], -self.counts[word], word) for word, distance, _ in found)
        return [word for *_, word in ranked if word != term][:_MOST_MEANT]


def names() -> list[str]:
    """Return the names of hashtags in all their languages, of the newest hashtags first."""
    kept = Hashtag.objects.shown().order_by("-pk").values_list("names", flat=True)[:_NAMES]
    return [name for of_one in kept for name in of_one.values()]
