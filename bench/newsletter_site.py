"""A site with an edition and so many subscribers, for `bench.newsletter`."""

import os
import sys
from datetime import timedelta
from hashlib import blake2b

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from daily8.articles.models import Article, Stage  # noqa: E402
from daily8.editions import making, schedule  # noqa: E402
from daily8.newsletter.models import State, Subscriber  # noqa: E402
from daily8.pipeline import editing  # noqa: E402
from daily8.sources.models import Publisher  # noqa: E402
from daily8.stories.models import Report, Story  # noqa: E402


def fill(subscribers: int) -> None:
    """Make eight stories of three publishers each, the edition of today, and those who get it."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    day = schedule.due_day(now)
    at = schedule.appears_at(day) - timedelta(hours=3)
    papers = [
        Publisher.objects.create(
            domain=f"paper{number}.example", names={"en": f"Paper {number}"}, home="", added_at=now, language="en"
        )
        for number in range(9)
    ]
    for number in range(8):
        articles = [_article(number, paper, at) for paper in papers[number % 3 :: 3]]
        story = Story.objects.create(
            key=articles[0].key, first_at=at, last_at=at, reports_count=3, originals_count=3, publishers_count=3
        )
        for article in articles:
            Report.objects.create(article=article, story=story, change=1, published_at=at)
    assert making.make("en", day, now, lambda _story, _since: 0)
    editing.word(now)
    asked = {"language": "en", "state": State.CONFIRMED, "asked_at": at, "confirmed_at": at}
    Subscriber.objects.bulk_create(
        Subscriber(address=f"reader{number}@daily.example", **asked) for number in range(subscribers)
    )


def _article(story: int, paper: Publisher, at: object) -> Article:
    url = f"https://{paper.domain}/{story}"
    text = f"The council of town {story} voted on Tuesday to open the bridge again. {paper} was there."
    return Article.objects.create(
        key=blake2b(url.encode(), digest_size=16).hexdigest(),
        url=url,
        publisher=paper,
        stage=Stage.PUBLISHED,
        visible=True,
        kind="article",
        language="en",
        title=f"Town {story} opens its bridge",
        text=text,
        html=f"<p>{text}</p>",
        excerpt=text,
        words=len(text.split()),
        published_at=at,
        found_at=at,
    )


if __name__ == "__main__":
    fill(int(sys.argv[1]))
