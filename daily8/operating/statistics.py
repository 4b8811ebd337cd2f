"""What there is of everything, in numbers."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncDate

from daily8.accounts.models import User
from daily8.articles.models import Article, Stage
from daily8.comments.models import Comment
from daily8.newsletter.models import Subscriber
from daily8.operating import databases
from daily8.sources.models import Feed, Publisher, Status
from daily8.stories.models import Story
from daily8.topics.models import Hashtag
from daily8.work import clock
from daily8.work.models import Mail

_DAYS = 7
_LANGUAGES = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers that belong together."""

    name: str
    numbers: dict[str, int]


def all_of_it() -> list[Group]:
    """Return every group of numbers, in the order in which they are read."""
    return [_sources(), _articles(), _by_language(), _by_day(), _found(), _people(), _queue(), _disk()]


def _sources() -> Group:
    feeds = Feed.objects.active()
    return Group(
        "sources",
        {
            "publishers": Publisher.objects.count(),
            "feeds read": feeds.count(),
            "feeds failing": feeds.filter(failures__gt=0).count(),
            "feeds paused": Feed.objects.filter(status=Status.PAUSED).count(),
        },
    )


def _articles() -> Group:
    stages = dict(Article.objects.values_list("stage").annotate(Count("pk")).order_by())
    return Group(
        "articles",
        {
            "shown": Article.objects.visible().count(),
            "withdrawn": Article.objects.filter(withdrawn=True).count(),
            **{f"last step: {stage}": stages.get(str(stage), 0) for stage in Stage},
        },
    )


def _by_language() -> Group:
    rows = Article.objects.visible().values_list("language").annotate(number=Count("pk")).order_by("-number")
    return Group("articles by language", {code or "unknown": number for code, number in rows[:_LANGUAGES]})


def _by_day() -> Group:
    since = clock.now() - timedelta(days=_DAYS)
    days = Article.objects.visible().filter(published_at__gte=since).annotate(day=TruncDate("published_at"))
    rows = days.values_list("day").annotate(Count("pk")).order_by("-day")
    return Group("articles by day", {str(day): number for day, number in rows})


def _found() -> Group:
    return Group("found in them", {"stories": Story.objects.count(), "hashtags": Hashtag.objects.shown().count()})


def _people() -> Group:
    return Group(
        "people",
        {
            "accounts": User.objects.count(),
            "operators": User.objects.operators().count(),
            "subscribers": Subscriber.objects.count(),
            "comments": Comment.objects.count(),
        },
    )


def _queue() -> Group:
    now = clock.now()
    return Group(
        "waiting",
        {
            "feeds due": Feed.objects.active().filter(due_at__lte=now).count(),
            "articles due": Article.objects.exclude(stage=Stage.PUBLISHED).filter(due_at__lte=now).count(),
            "mail": Mail.objects.waiting().count(),
        },
    )


def _disk() -> Group:
    """Megabytes."""
    data = Path(settings.DATA)
    sizes = {f"MB in {path.name}": _megabytes(path) for path in sorted(data.iterdir()) if path.is_dir()}
    sizes = {name: size for name, size in sizes.items() if size}
    return Group(
        "disk", {"MB of database": _of_database(), **sizes, "MB free": shutil.disk_usage(data).free // 1_000_000}
    )


def _of_database() -> int:
    if connection.vendor == "postgresql":
        return int(databases.value("SELECT pg_database_size(current_database())")) // 1_000_000
    return Path(connection.settings_dict["NAME"]).stat().st_size // 1_000_000


def _megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000
