"""Makes, replays and measures editions on a site: for `bench.editions`, which sets Django up first."""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import numpy as np
from click.testing import CliRunner
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db.models import F, Max, Min
from django.utils import timezone

from daily8.articles.models import Article, Stage
from daily8.assistant.editions import news
from daily8.commands.edition import edition as command
from daily8.editions import making, schedule
from daily8.editions.formula import SIZE, Verdict
from daily8.editions.models import Edition, Entry, Rhythm, stories_now
from daily8.editions.past import past
from daily8.sources.models import Publisher
from daily8.stories.models import Report, Story

PUBLISHERS, AT_ONCE = 300, 2000
LANGUAGES = [code for code, _ in settings.LANGUAGES]


def make(kept: str) -> None:
    """Live through the days, each with what was published by then; print what held, and keep the editions."""
    Article.objects.update(found_at=F("published_at"))
    ends = Article.objects.filter(visible=True).aggregate(first=Min("published_at"), last=Max("published_at"))
    Article.objects.filter(visible=True).update(visible=False, stage=Stage.PUBLISHED)
    day, last = (timezone.localtime(ends[name]).date() for name in ("first", "last"))
    while day <= last:
        now = schedule.appears_at(day)
        Article.objects.filter(withdrawn=False, published_at__lt=now).exclude(title="").update(visible=True)
        for language in LANGUAGES:
            making.make(language, day, now, news)
            making.make_week(language, schedule.due_day(now, Rhythm.WEEKLY), now)
        day += timedelta(days=1)
    Path(kept).write_text(serializers.serialize("json", [*Edition.objects.all(), *_bare_entries()]))
    print(json.dumps(_held()))
    _tell()


def _bare_entries() -> Iterator[Entry]:
    """Without what they point to, which is not on the other machine."""
    for entry in Entry.objects.all():
        entry.headline_id = None
        yield entry


def _held() -> dict[str, float]:
    """What is counted of all daily editions; each fault should be nought."""
    dailies = list(Edition.objects.filter(rhythm=Rhythm.DAILY).order_by("day"))
    sizes = [edition.entries.count() for edition in dailies]
    return {
        "editions.dailies": len(dailies),
        "editions.of_eight": sum(size == SIZE for size in sizes),
        "editions.thin": sum(size < SIZE for size in sizes),
        "editions.weeklies": Edition.objects.filter(rhythm=Rhythm.WEEKLY).count(),
        "editions.too_many_of_a_sort": sum(map(_too_many, dailies)),
        "editions.again": sum(_again(edition)[0] for edition in dailies),
        "editions.again_without_news": sum(_again(edition)[1] for edition in dailies),
    }


def _too_many(edition: Edition) -> int:
    lines = [line for line in edition.ballot() if line.is_in]
    counts = {
        "category": Counter(line.entrant.category for line in lines if line.entrant.category),
        "country": Counter(line.entrant.country for line in lines if line.entrant.country),
        "family": Counter(line.family for line in lines),
    }
    caps = edition.caps.told()
    return sum(count > caps[name] for name, found in counts.items() for count in found.values())


def _again(edition: Edition) -> tuple[int, int]:
    """How many of its stories were in editions before, by what they are now, and how many without news."""
    was = past(edition.language, edition.day)
    lines = {line.entrant.story: line for line in edition.ballot() if line.is_in}
    again = [lines[key] for key, story in stories_now(list(lines)).items() if story.key in was]
    return len(again), sum(not line.entrant.news for line in again)


def _tell() -> None:
    """Show the ballot of the day on which most was looked at, and why stories were not in, over all days."""
    largest = Edition.objects.filter(rhythm=Rhythm.DAILY, language="en").order_by("-considered").first()
    if largest:
        told = CliRunner().invoke(command, ["--explain", largest.day.isoformat()]).output
        print("\n".join(told.splitlines()[:30]), file=sys.stderr)
    verdicts = Counter(
        Verdict(line.verdict).value for edition in Edition.objects.all() for line in edition.ballot()
    )
    print(dict(verdicts), file=sys.stderr)


