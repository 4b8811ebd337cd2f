"""What the page of a story shows, and what an article's page says of its story."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Avg, Count
from django.utils import timezone

from daily8.articles.models import CARD_FIELDS, Article
from daily8.stories.coverage import Coverage, coverage
from daily8.stories.models import Story
from daily8.topics.models import Hashtag

# A text with fewer words tells less than an excerpt.
ENOUGH_WORDS = 60
# So many reports are read, and so many texts are listed one by one.
_READ = 1000
_LISTED = 100
_HASHTAGS = 8
_ABROAD = 4
_BESIDE = 3
_ALSO = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One text in the order of events: the report that had it first, and the copies of it."""

    report: Article
    copies: list[Article]


@dataclass(frozen=True, slots=True)
class Day:
    """The texts of one day, newest first."""

    date: date
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Abroad:
    """What another language reports, best first, each by another outlet."""

    language: str
    reports: list[Article]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a story's reports; `picture` is the report whose picture stands for all."""

    best: Article
    reports: list[Article]
    picture: Article | None
    coverage: Coverage
    days: list[Day]
    unlisted: int
    abroad: list[Abroad]


@dataclass(frozen=True, slots=True)
class Beside:
    """The story that an article is part of, some of its other reports, and the one to read after the article.

    `outlets` report it, the article's own among them; `also` has a report of each that is not named otherwise, as
    far as there is room, and `unnamed` counts the rest.
    """

    story: Story
    reports: list[Article]
    following: Article | None
    outlets: int
    also: list[Article]
    unnamed: int


def shown(story: Story, *, language: str) -> Shown | None:
    """Return what is shown to a reader of this language, in one query; nothing where no report may be seen."""
    reports = _reports(story)
    if not reports:
        return None
    ranked = ranking(reports, language=language)
    lines = _lines(reports)
    return Shown(
        best=ranked[0],
        reports=reports,
        picture=next((report for report in ranked if report.shown_image), None),
        coverage=coverage(reports),
        days=_days(lines[:_LISTED]),
        unlisted=len(lines[_LISTED:]),
        abroad=_abroad(ranked, language=language),
    )


def ranking(reports: Iterable[Article], *, language: str) -> list[Article]:
    """Return reports by how well each stands for their story: in the language, original, to be read here, new.

    `naming.best_first` asks the database for the same order.
    """
    return sorted(
        reports,
        key=lambda report: (
            report.language == language,
            report.copy_of_id is None,
            report.is_whole and report.words >= ENOUGH_WORDS,
            bool(report.is_article and report.shown_excerpt),
            bool(report.shown_image),
            report.published_at,
            report.pk,
        ),
        reverse=True,
    )


def hashtags(story: Story) -> list[Hashtag]:
    """Return the hashtags that most of its reports carry, in one query."""
    carried = Hashtag.objects.shown().filter(tags__article__report__story=story, tags__article__visible=True)
    counted = carried.annotate(carriers=Count("tags"), place=Avg("tags__place"))
    return list(counted.order_by("-carriers", "place", "pk")[:_HASHTAGS])


def readable(hashtags: Sequence[Hashtag], *, language: str) -> list[Hashtag]:
    """Return those of a story's hashtags that have a name in this language, all of them where none has.

    Reports in another language often name the same things again, in their script.
    """
    return [each for each in hashtags if each.names.get(language)] or list(hashtags)


def with_copies(articles: Sequence[Article]) -> list[Line]:
    """Return articles in their order, each with the copies of its text, in one query."""
    found = Article.objects.visible().filter(copy_of__in=[article.pk for article in articles]).cards()
    copies: dict[int | None, list[Article]] = {}
    for copy in found.only(*CARD_FIELDS, "copy_of").order_by("published_at", "pk"):
        copies.setdefault(copy.copy_of_id, []).append(copy)
    return [Line(article, copies.get(article.pk, [])) for article in articles]


