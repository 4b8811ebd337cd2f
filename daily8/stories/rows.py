"""What is read of each report where stories are compared: few columns of many rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from daily8.sources.models import Rights

# The columns of a report, in the order of a row.
COLUMNS = (
    *("article_id", "published_at", "article__language", "article__category", "article__kind", "article__words"),
    *("article__image", "article__copy_of_id", "article__publisher_id", "article__publisher__domain"),
    *("article__publisher__country", "article__publisher__rights"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One report."""

    article: int
    published_at: datetime
    language: str
    category: str
    kind: str
    words: int
    image: str
    copy_of: int | None
    publisher: int
    domain: str
    country: str
    rights: str

    @property
    def is_original(self) -> bool:
        """Whether its publisher did not take it from another."""
        return self.copy_of is None

    @property
    def grade(self) -> tuple[bool, bool, bool, bool]:
        """How well its headline stands for the story: what tells most comes first."""
        readable = self.kind == "article" and self.words > 0 and self.rights != Rights.LINK
        return readable, self.is_original, self.category != "opinion", bool(self.image)


def most_common(values: Iterable[str]) -> str:
    """Return the value met most, of equals the one met first; "" if there is none."""
    counts: dict[str, int] = defaultdict(int)
    for value in filter(None, values):
        counts[value] += 1
    return max(counts, key=counts.__getitem__, default="")
