"""The stories of an edition as they may be shown now: what was withdrawn since, or may not be used, is gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daily8.articles.models import Article
from daily8.assistant.texts import usable
from daily8.editions.formula import Line
from daily8.editions.models import Edition, Entry, stories_now
from daily8.sources.models import Rights
from daily8.stories.models import Report, Story


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an edition and the articles that it rests on."""

    text: str
    language: str
    sources: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """What reports give as one number: who says what, and whether it changed in time or they disagree."""

    heading: str
    figures: tuple[tuple[str, Article], ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as readers may see it now; `line` is how it was chosen, None for what an editor put there.

    Without a `headline` nothing of the story can be shown any more, and its place says so.
    """

    entry: Entry
    story: Story | None
    line: Line | None
    headline: Article | None
    brief: tuple[Sentence, ...] = ()
    news: tuple[Sentence, ...] = ()
    numbers: tuple[Number, ...] = ()
    reports: tuple[Article, ...] = ()

    @property
    def title(self) -> str:
        """The editors' headline, or the publisher's."""
        return self.entry.title or (self.headline.title if self.headline else "")


def shown(edition: Edition) -> list[Shown]:
    """Return the entries of an edition in their order, in few queries whatever their number."""
    entries = list(edition.entries.filter(place__gt=0).select_related("edition"))
    stories = stories_now([entry.story_key for entry in entries])
    lines = {line.entrant.story: line for line in edition.ballot()}
    articles = _articles(entries)
    others = _others(entries, articles, stories, edition.language)
    return [_shown(entry, stories.get(entry.story_key), lines, articles, others) for entry in entries]


def _shown(
    entry: Entry,
    story: Story | None,
    lines: Mapping[str, Line],
    articles: "_Articles",
    others: Mapping[str, Article],
) -> Shown:
    headline = articles.visible.get(entry.headline_id or 0) or others.get(entry.story_key)
    reports = [articles.visible[pk] for pk in entry.reports if pk in articles.visible]
    return Shown(
        entry=entry,
        story=story,
        line=lines.get(entry.story_key),
        headline=headline,
        brief=tuple(_sentences(entry.brief, articles)),
        news=tuple(_sentences(entry.news, articles)),
        numbers=tuple(_numbers(entry.numbers, articles)),
        reports=tuple(report for report in reports if report != headline),
    )


@dataclass(frozen=True, slots=True)
class _Articles:
    """Articles by primary key: those that readers may see, and of these the ones whose words may be used."""

    visible: Mapping[int, Article]
    usable: Mapping[int, Article]


def _articles(entries: Sequence[Entry]) -> _Articles:
    named = {pk for entry in entries for pk in _named(entry)}
    visible = Article.objects.visible().filter(pk__in=named).cards().in_bulk()
    allowed = set(usable(Article.objects.filter(pk__in=named)).values_list("pk", flat=True))
    return _Articles(visible, {pk: one for pk, one in visible.items() if pk in allowed})


def _named(entry: Entry) -> Iterable[int]:
    if entry.headline_id:
        yield entry.headline_id
    yield from entry.reports
    yield from (article for one in (*entry.brief, *entry.news) for article, _ in one["cites"])
    yield from (article for row in entry.numbers for _, article, _ in row["figures"])


def _sentences(kept: Sequence[Mapping[str, Any]], articles: _Articles) -> Iterable[Sentence]:
    """Those of these sentences that still rest on all the articles that they were taken from."""
    for one in kept:
        sources = list(dict.fromkeys(article for article, _ in one["cites"]))
        if sources and all(article in articles.usable for article in sources):
            yield Sentence(one["text"], one["language"], tuple(articles.usable[article] for article in sources))


def _numbers(kept: Sequence[Mapping[str, Any]], articles: _Articles) -> Iterable[Number]:
    """Those of these numbers that two reports still give."""
    for row in kept:
        figures = [(text, articles.usable[pk]) for text, pk, _ in row["figures"] if pk in articles.usable]
        if len({text for text, _ in figures}) > 1:
            yield Number(row["heading"], tuple(figures), row["changed"])


def _others(
    entries: Sequence[Entry], articles: _Articles, stories: Mapping[str, Story], language: str
) -> dict[str, Article]:
    """For entries whose headline is gone: the newest report of the story in the language, by the key it had."""
    lacking = [entry for entry in entries if entry.headline_id not in articles.visible]
    wanted = {stories[entry.story_key].pk: entry.story_key for entry in lacking if entry.story_key in stories}
    if not wanted:
        return {}
    reports = Report.objects.filter(story__in=wanted, article__visible=True, article__language=language)
    shown = reports.exclude(article__publisher__rights=Rights.LINK).order_by("published_at", "pk")
    newest = dict(shown.values_list("story_id", "article_id"))
    found = Article.objects.filter(pk__in=newest.values()).cards().in_bulk()
    return {wanted[story]: found[article] for story, article in newest.items() if article in found}
