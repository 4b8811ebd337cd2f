"""The top stories of the moment, for readers of one language or of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from daily8.articles.hiding import NOTHING, Hiding
from daily8.articles.models import Article
from daily8.stories.models import Report, Story
from daily8.stories.ranking import Candidate, Choice, Coverage, Telling, choose, coverage_of, score
from daily8.stories.rows import COLUMNS, Row, most_common

# The stories most reported on that were last told within each of these are candidates: together few enough to read
# all reports of, and the best by the formula are among them.
_WINDOWS = (timedelta(hours=3), timedelta(hours=12), timedelta(hours=36))
_OF_A_WINDOW = 12
# The newest of all their reports; a story that runs away costs no more.
_READ = 4000
_OTHER_HEADLINES = 3


@dataclass(frozen=True, slots=True)
class TopStory:
    """A story at the top of the page: whose headline it carries, what others write, and why it is there."""

    key: str
    article: Article
    others: list[Article]
    coverage: Coverage
    choice: Choice

    @property
    def sources(self) -> int:
        """How many publishers report it, in any language."""
        return self.coverage.publishers


def top_stories(language: str, *, size: int, now: datetime, hiding: Hiding = NOTHING) -> list[TopStory]:
    """Return the first stories by the formula, in five queries; "" stands for all languages.

    A story of which only one publisher reports in this language is left out: for these readers it is an article.
    Reports that the reader hides are as if they were not there.
    """
    stories = {pk: told for pk, told in _told(now, hiding).items() if told.is_shared_in(language)}
    coverages = {pk: coverage_of([_telling(row) for row in told.rows], now=now) for pk, told in stories.items()}
    candidates = [_candidate(pk, told, language, coverages[pk], now) for pk, told in stories.items()]
    chosen = choose(candidates, size=size)
    headlines = [_headlines(stories[choice.story].in_(language), choice.publisher) for choice in chosen]
    articles = Article.objects.cards().in_bulk([pk for pks in headlines for pk in pks]) if chosen else {}
    return [
        TopStory(
            key=stories[choice.story].key,
            article=articles[first],
            others=[articles[pk] for pk in others],
            coverage=coverages[choice.story],
            choice=choice,
        )
        for choice, (first, *others) in zip(chosen, headlines, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """The reports of one story, newest first."""

    key: str
    rows: list[Row]

    def is_shared_in(self, language: str) -> bool:
        return len({row.publisher for row in self.in_(language)}) > 1

    def in_(self, language: str) -> list[Row]:
        return [row for row in self.rows if language in ("", row.language)]


def _told(now: datetime, hiding: Hiding) -> dict[int, _Told]:
    """The stories that may be chosen, with their visible reports."""
    found: dict[int, _Told] = {}
    rows = (
        Report.objects.filter(story__in=_candidates(now), article__visible=True)
        .order_by("-published_at", "-pk")
        .values_list("story_id", "story__key", *COLUMNS)
    )
    read = list(rows[:_READ])
    hidden = hiding.among([article for _, _, article, *_ in read])
    for story, key, *fields in read:
        if fields[0] not in hidden:
            found.setdefault(story, _Told(key, [])).rows.append(Row(*fields))
    return found


def _candidates(now: datetime) -> set[int]:
    """The stories (primary keys) that may be chosen; as parts of one question they would be looked for twice."""
    shared = Story.objects.filter(publishers_count__gt=1).order_by("-publishers_count", "-pk")
    told = (shared.told_since(now - window).values_list("pk", flat=True)[:_OF_A_WINDOW] for window in _WINDOWS)
    return {pk for window in told for pk in window}


def _candidate(pk: int, told: _Told, language: str, coverage: Coverage, now: datetime) -> Candidate:
    best = _best(told.in_(language))
    return Candidate(
        story=pk,
        score=score(coverage, now=now),
        category=most_common(row.category for row in told.rows),
        country=most_common(row.country for row in told.rows),
        publishers=tuple(dict.fromkeys(row.publisher for row in best)),
    )


def _best(rows: Sequence[Row]) -> list[Row]:
    grade = max(row.grade for row in rows)
    return [row for row in rows if row.grade == grade]


def _telling(row: Row) -> Telling:
    return Telling(row.publisher, row.country, row.published_at, is_original=row.is_original)


def _headlines(rows: Sequence[Row], publisher: int) -> list[int]:
    """The best report (primary key) of this publisher, then one of each other, the best first."""
    best_first = sorted(rows, key=lambda row: row.grade, reverse=True)
    others: dict[int, int] = {}
    for row in best_first:
        others.setdefault(row.publisher, row.article)
    first = others.pop(publisher)
    return [first, *list(others.values())[:_OTHER_HEADLINES]]
