"""What is found by searches that are followed: once for each event, however many reports of it come."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from daily8.accounts.models import User
from daily8.alerts import followers
from daily8.alerts.batches import Batch
from daily8.alerts.models import Alert, Kind
from daily8.engine.words.queries import parse
from daily8.reading import models as reading
from daily8.reading import muting
from daily8.reading.models import Follow
from daily8.search.finding import among
from daily8.search.places import pk_of, place_of

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
    finds: dict[str, set[int]] = {}
    follows = list(followers.follows(reading.Kind.SEARCH).order_by("added_at", "pk")) if places else []
    for follow in follows:
        if follow.key not in finds:
            finds[follow.key] = {pk_of(place) for place in among(parse(follow.key), places)}
    return [(finds[follow.key], follow) for follow in follows if finds[follow.key]]


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
        title=follow.key,
        lines=[[pk, ""] for pk in articles[:_MOST_LINES]],
        made_at=now,
    )


class _Told:
    """Who was told of which event already, under whatever key its story had."""

    def __init__(self, batch: Batch, users: Collection[int], others: Collection[Alert]):
        keys = {key: story for story, former in batch.keys.items() for key in former}
        earlier = Alert.objects.about(keys, users)
        self._told: set[tuple[int, _Event]] = {(user, keys[key]) for user, key in earlier}
        self._told |= {(alert.user_id, keys[alert.story_key]) for alert in others}

    def first(self, user: User, event: _Event) -> bool:
        """Whether this is the first that a reader is told of an event; from now on it is not."""
        if (user.pk, event) in self._told:
            return False
        self._told.add((user.pk, event))
        return True
