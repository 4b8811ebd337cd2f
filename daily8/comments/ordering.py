"""The order of comments."""

from datetime import UTC, datetime, timedelta
from math import sqrt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Of the normal distribution, for a certainty of 95 %.
_Z = 1.96
# A report says as much as so many votes; a comment nobody voted on has the one of its writer.
_REPORT = 3
# A comment that is so much younger makes up for the whole scale of votes.
_AGE = timedelta(days=7)
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class Order(TextChoices):
    """How a reader wants them."""

    BEST = "best", _("Best")
    NEWEST = "newest", _("Newest")
    OLDEST = "oldest", _("Oldest")

    @property
    def columns(self) -> tuple[str, ...]:
        """What the database orders by."""
        return {Order.BEST: ("-score", "-pk"), Order.NEWEST: ("-pk",), Order.OLDEST: ("pk",)}[self]


def score(*, votes: int, reports: int, written_at: datetime) -> float:
    """Return what places a comment under "best": the lower bound of Wilson's interval, and its youth.

    Ages grow alike for all, so that the moment itself serves and no score goes stale.
    """
    return wilson(votes + 1, votes + 1 + _REPORT * reports) + (written_at - _EPOCH) / _AGE


def wilson(good: int, all_of_them: int) -> float:
    """Return the least share of good ones that so few of them make likely."""
    share = good / all_of_them
    spread = _Z * sqrt((share * (1 - share) + _Z**2 / (4 * all_of_them)) / all_of_them)
    return (share + _Z**2 / (2 * all_of_them) - spread) / (1 + _Z**2 / all_of_them)
