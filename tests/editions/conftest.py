"""Days with stories of many publishers."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from daily8.editions import schedule
from daily8.sources.models import Publisher
from daily8.stories.models import Story

DAY = date(2026, 11, 26)


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


def nothing_new(_story: str, _since: datetime) -> int:
    return 0


def much_new(_story: str, _since: datetime) -> int:
    return 3
