"""Whether the publishers are being read."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from daily8.articles.models import Article, Stage
from daily8.operating.diagnosis.findings import Finding, fail, ok, warn
from daily8.pipeline.steps import STEPS
from daily8.sources.models import Feed
from daily8.work import clock, presence

_SILENT = timedelta(hours=3)
_WAITED = 60
_SOME, _MANY = 0.2, 0.5


def feeds() -> Iterator[Finding]:
    """When one was read last, and how many fail."""
    active = Feed.objects.active()
    number, failing = active.count(), active.filter(failures__gt=0).count()
    if not number:
        yield warn("feeds", "there are none", "`daily8 sources add ADDRESS`, or `daily8 sources catalogue`")
        return
    yield _last(active.aggregate(last=Max("last_success_at"))["last"], behind=active.behind(clock.now()).exists())
    share = failing / number
    says, way_out = f"{failing} of {number} fail", "`daily8 sources list --failing` says why"
    if share > _SOME:
        yield (fail if share > _MANY else warn)("feeds", says, way_out)
        return
    yield ok("feeds", says)


def _last(last: datetime | None, *, behind: bool) -> Finding:
    if last is None:
        return warn("reading", "no feed was read yet", "`daily8 up`, or `daily8 update` to see what happens")
    silent = clock.now() - last
    if silent > _SILENT and behind:
        return fail(
            "reading", f"no feed was read for {silent.total_seconds() / 3600:.0f} hours",
            "see that a worker runs and that this machine is online; `daily8 update` says what happens",
        )  # fmt: skip
    return ok("reading", f"a feed was read {silent.total_seconds() / 60:.0f} minutes ago")


def queue() -> Iterator[Finding]:
    """How long articles wait for their next step."""
    now = clock.now()
    waiting = Article.objects.exclude(stage=Stage.PUBLISHED).filter(due_at__lte=now)
    oldest = waiting.order_by("due_at").values_list("due_at", "stage").first()
    if oldest is None or oldest[0] is None:
        yield ok("queue", "nothing waits")
        return
    since, stage = oldest[0], oldest[1]
    minutes = (now - since).total_seconds() / 60
    says = f"{waiting.count()} articles wait, one of them for {minutes:.0f} minutes ({stage})"
    if minutes > _WAITED:
        yield warn(
            "queue", says, "see that a worker runs; start another one (`daily8 worker`) if it cannot keep up"
        )
        return
    yield ok("queue", says)


def worker() -> Iterator[Finding]:
    """Whether any runs on this machine."""
    folder = Path(settings.DATA) / "workers"
    there = {path.stem for path in folder.glob(f"*{presence.SUFFIX}")}
    running = there - set(presence.dead(folder))
    if running:
        yield ok("worker", f"{len(running)} at work on this machine")
        return
    yield warn("worker", "none is at work on this machine: nothing new is read", "`daily8 up`, or `daily8 worker`")


def stale_locks() -> Iterator[Finding]:
    """What workers that were killed still hold."""
    folder = Path(settings.DATA) / "workers"
    for name in presence.dead(folder):
        path = folder / f"{name}{presence.SUFFIX}"
        rows = sum(step.waiting().model._default_manager.filter(claimed_by=name).count() for step in STEPS)
        yield warn(
            "stale lock",
            f"{path} is of a worker that was killed; it still holds {rows} rows",
            "start a worker (`daily8 up` or `daily8 worker`): it gives them back at once",
        )
