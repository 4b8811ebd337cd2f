"""Takes publishers away."""

from django.db import transaction

from daily8.sources.models import Feed, Publisher
from daily8.work.models import PAGES, REMOVALS, Version


def remove(publisher: Publisher) -> None:
    """Delete a publisher with its feeds and articles; readers lose sight of them at once.

    What a worker is finding out of it meanwhile is not stored.
    """
    with transaction.atomic():
        # In the order in which a worker takes them, which then finds the feeds gone.
        list(Feed.objects.filter(publisher=publisher).select_for_update().order_by("pk"))
        publisher.delete()
        Version.bump(PAGES)
        Version.bump(REMOVALS)
