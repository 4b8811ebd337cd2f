"""The stories of a window, in the plain numbers that the formula asks for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from daily8.articles.models import Article
from daily8.editions.formula import GROWTH_HOURS, Caps, Entrant, Verdict, Weights, ballot
from daily8.engine.addresses import family
from daily8.stories.models import Report
from daily8.stories.rows import COLUMNS, Row, most_common

# A publisher's report and its update count; the other thirty of its live page do not.
_REPORTS_OF_A_PUBLISHER = 2
# So many are kept with an edition: a reader's own weights choose among them.
KEPT = 100
# So many headlines a story may carry are looked at.
_FAMILIES = 6


@dataclass(frozen=True, slots=True)
class Window:
    """What an edition tells of: from a moment on, and before another one; in a language."""

    language: str
    begins_at: datetime
    ends_at: datetime


@dataclass(slots=True)
class Told:
    """A story with its reports in the window, newest first."""

    key: str
    rows: list[Row] = field(default_factory=list)

    def headlines(self, language: str) -> dict[str, int]:
        """Return the best report (primary key) of each family in this language, the best first."""
        own = [row for row in self.rows if row.language == language]
        found: dict[str, int] = {}
        for row in sorted(own, key=lambda row: row.grade, reverse=True):
            found.setdefault(family(row.domain), row.article)
        return dict(list(found.items())[:_FAMILIES])

    def entrant(self, window: Window) -> Entrant:
        """Return it in numbers."""
        originals = [row for row in self.rows if row.is_original]
        late = window.ends_at - timedelta(hours=GROWTH_HOURS)
        independents = {row.publisher for row in originals}
        return Entrant(
            story=self.key,
            independents=len(independents),
            copying=len({row.publisher for row in self.rows} - independents),
            local=len({row.publisher for row in originals if row.language == window.language}),
            originals=_counted(originals),
            recent=_counted(row for row in originals if row.published_at >= late),
            countries=len({row.country for row in originals if row.country}),
            languages=len({row.language for row in originals if row.language}),
            category=most_common(row.category for row in self.rows),
            country=most_common(row.country for row in self.rows),
            families=tuple(self.headlines(window.language)),
            first_at=min(row.published_at for row in self.rows),
        )


def told_in(window: Window) -> dict[str, Told]:
    """Return the stories of two publishers and more with a report in the window, by key, in one query."""
    articles = Article.objects.visible().filter(
        published_at__gte=window.begins_at, published_at__lt=window.ends_at
    )
    rows = (
        Report.objects.filter(article__in=articles, story__publishers_count__gt=1)
        .order_by("-published_at", "-pk")
        .values_list("story__key", *COLUMNS)
    )
    found: dict[str, Told] = {}
    for key, *fields in rows.iterator(chunk_size=5000):
        found.setdefault(key, Told(key)).rows.append(Row(*fields))
    return found


def kept(entrants: Iterable[Entrant], weights: Weights, caps: Caps) -> list[Entrant]:
    """Return those that an edition keeps: the chosen ones and the best others, those without a chance last."""
    lines = ballot(entrants, weights, caps)
    return [line.entrant for line in sorted(lines, key=lambda line: line.verdict is Verdict.FEW)[:KEPT]]


def entrants(told: Mapping[str, Told], window: Window) -> list[Entrant]:
    """Return stories in numbers; those that nobody reports in the window's language are left out."""
    own = (one for one in told.values() if any(row.language == window.language for row in one.rows))
    return [one.entrant(window) for one in own]


def _counted(rows: Iterable[Row]) -> int:
    counts = Counter(row.publisher for row in rows)
    return sum(min(count, _REPORTS_OF_A_PUBLISHER) for count in counts.values())
