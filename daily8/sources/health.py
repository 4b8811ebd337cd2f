"""How reading the publishers goes, in words for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daily8.sources import reasons
from daily8.sources.models import Feed, Health, Publisher, Status

# The best feed speaks for its publisher, but a failure speaks before what is merely old or quiet.
_ORDER = (Health.GOOD, Health.FAILING, Health.STALE, Health.NEW, Health.PAUSED, Health.GONE)
LABELS: dict[Health, Promise] = {
    Health.GOOD: _("Working"),
    Health.FAILING: _("Failing"),
    Health.STALE: _("Stale"),
    Health.NEW: _("Not read yet"),
    Health.PAUSED: _("Paused"),
    Health.GONE: _("Closed"),
}
_EXPLANATIONS: dict[Health, Promise] = {
    Health.STALE: _("It answers, but has published nothing new for two weeks or more."),
    Health.NEW: _("It will be read for the first time soon."),
    Health.PAUSED: _("The operator of this site has paused it."),
    Health.GONE: _("The publisher has closed this feed for good."),
}

_SEVERAL = 5


@dataclass(frozen=True, slots=True)
class PublisherHealth:
    """How reading one publisher goes."""

    state: Health
    reason: str | Promise
    last_success_at: datetime | None
    last_new_at: datetime | None
    # The shortest of its feeds that are asked.
    interval: timedelta | None

    @property
    def label(self) -> Promise:
        """The state in a word."""
        return LABELS[self.state]


def of(publisher: Publisher, now: datetime) -> PublisherHealth:
    """Return the health of a publisher from its feeds, which must have been fetched with it."""
    feeds = list(publisher.feeds.all())
    states = {feed: feed.health(now) for feed in feeds}
    state = next((state for state in _ORDER if state in states.values()), Health.NEW)
    return PublisherHealth(
        state,
        _reason(state, [feed for feed in feeds if states[feed] == state]),
        _last(feed.last_success_at for feed in feeds),
        _last(feed.newest_at or feed.last_new_at for feed in feeds),
        min((feed.interval for feed in feeds if feed.status == Status.ACTIVE), default=None),
    )


def _last(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def _reason(state: Health, feeds: Sequence[Feed]) -> str | Promise:
    if state == Health.FAILING:
        return reasons.plain(feeds[0].error)
    if not feeds:
        return _("No feed of it is known.")
    return _EXPLANATIONS.get(state, "")


@dataclass(frozen=True, slots=True)
class SiteHealth:
    """How far a site is that shows nothing yet."""

    feeds: int
    asked: int
    failing: int
    unreachable: int

    @property
    def has_no_sources(self) -> bool:
        """Whether there is nothing to read."""
        return self.feeds == 0

    @property
    def is_offline(self) -> bool:
        """Whether none of several feeds could be reached: the fault is then here, not at the publishers."""
        return self.unreachable == self.asked >= min(self.feeds, _SEVERAL) > 0

    @property
    def is_broken(self) -> bool:
        """Whether every feed was asked and none could be read."""
        return self.asked == self.feeds == self.failing


def of_site() -> SiteHealth:
    """Count what has been asked and how it went."""
    rows = list(Feed.objects.active().values_list("last_asked_at", "failures", "error"))
    errors = [error for _asked, failures, error in rows if failures]
    return SiteHealth(
        feeds=len(rows),
        asked=sum(asked is not None or failures > 0 for asked, failures, _error in rows),
        failing=len(errors),
        unreachable=sum(map(reasons.is_about_network, errors)),
    )
