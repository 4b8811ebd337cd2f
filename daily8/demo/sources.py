"""The made-up papers as publishers of the site."""

from datetime import datetime

from django.db import transaction

from daily8.demo.world import Paper, papers
from daily8.sources.catalogue import Loaded
from daily8.sources.models import Feed, Publisher

ADDRESS = "http://127.0.0.1:8881"


def load(now: datetime, *, address: str = ADDRESS) -> Loaded:
    """Add the papers that are not there yet, with their feeds at the address of the demo's server."""
    with transaction.atomic():
        before = Publisher.objects.count(), Feed.objects.count()
        for paper in papers(address, now):
            _add(paper, now)
        after = Publisher.objects.count(), Feed.objects.count()
    return Loaded(publishers=after[0] - before[0], feeds=after[1] - before[1])


def _add(paper: Paper, now: datetime) -> None:
    told = {
        "names": paper.names,
        "home": paper.home,
        "country": paper.country,
        "language": paper.language,
        "rights": paper.rights,
        "added_at": now,
    }
    publisher, _ = Publisher.objects.get_or_create(domain=paper.domain, defaults=told)
    defaults = {"publisher": publisher, "language": paper.language, "added_at": now, "due_at": now}
    Feed.objects.get_or_create(url=paper.feed_url, defaults=defaults)
