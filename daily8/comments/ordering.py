"""The order of comments."""

from datetime import timedelta
from math import log2, sqrt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Of the normal distribution, for a certainty of 95 %.
_Z = 1.96
_DAY = timedelta(days=1)
# A report that weighs says as much as so many votes; a comment nobody voted on has the one of its writer.
_REPORT = 3
# So many independent readers may report a comment before its place changes: one or two may be wrong, or friends.
_UNWEIGHED = 2
# What it is worth to have come when a discussion was twice as many days old: so no youth makes up for all votes.
_YOUTH = 0.06


class Order(TextChoices):
    """How a reader wants them."""

    BEST = "best", _("Best")
    NEWEST = "newest", _("Newest")
    OLDEST = "oldest", _("Oldest")

    @property
    def columns(self) -> tuple[str, ...]:
        """What the database orders by."""
        return {Order.BEST: ("-score", "-pk"), Order.NEWEST: ("-pk",), Order.OLDEST: ("pk",)}[self]


def score(*, votes: int, reports: int, into: timedelta) -> float:
    """Return what places a comment under "best": the lower bound of Wilson's interval, and how late it came.

    `into` is how old its discussion was then. That never changes, so that no score goes stale. `reports` are those
    of independent readers that no moderator has decided on; the first two do not weigh.
    """
    youth = _YOUTH * log2(1 + max(0.0, into / _DAY))
    weighing = max(0, reports - _UNWEIGHED)
    return wilson(votes + 1, votes + 1 + _REPORT * weighing) + youth


def wilson(good: int, all_of_them: int) -> float:
    """Return the least share of good ones that so few of them make likely."""
    share = good / all_of_them
    spread = _Z * sqrt((share * (1 - share) + _Z**2 / (4 * all_of_them)) / all_of_them)
    return (share + _Z**2 / (2 * all_of_them) - spread) / (1 + _Z**2 / all_of_them)