def replay() -> None:
    """Print each edition as the command chooses it again."""
    for edition in Edition.objects.order_by("language", "rhythm", "day"):
        asked = ["--replay", edition.day.isoformat(), "--language", edition.language]
        told = CliRunner().invoke(command, [*asked, *(["--weekly"] if edition.rhythm == Rhythm.WEEKLY else [])])
        print(told.exit_code, told.output, end="")


def load_and_replay(kept: str) -> None:
    """The same on a site that has nothing else, with its rows and what was looked at in another order."""
    call_command("migrate", verbosity=0)
    rows = [row.object for row in serializers.deserialize("json", Path(kept).read_text())]
    for edition in reversed([row for row in rows if isinstance(row, Edition)]):
        edition.entrants.reverse()
        edition.save(force_insert=True)
    Entry.objects.bulk_create(reversed([row for row in rows if isinstance(row, Entry)]))
    replay()


def fill(count: str) -> None:
    """Put so many articles of one day on an empty site, in events that one to a few dozen publishers report."""
    call_command("migrate", verbosity=0)
    now, chance = timezone.now().replace(microsecond=0), np.random.default_rng(5)
    publishers = [
        Publisher(
            domain=f"paper{number}.example", country=("KE", "EG", "GB", "IN", "US")[number % 5], added_at=now
        )
        for number in range(PUBLISHERS)
    ]
    publishers = Publisher.objects.bulk_create(publishers)
    end = schedule.appears_at(schedule.due_day(now))
    coming = enumerate(_events(chance, int(count)))
    while some := list(islice(coming, AT_ONCE)):
        _put(some, publishers, end, chance)


def _events(chance: np.random.Generator, count: int) -> Iterator[list[int]]:
    """Numbers of publishers, event by event, until there are so many articles."""
    left = count
    while left > 0:
        size = int(min(left, 40, chance.zipf(1.8)))
        left -= size
        yield [int(one) for one in chance.integers(0, PUBLISHERS, size)]


def _put(
    some: list[tuple[int, list[int]]], publishers: list[Publisher], end: datetime, chance: np.random.Generator
) -> None:
    stories, articles, places = [], [], []
    for number, told in some:
        moments = [end - timedelta(seconds=int(one)) for one in chance.integers(1, 86_400, len(told))]
        key = blake2b(f"story {number}".encode(), digest_size=16).hexdigest()
        stories.append(
            Story(
                key=key,
                first_at=min(moments),
                last_at=max(moments),
                reports_count=len(told),
                originals_count=len(told),
                publishers_count=len(set(told)),
            )
        )
        for place, (publisher, moment) in enumerate(zip(told, moments, strict=True)):
            places.append(len(stories) - 1)
            articles.append(_article(f"{number}/{place}", publishers[publisher], moment, place))
    stories, articles = Story.objects.bulk_create(stories), Article.objects.bulk_create(articles)
    Report.objects.bulk_create(
        Report(article=article, story=stories[place], change=1, published_at=article.published_at)
        for article, place in zip(articles, places, strict=True)
    )


def _article(name: str, publisher: Publisher, moment: datetime, place: int) -> Article:
    return Article(
        key=blake2b(name.encode(), digest_size=16).hexdigest(),
        url=f"https://{publisher.domain}/{name}",
        publisher=publisher,
        stage=Stage.PUBLISHED,
        visible=True,
        kind="article",
        language=LANGUAGES[place % 3 % 2],
        category=("world", "politics", "business", "sports", "science")[len(name) % 5],
        title=f"Report {name}",
        words=200,
        text="Ships left the harbour at dawn on Wednesday. " * 25,
        published_at=moment,
        found_at=moment,
    )


def cost() -> None:
    """Print the seconds of CPU that the English edition takes, and the peak of memory."""
    now = timezone.now()
    Story.objects.first()
    begun = time.process_time()
    edition = making.make("en", schedule.due_day(now), now, lambda _story, _since: 0)
    seconds = time.process_time() - begun
    if edition is None or edition.entries.count() != SIZE:
        raise RuntimeError("there should be an edition of eight")
    print(json.dumps({"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
