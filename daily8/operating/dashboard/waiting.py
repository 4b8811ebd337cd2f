"""What waits for workers, and whether there are any."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Min
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daily8.articles.models import Article, Stage
from daily8.operating.dashboard.reading import Reading
from daily8.work import presence
from daily8.work.models import Mail

# What waits longer is stuck: no step and no pause of a worker lasts so long.
LATE = timedelta(hours=1)
_STEPS: dict[str, Promise] = {
    Stage.FETCHED: _("Pages to read"),
    Stage.EXTRACTED: _("Articles to understand"),
    Stage.ENRICHED: _("Articles to put into stories"),
    Stage.GROUPED: _("Articles to publish"),
}


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows whose time has come, and since when the first of them waits."""

    name: Promise
    rows: int
    since: datetime | None

    def late(self, now: datetime) -> bool:
        """Whether it is stuck."""
        return self.since is not None and now - self.since > LATE


def queues(reading: Reading, now: datetime) -> list[Queue]:
    """Return what waits, by step, in the order of the line: two queries over what waits alone."""
    due = Article.objects.filter(stage__in=list(_STEPS), due_at__lte=now)
    rows = {
        stage: told for stage, *told in due.values_list("stage").annotate(Count("pk"), Min("due_at")).order_by()
    }
    mail = Mail.objects.filter(due_at__lte=now).aggregate(Count("pk"), Min("due_at"))
    return [
        Queue(_("Feeds to ask"), reading.due, reading.due_since),
        *(Queue(name, *rows.get(str(stage), (0, None))) for stage, name in _STEPS.items()),
        Queue(_("Mail to send"), mail["pk__count"], mail["due_at__min"]),
    ]


def workers() -> int:
    """Return how many workers are at work on this machine."""
    folder = Path(settings.DATA) / "workers"
    return len(list(folder.glob(f"*{presence.SUFFIX}"))) - len(presence.dead(folder))
