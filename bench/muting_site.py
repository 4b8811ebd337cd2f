"""Tries sets of mutes and follows on every list of a site: for `bench.muting`, in the site's own settings.

A list that is walked to its end must be what it was without mutes, less what the previews show, in the same order.
"For you" chooses: it must be what it is where no reader sees what the previews show. So does the front page, which
also counts who reports a story: it must show none of it. A letter and a push about some articles must tell of
those alone that are shown.
"""

import json
import os
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from daily8.accounts.models import User  # noqa: E402
from daily8.alerts import letters, pushes, telling  # noqa: E402
from daily8.alerts.models import Alert, Choice, Device, Kind  # noqa: E402
from daily8.articles.categories import CATEGORIES  # noqa: E402
from daily8.articles.models import Article  # noqa: E402
from daily8.reading import following, for_you, muting, own_feeds, things  # noqa: E402
from daily8.reading.models import Follow, Mute  # noqa: E402
from daily8.reading.things import Thing  # noqa: E402
from daily8.search.places import pk_of  # noqa: E402
from daily8.sources.models import Publisher  # noqa: E402
from daily8.stories.models import Story  # noqa: E402
from daily8.topics.models import Hashtag  # noqa: E402

Keys = list[int]
ALL = "languages=all"


@dataclass
class Tally:
    """What was compared, and where it did not agree."""

    rule_sets: int = 0
    pages: int = 0
    differences: int = 0
    hidden: int = 0
    examples: list[str] = field(default_factory=list)

    def compare(self, name: str, shown: Keys, wanted: Keys) -> None:
        """Count one list."""
        self.pages += 1
        if shown != wanted:
            self.differences += 1
            self.examples.append(f"{name}: {sorted(set(shown) ^ set(wanted))[:5]}")


@dataclass
class Site:
    """The lists of the site as one reader sees them, each as primary keys in its order."""

    client: Client
    feed: str

    def walked(self, address: str) -> Keys:
        """A list, page by page to its end."""
        found: Keys = []
        path = address.split("?")[0]
        while address:
            page = self.client.get(address).context["page"]
            found += [article.pk for article in page.articles]
            address = f"{path}{page.older}" if page.older else ""
        return found

    def found(self, words: str) -> Keys:
        """All that a search finds."""
        results = self.client.get(f"/en/search?order=newest&q={quote(words)}").context["results"]
        return [pk_of(hit.place) for hit in results.found.hits]

    def fed(self) -> list[str]:
        """The keys of articles in the feed of what is followed."""
        items = json.loads(self.client.get(f"{self.feed}?{ALL}").content)["items"]
        return [item["id"].rsplit("/", 1)[-1] for item in items]

    def front(self) -> Keys:
        """The front page."""
        page = self.client.get(f"/en/?{ALL}").context["front"]
        sections = [one.article.pk for section in page.sections for one in section.headlines]
        top = [one.article.pk for one in (page.lead, *page.secondary) if one]
        return [*top, *sections, *(one.article.pk for one in page.latest)]

    def for_you(self) -> Keys:
        """The whole page of what suits the reader."""
        found: Keys = []
        address = f"/en/for-you?{ALL}"
        while address:
            context = self.client.get(address).context
            found += [card.article.pk for card in context["cards"]]
            address = context["next"]
        return found


def main(sets: int) -> None:
    """Try so many sets, and print what came of it."""
    # So that answers tell what their templates were given.
    setup_test_environment()
    chance, tally = random.Random(8), Tally()
    site, reader = begin()
    everything = site.walked(f"/en/latest?{ALL}")
    for _number in range(sets):
        attempt(site, reader, chance, tally, everything)
    print(json.dumps(vars(tally) | {"examples": tally.examples[:10]}))


def begin() -> tuple[Site, User]:
    """Let somebody be signed in who has a page of what suits and a feed of what is followed."""
    reader = User.objects.create(username="reader", email="reader@daily.example")
    for_you.switch_on(reader)
    own_feeds.renew(reader, timezone.now())
    feed = own_feeds.of(reader)
    client = Client()
    client.force_login(reader)
    return Site(client, f"/en/following/{feed.token if feed else ''}/feed.json"), reader


def attempt(site: Site, reader: User, chance: random.Random, tally: Tally, everything: Keys) -> None:
    """Let the reader follow and mute something else, and compare every list; `everything` is the longest."""
    Follow.objects.all().delete()
    Mute.objects.all().delete()
    _follow(reader, chance)
    lists = _lists(site, chance)
    before = {name: (read(), own) for name, (read, own) in lists.items()}
    muted = _muted(chance)
    hidden = _preview(muted)
    moment = timezone.now()
    with _unseen(hidden), _at(moment):
        chosen = site.for_you()
    for thing in muted:
        muting.mute(reader, thing, timezone.now())
    tally.rule_sets += 1
    tally.hidden += len(hidden)
    tally.compare("latest", site.walked(f"/en/latest?{ALL}"), [pk for pk in everything if pk not in hidden])
    for name, (read, _own) in lists.items():
        whole, own = before[name]
        less = _preview([thing for thing in muted if (thing.kind, thing.key) != own])
        tally.compare(name, read(), [pk for pk in whole if pk not in less])
    tally.compare("front", [pk for pk in site.front() if pk in hidden], [])
    with _at(moment):
        tally.compare("for you", site.for_you(), chosen)
    _compare_feed(site, tally, [pk for pk in before["following"][0] if pk not in hidden])
    some = [*chance.sample(everything, 4), *chance.sample(sorted(hidden), min(4, len(hidden)))]
    _compare_messages(reader, tally, list(dict.fromkeys(some)), hidden)


