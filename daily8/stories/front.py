"""What the front page shows, and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from daily8.articles.categories import Category, shown
from daily8.articles.hiding import NOTHING, Hiding
from daily8.articles.models import Article
from daily8.articles.selection import newest_of
from daily8.stories.models import Report
from daily8.stories.top import TopStory, top_stories
from daily8.stories.trending import Trend, trending

_TOP = 5
_IN_SECTION = 4
_LEAST_IN_SECTION = 3
_LATEST = 16
# Blocks and lead area may take 53 of these, other reports of their events some more, and the list below shall not
# be empty.
_NEWEST = 90
_SPARE = 6
_ENOUGH_WORDS = 60


@dataclass(frozen=True, slots=True)
class Headline:
    """An article on the page; `key` and `sources` are of its story, where others report it too."""

    article: Article
    key: str = ""
    sources: int = 1

    @property
    def event(self) -> str:
        """What it is about, the same for all reports of one event."""
        return self.key or self.article.key


@dataclass(frozen=True, slots=True)
class Section:
    """The newest of one category."""

    category: Category
    headlines: list[Headline]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page; no event is on it twice."""

    lead: TopStory | Headline | None
    secondary: list[TopStory | Headline]
    trends: list[Trend]
    sections: list[Section]
    latest: list[Headline]


def front(language: str, *, now: datetime, hiding: Hiding = NOTHING) -> Front:
    """Choose the front page for readers of this language, "" for all, in seventeen queries at most.

    Top stories lead; where there are too few of them, articles take their places. What a reader hides is left out.
    """
    articles = hiding.visible(Article.objects.visible())
    articles = articles.written_in(language) if language else articles
    newest = list(articles.newest_first().cards()[:_NEWEST])
    by_category = newest_of(
        [articles.filter(category=category.id) for category in shown()], size=_IN_SECTION + _SPARE
    )
    headlines = _headlines([*newest, *by_category])
    page = _Page([headlines[article.pk] for article in newest], [headlines[article.pk] for article in by_category])
    top = page.top(top_stories(language, size=_TOP, now=now, hiding=hiding))
    return Front(
        lead=top[0] if top else None,
        secondary=top[1:],
        trends=trending(language, now=now),
        sections=list(page.sections()),
        latest=page.latest(),
    )


def _headlines(articles: Sequence[Article]) -> dict[int, Headline]:
    """The articles, by primary key, with what their stories count, in one query."""
    told = Report.objects.filter(article__in=[article.pk for article in articles], story__publishers_count__gt=1)
    # A withdrawn report is no source that a reader could find.
    seen = Q(story__reports__article__visible=True)
    told = told.annotate(sources=Count("story__reports__article__publisher", filter=seen, distinct=True))
    stories = {
        article: (key, sources)
        for article, key, sources in told.values_list("article_id", "story__key", "sources")
        if sources > 1
    }
    return {article.pk: Headline(article, *stories.get(article.pk, ())) for article in articles}


@dataclass(slots=True)
class _Page:
    """A page being filled from the top, out of the newest of all and the newest of each category."""

    newest: list[Headline]
    by_category: list[Headline]
    used: set[str] = field(default_factory=set)

    def top(self, stories: Sequence[TopStory]) -> list[TopStory | Headline]:
        """Top stories, then articles made to lead, then others, each of a publisher that is not there yet."""
        top: list[TopStory | Headline] = list(stories)
        self.used.update(story.key for story in stories)
        publishers = {story.article.publisher_id for story in stories}
        for headline in self._free(self._by_readiness()):
            if len(top) < _TOP and headline.article.publisher_id not in publishers:
                top.append(headline)
                publishers.add(headline.article.publisher_id)
                self.used.add(headline.event)
        return top

    def sections(self) -> Iterator[Section]:
        """A block for each category that has enough, in the order of the navigation."""
        for category in shown():
            of_category = (headline for headline in self.by_category if headline.article.category == category.id)
            free = list(self._free(of_category))
            if len(free) >= _LEAST_IN_SECTION:
                chosen = _varied(free)
                self.used.update(headline.event for headline in chosen)
                yield Section(category, chosen)

    def latest(self) -> list[Headline]:
        """The newest of what is left."""
        return list(self._free(self.newest))[:_LATEST]

    def _by_readiness(self) -> Iterator[Headline]:
        both = (*self.newest, *self.by_category)
        yield from (one for one in both if _is_pictured(one.article) and one.article.words >= _ENOUGH_WORDS)
        yield from (headline for headline in self.newest if _is_readable(headline.article))
        yield from self.newest

    def _free(self, headlines: Iterable[Headline]) -> Iterator[Headline]:
        """One headline of each event that is not on the page yet."""
        met = set(self.used)
        for headline in headlines:
            if headline.event not in met:
                met.add(headline.event)
                yield headline


def _is_pictured(article: Article) -> bool:
    return bool(article.shown_image) and _is_readable(article)


def _is_readable(article: Article) -> bool:
    return article.is_whole or bool(article.is_article and article.shown_excerpt)


def _varied(headlines: Sequence[Headline]) -> list[Headline]:
    """The newest with a picture first, then the newest others, as many publishers as there are."""
    first = next((headline for headline in headlines if _is_pictured(headline.article)), headlines[0])
    met = {first.article.publisher_id}
    others: list[Headline] = []
    again: list[Headline] = []
    for headline in headlines:
        if headline is not first:
            (again if headline.article.publisher_id in met else others).append(headline)
            met.add(headline.article.publisher_id)
    rest = sorted(
        (others + again)[: _IN_SECTION - 1], key=lambda headline: headline.article.published_at, reverse=True
    )
    return [first, *rest]
