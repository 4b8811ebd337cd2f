"""What is found by searches that are followed: once for each event, however many reports of it come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from daily8.accounts.models import User
from daily8.alerts import followers
from daily8.alerts.batches import Batch
from daily8.alerts.isolating import each
from daily8.alerts.models import Alert, Kind
from daily8.engine.words.queries import parse
from daily8.reading import models as reading
from daily8.reading import muting
from daily8.reading.models import Follow
from daily8.search.finding import among
from daily8.search.places import pk_of, place_of
from daily8.stories.models import Report

_MOST_LINES = 4
# What tells an event: the primary key of a story, or of an article without one, below zero.
_Event = int


def alerts(batch: Batch, now: datetime, others: Collection[Alert]) -> list[Alert]:
    """Return an alert for each reader and event that a search finds, unless others or earlier ones tell of it."""
    follows = _follows(batch)
    told = _Told(batch, {follow.user_id for _, follow in follows}, others)
    muters = followers.muters([follow for _, follow in follows])
    found: list[Alert] = []
    for articles, follow in follows:
        seen = articles & batch.since(follow.added_at)
        hidden = muting.of(follow.user).among(seen) if follow.user_id in muters else set()
        for event, pks in _by_event(batch, seen - hidden).items():
            if told.first(follow.user, event):
                found.append(_alert(follow, batch, event, pks, now))
    return found


def _follows(batch: Batch) -> list[tuple[set[int], Follow]]:
    """What each search that is followed finds among the articles, where it finds any; each is looked for once."""
    places = [place_of(article.published_at, pk) for pk, article in batch.articles.items()]
    follows = list(followers.follows(reading.Kind.SEARCH).order_by("added_at", "pk")) if places else []
    searches = dict.fromkeys(follow.key for follow in follows)
    found = dict(each(searches, lambda words: [(words, {pk_of(one) for one in among(parse(words), places)})]))
    return [(found[follow.key], follow) for follow in follows if found.get(follow.key)]


def _by_event(batch: Batch, articles: Iterable[int]) -> dict[_Event, list[int]]:
    found: dict[_Event, list[int]] = defaultdict(list)
    for pk in sorted(articles):
        story = batch.stories.get(pk)
        found[story.pk if story else -pk].append(pk)
    return found


def _alert(follow: Follow, batch: Batch, event: _Event, articles: list[int], now: datetime) -> Alert:
    story = batch.stories.get(articles[0])
    return Alert(
        user=follow.user,
        kind=Kind.SEARCH,
        event=f"search:{story.key}" if story else f"search:article:{-event}",
        story_key=story.key if story else "",
        words=follow.key,
        lines=[[pk, ""] for pk in articles[:_MOST_LINES]],
        made_at=now,
    )


class _Told:
    """Who was told of which event already: under whatever key its story had, or by an article that it has now."""

    def __init__(self, batch: Batch, users: Collection[int], others: Collection[Alert]):
        keys = {key: story for story, former in batch.keys.items() for key in former}
        earlier = Alert.objects.about(keys, users)
        self._told: set[tuple[int, _Event]] = {(user, keys[key]) for user, key in earlier}
        self._told |= {(alert.user_id, keys[alert.story_key]) for alert in others}
        self._told |= set(_by_article(batch, users))

    def first(self, user: User, event: _Event) -> bool:
        """Whether this is the first that a reader is told of an event; from now on it is not."""
        if (user.pk, event) in self._told:
            return False
        self._told.add((user.pk, event))
        return True


def _by_article(batch: Batch, users: Collection[int]) -> Iterator[tuple[int, _Event]]:
    """Whom articles were told of that are in these stories now: a story may have been parted from another."""
    now_in = dict(Report.objects.filter(story__in=batch.by_story).values_list("article_id", "story_id"))
    rows = Alert.objects.filter(user__in=users, kind=Kind.SEARCH)
    for user, lines in rows.values_list("user_id", "lines"):
        yield from ((user, now_in[article]) for article, _ in lines if article in now_in)