def _compare_feed(site: Site, tally: Tally, wanted: Keys) -> None:
    keys = dict(Article.objects.filter(pk__in=wanted).values_list("key", "pk"))
    tally.compare("feed", [keys.get(key, 0) for key in site.fed()], wanted[:30])


def _compare_messages(reader: User, tally: Tally, some: Keys, hidden: set[int]) -> None:
    """What a letter and a push say of these articles, which one search found."""
    now, choice = timezone.now(), Choice(user=reader, mail=True)
    lines = [[pk, ""] for pk in some]
    alert = Alert(user=reader, kind=Kind.SEARCH, event="search:1", words="news", lines=lines, made_at=now)
    told = telling.told([alert], reader)
    wanted = {pk: Article.objects.get(pk=pk) for pk in some if pk not in hidden}
    letter = letters.letter(choice, reader.email, told, letters.new_token()).body if told else ""
    keys = {article.key: pk for pk, article in wanted.items()}
    written = dict.fromkeys(re.findall(r"/article/([0-9a-f]{32})$", letter, re.MULTILINE))
    # An alert about one article alone leads to it, in a line before the headline.
    tally.compare("letter", [keys.get(key, 0) for key in written], list(wanted))
    body = json.loads(pushes.push_of(Device(user=reader), told, choice, now).data)["body"] if told else ""
    titles = [" ".join(article.title.split()) for article in wanted.values()]
    tally.compare("push", list(map(hash, body.split("\n") if body else [])), list(map(hash, titles)))


Lists = dict[str, tuple[Callable[[], Keys], tuple[str, str] | None]]


def _lists(site: Site, chance: random.Random) -> Lists:
    """Lists that are walked to their ends, and what each is about, which its own page shows though it is muted."""
    category = chance.choice(CATEGORIES)
    source, hashtag = _publisher(chance), _hashtag(chance)
    words = chance.choice(_words(chance))
    return {
        "category": (lambda: site.walked(f"/en/category/{category.id}?{ALL}"), None),
        "source": (lambda: site.walked(f"/en/source/{source.domain}?{ALL}"), ("source", str(source.pk))),
        "hashtag": (
            lambda: site.walked(f"/en/hashtag/{quote(hashtag.slug)}?{ALL}"),
            ("hashtag", str(hashtag.pk)),
        ),
        "search": (lambda: site.found(words), None),
        "following": (lambda: site.walked(f"/en/following?{ALL}"), None),
    }


def _follow(reader: User, chance: random.Random) -> None:
    story = chance.choice(list(Story.objects.shared()))
    wanted = [
        *(things.named("source", _publisher(chance).domain) for _ in range(chance.randint(0, 3))),
        *(things.named("hashtag", _hashtag(chance).slug) for _ in range(chance.randint(1, 4))),
        *([things.named("story", story.key)] if chance.random() < 0.5 else []),
        *([things.named("search", chance.choice(_words(chance)))] if chance.random() < 0.5 else []),
    ]
    for thing in filter(None, wanted):
        following.follow(reader, thing, timezone.now())


def _muted(chance: random.Random) -> list[Thing]:
    wanted = [
        *(muting.named("source", _publisher(chance).domain) for _ in range(chance.randint(0, 3))),
        *(muting.named("hashtag", _hashtag(chance).slug) for _ in range(chance.randint(0, 3))),
        *(muting.named("words", words) for words in _words(chance)[: chance.randint(0, 3)]),
    ]
    return list({(thing.kind, thing.key): thing for thing in wanted if thing}.values())


def _preview(muted: Sequence[Thing]) -> set[int]:
    """What the previews of these things show."""
    visible = Article.objects.visible()
    return {pk for thing in muted for pk in muting.by(thing).hidden(visible).values_list("pk", flat=True)}


@contextmanager
def _unseen(articles: set[int]) -> Iterator[None]:
    """A world in which no reader sees these."""
    Article.objects.filter(pk__in=articles).update(visible=False)
    yield
    Article.objects.filter(pk__in=articles).update(visible=True)


def _at(moment: datetime) -> AbstractContextManager[object]:
    """Let it be one moment: what is nearly as good as another comes before or behind it as both grow older."""
    return patch.object(timezone, "now", return_value=moment)


def _publisher(chance: random.Random) -> Publisher:
    return chance.choice(list(Publisher.objects.filter(articles__visible=True).distinct().order_by("pk")))


def _hashtag(chance: random.Random) -> Hashtag:
    return chance.choice(list(Hashtag.objects.shown().filter(tags__isnull=False).distinct().order_by("pk")))


def _words(chance: random.Random) -> list[str]:
    """Words of headlines, one or two side by side."""
    titles = [one.split() for one in Article.objects.visible().values_list("title", flat=True) if " " in one]
    found: list[Any] = []
    for words in chance.sample(titles, 3):
        place = chance.randrange(len(words))
        found.append(" ".join(words[place : place + chance.randint(1, 2)]))
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
