"""How long an article takes to read."""

from daily8.articles.models import Article

# Words a minute of silent reading; Arabic joins to one word what English writes as several.
_PACE = {"ar": 180}
_OTHERS = 230


def minutes(article: Article) -> int:
    """Return whole minutes, 0 where there is no whole text to read."""
    if not article.is_whole:
        return 0
    return max(1, round(article.words / _PACE.get(article.language, _OTHERS)))
