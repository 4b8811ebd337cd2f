"""Places articles once more, in the order of their time, after many came in another order.

What comes in order needs nothing of this. An import brings a week's articles by publisher, though, and an article
that is placed before what came before it may begin a story that there is already.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F

from daily8.articles.models import Article
from daily8.stories.models import Story
from daily8.stories.regrouping import Regrouping, RegroupingError
from daily8.stories.window import LENGTH
from daily8.work.models import Version

# Counts the articles that were placed after articles published later.
UNSETTLED = "unsettled"
# So much later an article may come without being out of order: feeds are asked now and then.
_LATE = timedelta(hours=3)
# When so large a share of the window came out of order, it is placed anew.
_SHARE = 0.02


def note(articles: Iterable[Article]) -> None:
    """Count those of the articles, about to be placed, that come out of order."""
    newest = Story.objects.newest_first().values_list("last_at", flat=True).first()
    late = sum(1 for article in articles if newest and article.published_at < newest - _LATE)
    if late:
        Version.objects.get_or_create(name=UNSETTLED)
        Version.objects.filter(name=UNSETTLED).update(number=F("number") + late)


def settle(now: datetime) -> int:
    """Place the articles of the window anew if too many came out of order; return how many reports moved.

    Where others place or correct meanwhile, it is left for another time.
    """
    unsettled = Version.current(UNSETTLED)
    since = now - LENGTH
    # Asked whenever nothing else is to do, so of an index, and of no more of it than is enough.
    placed = Article.objects.visible().filter(published_at__gte=since)[: int(unsettled / _SHARE) + 1]
    if not unsettled or unsettled < _SHARE * placed.count():
        return 0
    regrouping = Regrouping(since)
    regrouping.place()
    try:
        moved = regrouping.write()
    except RegroupingError:
        return 0
    Version.objects.filter(name=UNSETTLED).update(number=0)
    return moved