def beside(article: Article, *, language: str, elsewhere: Iterable[Article] = ()) -> Beside | None:
    """Return the story of an article and its best other reports, in one query; nothing where it is alone.

    Copies of the same text are no other reports, nor are those of the articles that the page shows `elsewhere`.
    The article must have been read with its report and story.
    """
    report = getattr(article, "report", None)
    if report is None or report.story.reports_count < 2:
        return None
    reports = _reports(report.story)
    if len(reports) < 2:
        return None
    texts = {_text(article), *map(_text, elsewhere)}
    ranked = ranking(reports, language=language)
    beside = _varied([other for other in ranked if _text(other) not in texts], _BESIDE)
    also = _of_others(ranked, {article.publisher_id, *(one.publisher_id for one in beside)})
    return Beside(
        report.story,
        beside,
        following=_following(article, reports, language=language),
        outlets=len({one.publisher_id for one in reports} | {article.publisher_id}),
        also=also[:_ALSO],
        unnamed=len(also[_ALSO:]),
    )


def _of_others(reports: Iterable[Article], named: set[int]) -> list[Article]:
    """The first report of each publisher (primary keys) that is not named."""
    found: dict[int, Article] = {}
    for one in reports:
        if one.publisher_id not in named:
            found.setdefault(one.publisher_id, one)
    return list(found.values())


def _following(article: Article, reports: Sequence[Article], *, language: str) -> Article | None:
    """The report that tells how it went on: the next newer of another text, else the best that there is.

    One in the reader's language, or in that of the article, goes before any other.
    """
    others = [other for other in reports if _text(other) != _text(article) and other.copy_of_id is None]
    understood = [other for other in others if other.language in (language, article.language)]
    newer = [other for other in understood if other.published_at > article.published_at]
    if newer:
        return min(newer, key=lambda other: (other.published_at, other.pk))
    return next(iter(ranking(understood or others, language=language)), None)


def _reports(story: Story) -> list[Article]:
    """The reports that readers may see, newest first."""
    articles = Article.objects.visible().filter(report__story=story).newest_first().cards()
    return list(articles.only(*CARD_FIELDS, "copy_of", "credit")[:_READ])


def _text(report: Article) -> int:
    """What copies of one text have in common."""
    return report.copy_of_id or report.pk


def _lines(reports: Sequence[Article]) -> list[Line]:
    """The reports, newest first, with the copies of a text beneath the one that had it first."""
    texts: dict[int, list[Article]] = {}
    for report in reversed(reports):
        texts.setdefault(_text(report), []).append(report)
    lines = []
    for original, same in texts.items():
        first = next((report for report in same if report.pk == original), same[0])
        lines.append(Line(first, [report for report in same if report.pk != first.pk]))
    return sorted(lines, key=lambda line: (line.report.published_at, line.report.pk), reverse=True)


def _days(lines: Iterable[Line]) -> list[Day]:
    days = groupby(lines, key=lambda line: timezone.localtime(line.report.published_at).date())
    return [Day(day, list(found)) for day, found in days]


def _abroad(ranked: Sequence[Article], *, language: str) -> list[Abroad]:
    """The languages that the reader does not read here, the one with most outlets first."""
    languages = dict.fromkeys(report.language for report in ranked if report.language not in ("", language))
    found = []
    for code in languages:
        own = [report for report in ranked if report.language == code and report.copy_of_id is None]
        found.append(Abroad(code, _varied(own, _ABROAD)))
    return sorted((one for one in found if one.reports), key=lambda one: -len(one.reports))


def _varied(reports: Iterable[Article], size: int) -> list[Article]:
    """The first of each text and each publisher, until there are `size`."""
    texts: set[int] = set()
    publishers: set[int] = set()
    chosen: list[Article] = []
    for report in reports:
        if len(chosen) < size and _text(report) not in texts and report.publisher_id not in publishers:
            chosen.append(report)
            texts.add(_text(report))
            publishers.add(report.publisher_id)
    return chosen
