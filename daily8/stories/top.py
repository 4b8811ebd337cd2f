"""The top stories of the moment, for readers of one language or of all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from daily8.articles.hiding import NOTHING, Hiding
from daily8.articles.models import Article
from daily8.sources.models import Rights
from daily8.stories.models import Report, Story
from daily8.stories.ranking import Candidate, Choice, Coverage, Telling, choose, coverage_of, score

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
    """Return the first stories by the formula, in two queries; "" stands for all languages.

    A story of which only one publisher reports in this language is left out: for these readers it is an article.
    Reports that the reader hides are as if they were not there.
    """
    stories = {pk: told for pk, told in _told(now, hiding).items() if told.is_shared_in(language)}
    coverages = {pk: coverage_of([row.telling for row in told.rows], now=now) for pk, told in stories.items()}
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
class _Row:
    """What is read of one report."""

    article: int
    published_at: datetime
    language: str
    category: str
    kind: str
    words: int
    image: str
    copy_of: int | None
    publisher: int
    country: str
    rights: str

    @property
    def telling(self) -> Telling:
        return Telling(self.publisher, self.country, self.published_at, is_original=self.copy_of is None)

    @property
    def grade(self) -> tuple[bool, bool, bool, bool]:
        """How well it stands for its story: what tells most comes first."""
        readable = self.kind == "article" and self.words > 0 and self.rights != Rights.LINK
        return readable, self.copy_of is None, self.category != "opinion", bool(self.image)


@dataclass(frozen=True, slots=True)
class _Told:
    """The reports of one story, newest first."""

    key: str
    rows: list[_Row]

    def is_shared_in(self, language: str) -> bool:
        return len({row.publisher for row in self.in_(language)}) > 1

    def in_(self, language: str) -> list[_Row]:
        return [row for row in self.rows if language in ("", row.language)]


def _told(now: datetime, hiding: Hiding) -> dict[int, _Told]:
    """The stories that may be chosen, with their visible reports, in one query."""
    found: dict[int, _Told] = {}
    rows = (
        Report.objects.filter(_may_be_chosen(now), article__visible=True)
        .order_by("-published_at", "-pk")
        .values_list(
            *("story_id", "story__key", "article_id", "published_at", "article__language", "article__category"),
            *("article__kind", "article__words", "article__image", "article__copy_of_id"),
            *("article__publisher_id", "article__publisher__country", "article__publisher__rights"),
        )
    )
    read = list(rows[:_READ])
    hidden = hiding.among([article for _, _, article, *_ in read])
    for story, key, *fields in read:
        if fields[0] not in hidden:
            found.setdefault(story, _Told(key, [])).rows.append(_Row(*fields))
    return found


def _may_be_chosen(now: datetime) -> Q:
    shared = Story.objects.filter(publishers_count__gt=1).order_by("-publishers_count", "-pk")
    windows = (shared.told_since(now - window).values("pk")[:_OF_A_WINDOW] for window in _WINDOWS)
    return reduce(or_, (Q(story__in=window) for window in windows))


def _candidate(pk: int, told: _Told, language: str, coverage: Coverage, now: datetime) -> Candidate:
    best = _best(told.in_(language))
    return Candidate(
        story=pk,
        score=score(coverage, now=now),
        category=_most_common(row.category for row in told.rows),
        country=_most_common(row.country for row in told.rows),
        publishers=tuple(dict.fromkeys(row.publisher for row in best)),
    )


def _best(rows: Sequence[_Row]) -> list[_Row]:
    grade = max(row.grade for row in rows)
    return [row for row in rows if row.grade == grade]


def _most_common(values: Iterable[str]) -> str:
    """The value met most, of equals the one met first; "" if there is none."""
    counts: dict[str, int] = defaultdict(int)
    for value in filter(None, values):
        counts[value] += 1
    return max(counts, key=counts.__getitem__, default="")


def _headlines(rows: Sequence[_Row], publisher: int) -> list[int]:
    """The best report (primary key) of this publisher, then one of each other, the best first."""
    best_first = sorted(rows, key=lambda row: row.grade, reverse=True)
    others: dict[int, int] = {}
    for row in best_first:
        others.setdefault(row.publisher, row.article)
    first = others.pop(publisher)
    return [first, *list(others.values())[:_OTHER_HEADLINES]]
