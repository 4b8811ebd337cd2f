"""What a reader asks about: an article, a story, or all that the site has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Self

from daily8.articles.models import Article
from daily8.assistant.abilities import OF_AN_ARTICLE, Ability
from daily8.assistant.texts import Text, digest, texts, usable
from daily8.engine.words.queries import cleaned, parse
from daily8.search import finding
from daily8.search.places import pk_of
from daily8.stories.models import Story

# So many reports of a story are read, and so many articles for a question about everything.
_REPORTS, _FOUND = 40, 24


@dataclass(frozen=True)
class Subject:
    """What is asked about, with the texts that may be used, for a reader of a language.

    The texts of a story are its reports, those in the reader's language first, originals before copies.
    """

    texts: Sequence[Text]
    language: str
    article: Article | None = None
    story: Story | None = None

    @classmethod
    def of_article(cls, article: Article, language: str) -> Self:
        """Return an article as what is asked about."""
        return cls(texts(Article.objects.filter(pk=article.pk), most=1), language, article=article)

    @classmethod
    def of_story(
        cls, story: Story, language: str, *, before: datetime | None = None, reports: int = _REPORTS
    ) -> Self:
        """Return a story with so many of its newest reports, all or before a moment, as what is asked about."""
        same = Article.objects.filter(report__story=story)
        own = _originals(texts(same.filter(published_at__lt=before) if before else same, most=2 * reports))
        own.sort(key=lambda text: text.language != language)
        return cls(own[:reports], language, story=story)

    @classmethod
    def of_story_since(
        cls,
        story: Story,
        language: str,
        moment: datetime,
        *,
        until: datetime | None = None,
        reports: int = _REPORTS,
    ) -> Self:
        """Return a story with so many of the reports that came since a moment, and as many from before.

        Of one that all the world tells, the newest alone would not say what was known before. What came after
        `until` is left out.
        """
        same = Article.objects.filter(report__story=story)
        if until:
            same = same.filter(found_at__lte=until)
        later = texts(same.filter(found_at__gt=moment), most=2 * reports)
        earlier = texts(same.filter(found_at__lte=moment), most=2 * reports)
        both = {text.article for text in _originals([*later, *earlier])}
        halves = ([text for text in half if text.article in both][:reports] for half in (later, earlier))
        own = list(chain.from_iterable(halves))
        own.sort(key=lambda text: text.language != language)
        return cls(own, language, story=story)

    @classmethod
    def of_everything(cls, question: str, language: str) -> Self:
        """Return what the site has that may answer a question."""
        places = [pk_of(hit.place) for hit in finding.find(parse(cleaned(question))).hits[:_FOUND]]
        found = {text.article: text for text in texts(Article.objects.filter(pk__in=places), most=_FOUND)}
        return cls([found[pk] for pk in places if pk in found], language)

    @property
    def key(self) -> str:
        """What tells it from other subjects."""
        if self.article:
            return f"article:{self.article.pk}"
        return f"story:{self.story.pk}" if self.story else "everything"

    @cached_property
    def revision(self) -> str:
        """What tells its texts from those that it had before."""
        return digest(self.texts)

    @cached_property
    def understood(self) -> Sequence[Text]:
        """Its texts in the reader's language or, where there are none, in others."""
        return [text for text in self.texts if text.language == self.language] or self.texts

    def text(self, article: int) -> Text | None:
        """Return its text of this article (a primary key)."""
        return next((text for text in self.texts if text.article == article), None)


def _originals(found: Sequence[Text]) -> list[Text]:
    """Those that are no copies of others of them."""
    originals = {text.article for text in found}
    return [text for text in found if text.copy_of not in originals]


def offered_for_article(article: Article) -> bool:
    """Whether an article's page offers what the assistant can do: all may be shown, and AI may use it."""
    return article.is_whole and article.publisher.ai and bool(article.language)


def abilities_for_article(article: Article, language: str) -> list[Ability]:
    """Return what makes sense for an article and a reader of this language: none needs it in his own again."""
    return [one for one in OF_AN_ARTICLE if one is not Ability.TRANSLATE or article.language != language]


def offered_for_story(story: Story) -> bool:
    """Whether a story's page does: there is a report that AI may use."""
    return usable(Article.objects.filter(report__story=story)).exists()
