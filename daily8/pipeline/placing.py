"""Groups articles into stories, in one worker at a time."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from daily8.articles.models import Article, Meaning, Stage
from daily8.pipeline.tools import Tools
from daily8.stories import counting, settling
from daily8.stories.grouping import Desk
from daily8.work.models import WaitingQuerySet

_WRITTEN = (*Article.WAITING_FIELDS, "stage")
_desk = Desk()


def waiting() -> WaitingQuerySet[Article]:
    """Articles to be placed, with what was made of them."""
    return Article.objects.at(Stage.ENRICHED).defer("html", "entry").prefetch_related("publisher", "meaning")


async def ready(article: Article, tools: Tools) -> Article:  # noqa: ARG001  (a step like the others)
    """Nothing is left to find out."""
    return article


def store(articles: list[Article], now: datetime) -> Counter[str]:
    """Place articles; those without a headline are passed on as they are."""
    with _desk.batch(), transaction.atomic():
        # An operator may have had some of them read once more.
        alive = Article.objects.at(Stage.ENRICHED).alive(articles)
        kept = [article for article in articles if article.pk in alive]
        made = set(Meaning.objects.filter(article__in=alive).values_list("article", flat=True))
        ready = [article for article in kept if article.title and article.pk in made]
        settling.note(ready)
        placed = _desk.place(ready, now)
        gone = {article.pk for article in placed.duplicates}
        moved = [article for article in kept if article.pk not in gone]
        for article in moved:
            error, article.stage = article.error, Stage.GROUPED
            article.wait(now)
            article.error = error
        Article.objects.write(moved, fields=_WRITTEN)
    return Counter(grouped=len(placed.reports), duplicates=len(gone), repaired=placed.repairs)


def settle(now: datetime) -> bool:
    """Set in order what came in disorder, and what removals left behind; say whether anything was."""
    return bool(counting.count_after_removals()) or settling.settle(now) > 0
