"""A story of three papers for the assistant: `python assistant_world.py <address of a model's server, or ->`."""

import hashlib
import sys
from datetime import timedelta

import django
from django.core.management import call_command
from django.utils import timezone

django.setup()

from daily8.articles.models import Address, Article, Tag  # noqa: E402
from daily8.assistant.models import Provider  # noqa: E402
from daily8.search import indexing  # noqa: E402
from daily8.sources.models import Publisher  # noqa: E402
from daily8.stories.counting import recount  # noqa: E402
from daily8.stories.models import Report, Story  # noqa: E402
from daily8.topics.models import Hashtag  # noqa: E402
from tests.web import coverage_of_a_crane as crane  # noqa: E402

NOW = timezone.now()


def make_publisher(domain: str, **fields: object) -> Publisher:
    values = {"home": f"https://{domain}/", "country": "KE", "language": "en", "rights": "full", "added_at": NOW}
    return Publisher.objects.create(domain=domain, **(values | fields))


def make_article(publisher: Publisher, title: str, text: str, **fields: object) -> Article:
    number = Article.objects.count()
    made = Article.objects.create(
        key=hashlib.md5(f"crane {number}".encode()).hexdigest(), url=f"https://{publisher.domain}/{number}",
        publisher=publisher, stage="published", visible=True, kind="article", category="world", title=title,
        text=text, words=len(text.split()), found_at=NOW, published_at=NOW, **fields,
    )  # fmt: skip
    Address.objects.create(key=made.key, article=made)
    return made


def fill() -> None:
    """Make the reports, their story and a hashtag of them."""
    reports = crane.reports(make_article, make_publisher)
    story = Story.objects.create(key=reports[0].key, first_at=NOW, last_at=NOW)
    for change, report in enumerate(reports, 1):
        Report.objects.create(article=report, story=story, change=change, published_at=report.published_at)
    recount([story.pk])
    # One report came after the others had been read.
    Article.objects.exclude(pk=reports[1].pk).update(found_at=NOW - timedelta(hours=5))
    names = {"en": "Layla Haddad", "ar": "ليلى حداد"}
    hashtag = Hashtag.objects.create(key="LaylaHaddad", slug="LaylaHaddad", kind="person", names=names)
    for report in reports:
        Tag.objects.create(article=report, hashtag=hashtag, place=0, published_at=report.published_at)
    indexing.index(reports)


call_command("migrate", verbosity=0)
fill()
if sys.argv[1] != "-":
    Provider.objects.create(name="Small", address=sys.argv[1], model="small-1", deadline=60, at_once=4)
