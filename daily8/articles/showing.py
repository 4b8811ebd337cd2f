"""How much of an article its page may show: the publisher's rights and the article's kind decide."""

from dataclasses import dataclass, field

from daily8.articles.models import Article

_OPENING_WORDS = 80


@dataclass(frozen=True, slots=True)
class Body:
    """What the page shows of an article: all of it as HTML, or its opening as paragraphs, or neither."""

    html: str = ""
    opening: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return bool(self.html)


def body(article: Article) -> Body:
    """Return what may be shown of the article."""
    if article.is_whole:
        return Body(html=article.html)
    if article.is_article:
        return Body(opening=opening(article.text if article.shown_excerpt else ""))
    return Body(opening=[article.shown_excerpt] if article.shown_excerpt else [])


def canonical(article: Article, *, page: str) -> str:
    """Return the address that search engines should know a text by: the publisher's, where all of it is here.

    `page` is its page on this site.
    """
    return article.url if body(article).is_whole else page


def opening(text: str, *, words: int = _OPENING_WORDS) -> list[str]:
    """Return the first paragraphs of a text, about `words` words; the last is cut where it is too long."""
    paragraphs = []
    left = words
    for paragraph in filter(None, text.split("\n\n")):
        parts = paragraph.split()
        if len(parts) > left + words // 4:
            paragraphs.append(" ".join(parts[:left]) + " …")
            break
        paragraphs.append(" ".join(parts))
        left -= len(parts)
        if left <= 0:
            break
    return paragraphs
