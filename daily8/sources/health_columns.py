"""How publishers and feeds do, in columns and filters of the admin."""

from datetime import datetime, timedelta
from typing import Any

from babel import dates, numbers
from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from daily8.sources import counting, health, reasons
from daily8.sources.counting import Share
from daily8.sources.models import Feed, Publisher, Status
from daily8.work import clock

# What a list has room for beside what a row is; the row's own page has them all.
AT_A_GLANCE = ("state", "reason", "last_read", "newest")
COLUMNS = (*AT_A_GLANCE, "asked_every", "read_whole")


class FeedHealth:
    """How a feed does, in words; for its own pages and for its publisher's."""

    @admin.display(description=gettext_lazy("State"))
    def state(self, feed: Feed) -> str:
        """In a word."""
        return str(health.LABELS[feed.health(clock.now())])

    @admin.display(description=gettext_lazy("Last error"), empty_value="")
    def reason(self, feed: Feed) -> Promise | str:
        """Why it fails, in a sentence."""
        return reasons.plain(feed.error) if feed.error else ""

    @admin.display(description=gettext_lazy("Last read"))
    def last_read(self, feed: Feed) -> SafeString | None:
        """When it answered last."""
        return ago(feed.last_success_at)

    @admin.display(description=gettext_lazy("Newest article"))
    def newest(self, feed: Feed) -> SafeString | None:
        """When the newest of its articles was published, as far as it says so."""
        return ago(feed.newest_at or feed.last_new_at)

    @admin.display(description=gettext_lazy("Asked every"))
    def asked_every(self, feed: Feed) -> str:
        """How long it is left alone between two questions."""
        return duration(feed.interval)

    @admin.display(description=gettext_lazy("Articles found on pages"), empty_value="")
    def read_whole(self, feed: Feed) -> str:
        """How many of the pages of the last days were articles."""
        return share_in_words(counting.share([feed]))


class PublisherHealth:
    """How reading a publisher goes, in words; its feeds must have come with it."""

    @admin.display(description=gettext_lazy("State"))
    def state(self, publisher: Publisher) -> str:
        """In a word."""
        return str(_of(publisher).label)

    @admin.display(description=gettext_lazy("Reason"), empty_value="")
    def reason(self, publisher: Publisher) -> Promise | str:
        """Why reading it does not go well."""
        return _of(publisher).reason

    @admin.display(description=gettext_lazy("Last read"))
    def last_read(self, publisher: Publisher) -> SafeString | None:
        """When one of its feeds answered last."""
        return ago(_of(publisher).last_success_at)

    @admin.display(description=gettext_lazy("Newest article"))
    def newest(self, publisher: Publisher) -> SafeString | None:
        """When the newest of its articles was published, as far as it says so."""
        return ago(_of(publisher).last_new_at)

    @admin.display(description=gettext_lazy("Asked every"))
    def asked_every(self, publisher: Publisher) -> str:
        """How long the feed that is asked most often is left alone."""
        return duration(_of(publisher).interval)

    @admin.display(description=gettext_lazy("Articles found on pages"), empty_value="")
    def read_whole(self, publisher: Publisher) -> str:
        """How many of the pages of the last days were articles."""
        return share_in_words(counting.share(publisher.feeds.all()))


class _StateFilter(admin.SimpleListFilter):
    """What needs an operator's eye."""

    title = gettext_lazy("state")
    parameter_name = "state"
    FAILING, STALE, UNANSWERED = "failing", "stale", "unanswered"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """What goes wrong in one way or another."""
        return [
            (self.FAILING, gettext_lazy("failing")),
            (self.STALE, gettext_lazy("answers, but nothing new for long")),
            (self.UNANSWERED, gettext_lazy("never answered")),
        ]

    def feeds(self) -> Any:
        """Return the feeds in the chosen state, or None where none is chosen."""
        if self.value() == self.FAILING:
            return Feed.objects.failing()
        if self.value() == self.STALE:
            return Feed.objects.stale(clock.now())
        if self.value() == self.UNANSWERED:
            return Feed.objects.never_answered()
        return None


class FeedStateFilter(_StateFilter):
    """Feeds that fail, have nothing new, or are not asked."""

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """What goes wrong, and each status."""
        return [*super().lookups(request, model_admin), *Status.choices]

    def queryset(self, request: Any, queryset: Any) -> Any:  # noqa: ARG002
        """Return the feeds in the chosen state."""
        feeds = self.feeds()
        if feeds is not None:
            return queryset.filter(pk__in=feeds.values("pk"))
        return queryset.filter(status=self.value()) if self.value() else queryset


class PublisherStateFilter(_StateFilter):
    """Publishers of which no feed does well, by what is wrong with one of them."""

    def queryset(self, request: Any, queryset: Any) -> Any:  # noqa: ARG002
        """Return the publishers in the chosen state; one good feed is enough for none."""
        feeds = self.feeds()
        if feeds is None:
            return queryset
        good = Feed.objects.good(clock.now()).filter(publisher=OuterRef("pk"))
        return queryset.filter(~Exists(good), pk__in=feeds.values("publisher"))


def ago(moment: datetime | None) -> SafeString | None:
    """Return how long ago a moment is, in the operator's language; the moment itself is the element's title."""
    if moment is None:
        return None
    words = dates.format_timedelta(moment - clock.now(), add_direction=True, threshold=1, locale=_locale())
    exact = localize(timezone.localtime(moment))
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, words)


def duration(length: timedelta | None) -> str:
    """Return a length of time in the operator's language, to the nearest unit."""
    return "" if length is None else dates.format_timedelta(length, threshold=1, locale=_locale())


def share_in_words(share: Share) -> str:
    """Return how many of some pages were articles, or nothing where there were no pages."""
    if not share.pages:
        return ""
    part = numbers.format_percent(share.part, format="#,##0%", locale=_locale())
    return _("%(part)s of %(count)s") % {"part": part, "count": share.pages}


def _of(publisher: Publisher) -> health.PublisherHealth:
    return health.of(publisher, clock.now())


def _locale() -> str:
    return (get_language() or "en").replace("-", "_")
