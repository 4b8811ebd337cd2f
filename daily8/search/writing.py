"""How articles write what the index has only the stem of."""

from collections import Counter
from collections.abc import Sequence

from daily8.articles.models import Article
from daily8.engine.words.terms import terms
from daily8.search import places

# As much of a text is looked through.
_LETTERS = 40_000


def written_form(stem: str, at: Sequence[int]) -> str:
    """Return the word that the articles at these places have most often for a stem; "" where none has any."""
    articles = Article.objects.visible().filter(pk__in=[places.pk_of(place) for place in at])
    forms: Counter[str] = Counter()
    for parts in articles.values_list("title", "excerpt", "text"):
        for text in (part[:_LETTERS] for part in parts):
            forms.update(text[term.start : term.end] for term in terms(text) if term.text == stem)
    return max(sorted(forms), key=forms.__getitem__, default="")
