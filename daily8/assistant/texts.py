"""The texts that the assistant may use, as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Self

from daily8.articles.models import Article, ArticleQuerySet
from daily8.engine.language.sentences import sentences
from daily8.sources.models import Rights

# The number of the headline among the sentences.
HEADLINE = -1
# No excerpt is longer (`pipeline.parsing`).
_EXCERPT = 280


@dataclass(frozen=True, slots=True)
class Text:
    """What may be used of an article: its sentences as far as its publisher lets them be shown."""

    article: int
    key: str
    title: str
    outlet: int
    language: str
    published_at: datetime
    copy_of: int | None
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> list[str]:
        """All its sentences in their order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    def sentence(self, number: int) -> str:
        """Return one of them, or the headline, whose number is -1; nothing where none is."""
        if number == HEADLINE:
            return self.title
        return self.sentences[number] if 0 <= number < len(self.sentences) else ""

    @classmethod
    def of(cls, article: Article) -> Self:
        """Return what may be used of an article that was read with its publisher and its text."""
        return cls._of(article, article.text if article.is_whole else article.shown_excerpt)

    @classmethod
    def kept(cls, article: Article) -> Self:
        """Return the same, also of an article that is a link by now and has its text for an edition alone."""
        if article.words or not article.text:
            return cls.of(article)
        return cls._of(article, article.text if article.publisher.rights == Rights.FULL else _beginning(article))

    @classmethod
    def _of(cls, article: Article, shown: str) -> Self:
        return cls(
            article=article.pk,
            key=article.key,
            title=article.title,
            outlet=article.publisher_id,
            language=article.language,
            published_at=article.published_at,
            copy_of=article.copy_of_id,
            paragraphs=tuple(
                tuple(one.text for one in found) for line in shown.split("\n") if (found := sentences(line))
            ),
        )


def _beginning(article: Article) -> str:
    """As much of a text as an excerpt has; it is one already, unless its publisher let all be shown once."""
    if article.publisher.rights == Rights.LINK:
        return ""
    return article.text if len(article.text) <= _EXCERPT else article.text[:_EXCERPT].rsplit(" ", 1)[0]


def usable(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those of these articles whose publisher lets AI use what is shown of them."""
    allowed = articles.visible().filter(publisher__ai=True).exclude(publisher__rights=Rights.LINK)
    return allowed.exclude(language="").select_related("publisher")


def texts(articles: ArticleQuerySet, *, most: int) -> list[Text]:
    """Return the texts of the newest of these articles that may be used, in one query; empty ones are left out."""
    read = usable(articles).newest_first().defer("html", "entry")[:most]
    return [text for text in map(Text.of, read) if text.paragraphs]


def digest(used: Iterable[Text]) -> str:
    """Return a digest of these texts: it is another one when anything in them changes."""
    state = blake2b(digest_size=16)
    for text in sorted(used, key=lambda one: one.article):
        for part in (str(text.article), text.title, *text.sentences):
            state.update(part.encode("utf-8", "replace") + b"\0")
    return state.hexdigest()
