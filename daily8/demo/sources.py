"""The made-up papers as publishers of the site."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from daily8.articles.models import Article, Stage
from daily8.demo.world import Paper, papers
from daily8.sources.catalogue import Loaded
from daily8.sources.models import Feed, HostNote, Publisher

ADDRESS = "http://127.0.0.1:8881"


def load(now: datetime, *, address: str = ADDRESS) -> Loaded:
    """Add the papers that are not there yet, with their feeds at the address of the demo's server.

    What rests because they could not be reached, as while no demo runs, is asked again at once.
    """
    with transaction.atomic():
        _wake(address, now)
        before = Publisher.objects.count(), Feed.objects.count()
        for paper in papers(address, now):
            _add(paper, now)
        after = Publisher.objects.count(), Feed.objects.count()
    return Loaded(publishers=after[0] - before[0], feeds=after[1] - before[1])


def _wake(address: str, now: datetime) -> None:
    """Forget that the server at an address was away: it is there now."""
    HostNote.objects.filter(host=urlsplit(address).netloc.lower()).delete()
    failing = Feed.objects.active().filter(url__startswith=address + "/").exclude(error="")
    failing.update(not_before=None)
    failing.resume(now)
    unread = Article.objects.at(Stage.FETCHED).filter(url__startswith=address + "/", due_at__gt=now)
    unread.update(due_at=now)


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
