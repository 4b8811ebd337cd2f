"""Notices what readers are to be told: each thing once, whatever ends when."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from daily8.alerts import followers, of_searches, of_stories
from daily8.alerts.batches import Batch
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Fresh
from daily8.articles.models import Article
from daily8.work import rows

# What comes later than so long after it was published is no news; a source that is new brings its archive.
_NEWS = timedelta(days=2)
# Reports of one event come in numbers: what is told together is told once.
GATHERED = timedelta(minutes=1)
_AT_ONCE = 200


def note(articles: Collection[int], now: datetime) -> None:
    """Remember articles (primary keys) that readers see for the first time; belongs into that transaction.

    Copies of others say nothing, and nothing is remembered where nobody is to be told.
    """
    if not articles or not followers.any_at_all():
        return
    told = Article.objects.filter(pk__in=articles, published_at__gte=now - _NEWS, copy_of=None)
    fresh = [(pk, now) for pk in told.order_by("pk").values_list("pk", flat=True)]
    rows.insert(Fresh, ("article", "noted_at"), fresh, skip_conflicts=True)


def notice(now: datetime) -> int:
    """Make the alerts of what became fresh a while ago; return how many articles were looked at.

    What is to be told is found out first, and kept in one transaction with its having been looked at.
    """
    ripe = Fresh.objects.filter(noted_at__lte=now - GATHERED)
    looked_at = list(ripe.order_by("noted_at", "pk")[:_AT_ONCE])
    if not looked_at:
        return 0
    batch = Batch.of(looked_at)
    found = of_stories.alerts(batch, now)
    found += of_searches.alerts(batch, now, found)
    _keep(looked_at, found, now)
    return len(looked_at)


def _keep(looked_at: Collection[Fresh], found: Collection[Alert], now: datetime) -> None:
    with transaction.atomic():
        same = Fresh.objects.filter(pk__in=[row.pk for row in looked_at])
        if len(same.select_for_update().values_list("pk")) != len(looked_at):
            # Another worker was faster, or an article is gone: what is left is looked at anew.
            return
        keep(found, now)
        same.delete()
