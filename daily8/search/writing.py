"""How articles write what the index has only the stem of."""

from collections import Counter
from collections.abc import Collection, Sequence

from daily8.articles.models import Article
from daily8.engine.words.terms import terms
from daily8.search import places

# As much of a text is looked through.
_LETTERS = 4_000


def written_forms(stems: Collection[str], at: Sequence[int]) -> dict[str, str]:
    """Return stems, each with the word that articles at these places have most often for it, if any has one."""
    articles = Article.objects.filter(pk__in=[places.pk_of(place) for place in at])
    texts = articles.values_list("title", "excerpt", "text")
    found: dict[str, Counter[str]] = {stem: Counter() for stem in stems}
    for text in (part[:_LETTERS] for parts in texts for part in parts):
        for term in terms(text):
            if term.text in found:
                found[term.text][text[term.start : term.end]] += 1
    return {stem: max(sorted(forms), key=forms.__getitem__) for stem, forms in found.items() if forms}
