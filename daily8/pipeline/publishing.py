"""Lets readers see and find what is ready."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from daily8.articles.models import Article, Stage
from daily8.pipeline.tools import Tools
from daily8.search import indexing
from daily8.work.models import PAGES, Version, WaitingQuerySet


def waiting() -> WaitingQuerySet[Article]:
    """Articles to be shown, with what they are found by."""
    return Article.objects.at(Stage.GROUPED).defer("html", "entry")


async def ready(article: Article, tools: Tools) -> Article:  # noqa: ARG001  (a step like the others)
    """Nothing is left to find out."""
    return article


def store(articles: list[Article], now: datetime) -> Counter[str]:  # noqa: ARG001
    """Make articles visible, but for those without a headline and those that an operator withdrew."""
    with transaction.atomic():
        waiting = Article.objects.at(Stage.GROUPED).filter(pk__in=[article.pk for article in articles])
        alive = waiting.alive(articles)
        indexing.index([article for article in articles if article.pk in alive and article.title])
        free = {"due_at": None, "claimed_by": "", "claimed_until": None}
        hidden = waiting.filter(title="").update(
            stage=Stage.PUBLISHED, error="neither the page nor the feed gives a headline", **free
        )
        shown = waiting.filter(withdrawn=False).update(stage=Stage.PUBLISHED, visible=True, **free)
        hidden += waiting.update(stage=Stage.PUBLISHED, **free)
        if shown:
            Version.bump(PAGES)
    return Counter(published=shown, hidden=hidden)
