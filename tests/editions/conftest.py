"""Days with stories of many publishers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from daily8.articles.models import Article
from daily8.editions import schedule
from daily8.sources.models import Publisher
from daily8.stories.models import Story
from daily8.work import clock

DAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 6, 1, tzinfo=UTC)
FIRST = (
    "A ferry with ninety people ran aground near the harbour on Wednesday morning. The coast guard brought all "
    "of them ashore within two hours. Twelve people were injured, the hospital of the town said. The company has "
    "three ships on this line. Its director spoke of fog and of a lamp that did not burn."
)
SECOND = (
    "Ninety people were on a ferry that ran aground off the harbour, the coast guard said on Wednesday. It said "
    "that fifteen people were injured. Divers found a hole in the hull, and the captain was suspended by the "
    "company."
)


@pytest.fixture(autouse=True)
def _time(settings):
    settings.EDITION_TIME, settings.TIME_ZONE = "06:00", "UTC"


@pytest.fixture
def press(make_publisher) -> list[Publisher]:
    """Ten publishers of ten countries."""
    codes = ("KE", "SA", "GB", "EG", "US", "FR", "IN", "ZA", "BR", "JP")
    return [make_publisher(f"paper{number}.example", country=code) for number, code in enumerate(codes)]


@pytest.fixture
def tell(press, make_article, make_story) -> Callable[..., Story]:
    """Let so many publishers report an event, an hour apart, before the edition of a day."""

    def tell(title: str, publishers: int = 3, *, day: date = DAY, hours: float = 6, **fields: object) -> Story:
        begins = schedule.appears_at(day) - timedelta(hours=hours)
        articles = [
            make_article(
                publisher=press[(sum(map(ord, title)) + number) % len(press)],
                title=f"{title} {number}",
                published_at=begins + timedelta(minutes=20 * number),
                **({"category": ""} | fields),
            )
            for number in range(publishers)
        ]
        return make_story(*articles)

    return tell


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def ferry(tell):
    story = tell("Ferry aground", 2)
    for report, text in zip(story.reports.order_by("pk"), (FIRST, SECOND), strict=True):
        Article.objects.filter(pk=report.article_id).update(text=text, excerpt=text[:80])
    return story


def nothing_new(_story: str, _since: datetime) -> int:
    return 0


def much_new(_story: str, _since: datetime) -> int:
    return 3
