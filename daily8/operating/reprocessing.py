"""Does a step of the line once more on what was read already; readers see it all the while."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from daily8.articles.models import Article, ArticleQuerySet, Stage
from daily8.operating import noted
from daily8.operating.backing_up import Bars
from daily8.operating.errors import OperatingError
from daily8.pipeline import embedded
from daily8.stories.models import Report
from daily8.stories.regrouping import Regrouping, RegroupingError
from daily8.work import clock


class Step(StrEnum):
    """What can be done once more, in the order in which one builds on another."""

    EXTRACT = "extract"
    ENRICH = "enrich"
    GROUP = "group"
    INDEX = "index"


# What a step makes of the same article: raised when that changes, so that `daily8 upgrade` does it once more.
VERSIONS = {Step.ENRICH: 1, Step.GROUP: 1, Step.INDEX: 1}
# Where an article waits for a step, what the runner calls that step, and what it counts.
_LINE = {
    Step.EXTRACT: (Stage.FETCHED, "extract", "read"),
    Step.ENRICH: (Stage.EXTRACTED, "enrich", "enriched"),
    Step.INDEX: (Stage.GROUPED, "publish", "published"),
}


def outdated() -> list[Step]:
    """Return the steps that this version does otherwise than the one that made the articles, in their order."""
    return [step for step, version in VERSIONS.items() if noted.version_of(step) != version]


def note_versions() -> None:
    """Keep that all articles are as this version makes them."""
    for step, version in VERSIONS.items():
        noted.note_version(step, version)


def again(step: Step, bars: Bars, *, since: datetime | None = None, domain: str = "") -> int:
    """Do a step once more; return how many articles were done, or with GROUP, how many moved.

    An earlier run that was stopped is ended instead, where it left something.
    """
    if step == Step.GROUP:
        return _group(bars)
    stage, name, counted = _LINE[step]
    if not (noted.is_under_way(step) and _left(stage).exists()):
        with transaction.atomic():
            _chosen(since, domain).update(stage=stage, due_at=clock.now(), failures=0)
            noted.note_under_way(step)
    with bars(_left(stage).count(), "articles") as tell:
        tally = embedded.work(
            until_idle=True, report=lambda done, counts: tell(counts[counted] if done == name else 0)
        )
    noted.note_ended(step)
    return tally[name][counted]


def _chosen(since: datetime | None, domain: str) -> ArticleQuerySet:
    articles = Article.objects.at(Stage.PUBLISHED)
    if since:
        articles = articles.filter(published_at__gte=since)
    return articles.filter(publisher__domain=domain) if domain else articles


def _left(stage: Stage) -> ArticleQuerySet:
    return Article.objects.at(stage).exclude(due_at=None)


def _group(bars: Bars) -> int:
    regrouping = Regrouping()
    with bars(Report.objects.count(), "articles") as tell:
        regrouping.place(tell)
    try:
        return regrouping.write()
    except RegroupingError as error:
        raise OperatingError(str(error)) from error
