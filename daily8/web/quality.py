"""How well the site reads and groups, counted from its own rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from daily8.articles.models import Article
from daily8.sources.models import Publisher
from daily8.stories.models import Correction, Story

# So many of the newest articles are counted: on any site a moment's work, and enough to tell.
SAMPLE = 10_000
_SOURCES = 30
# What came later than that was found in an old list, not late.
_LATEST = timedelta(days=1)
_RECENT = timedelta(days=30)

# What is asked of each article: publisher, whether it is one, its words, when it was published and found.
_Row = tuple[int, str, int, datetime, datetime]


@dataclass(frozen=True, slots=True)
class Read:
    """Of some articles, how many there are, and how many have their text; `minutes` from publication to here.

    `minutes` is the median over those that say when they were published, None where none does.
    """

    articles: int
    with_text: int
    minutes: int | None

    @property
    def share(self) -> float:
        """The share that has its text."""
        return self.with_text / self.articles


@dataclass(frozen=True, slots=True)
class SourceRead:
    """How the articles of one publisher were read."""

    publisher: Publisher
    read: Read


@dataclass(frozen=True, slots=True)
class Corrected:
    """What operators corrected in the last 30 days: pairs of articles, against the stories that began since."""

    joined: int
    parted: int
    stories: int


def reading() -> tuple[Read, list[SourceRead]] | None:
    """Return how the newest articles were read, and those of each publisher with most of them; None without any.

    Two queries.
    """
    rows = list(
        Article.objects.visible()
        .newest_first()
        .values_list("publisher_id", "kind", "words", "published_at", "found_at")[:SAMPLE]
    )
    if not rows:
        return None
    return _read(rows), _by_source(rows)


def corrected(now: datetime) -> Corrected:
    """Return what operators corrected of late."""
    since = now - _RECENT
    recent = Correction.objects.filter(made_at__gte=since)
    return Corrected(
        joined=recent.filter(same=True).count(),
        parted=recent.filter(same=False).count(),
        stories=Story.objects.filter(first_at__gte=since).count(),
    )


def _by_source(rows: Iterable[_Row]) -> list[SourceRead]:
    own: dict[int, list[_Row]] = {}
    for row in rows:
        own.setdefault(row[0], []).append(row)
    most = sorted(own, key=lambda pk: (-len(own[pk]), pk))[:_SOURCES]
    publishers = Publisher.objects.in_bulk(most)
    return [SourceRead(publishers[pk], _read(own[pk])) for pk in most if pk in publishers]


def _read(rows: Sequence[_Row]) -> Read:
    waits = [found_at - published_at for _pk, _kind, _words, published_at, found_at in rows]
    told = [wait.total_seconds() for wait in waits if timedelta() < wait < _LATEST]
    return Read(
        articles=len(rows),
        with_text=sum(Article(kind=kind, words=words).is_article for _pk, kind, words, _at, _found in rows),
        minutes=round(median(told) / 60) if told else None,
    )
