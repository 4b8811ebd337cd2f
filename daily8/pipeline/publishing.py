"""Lets readers see and find what is ready."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from daily8.alerts import noticing
from daily8.articles import shown as things
from daily8.articles.models import Article, Stage
from daily8.hooks import noticing as hooks
from daily8.pipeline.tools import Tools
from daily8.search import indexing
from daily8.stories.models import Relation, Report
from daily8.work.models import Change, WaitingQuerySet


def waiting() -> WaitingQuerySet[Article]:
    """Articles to be shown, with what they are found by."""
    return Article.objects.at(Stage.GROUPED).defer("html", "entry")


async def ready(article: Article, tools: Tools) -> Article:  # noqa: ARG001  (a step like the others)
    """Nothing is left to find out."""
    return article


def store(articles: list[Article], now: datetime) -> Counter[str]:
    """Make articles visible and findable, but for those without a headline and those that an operator withdrew."""
    with transaction.atomic():
        waiting = Article.objects.at(Stage.GROUPED)
        alive = waiting.alive(articles)
        free = {"due_at": None, "claimed_by": "", "claimed_until": None, "stage": Stage.PUBLISHED}
        same = Article.objects.filter(pk__in=alive)
        seen = set(same.visible().values_list("pk", flat=True))
        same.filter(title="").update(error="neither the page nor the feed gives a headline")
        same.filter(withdrawn=False).exclude(title="").update(visible=True)
        same.update(**free)
        shown = set(same.visible().values_list("pk", flat=True))
        indexing.forget(alive - shown)
        indexing.index([article for article in articles if article.pk in shown])
        noticing.note(shown - seen, now)
        hooks.articles(shown - seen, now)
        Change.note(_touched([article for article in articles if article.pk in alive]), now)
    Change.forget(now)
    return Counter(published=len(shown), hidden=len(alive - shown))


def _touched(articles: Sequence[Article]) -> set[str]:
    """What changes on pages with these articles: they, their lists, their stories, what they relate to."""
    keys = [article.pk for article in articles]
    stories = Report.objects.filter(article__in=keys).values_list("story", flat=True)
    related = {pk for pair in Relation.objects.of_any(keys).values_list("newer", "older") for pk in pair}
    copied = Article.objects.filter(copies__in=keys).values_list("pk", flat=True)
    return {
        *things.touched_by(articles),
        *map(things.story, stories),
        *map(things.article, related | {*copied}),
    }
