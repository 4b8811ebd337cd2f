"""The page of what suits a reader: chosen by what is followed and read to the end, each card with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from daily8.accounts.models import User
from daily8.articles.hiding import Hiding
from daily8.articles.models import Article, ArticleQuerySet, Tag
from daily8.reading import following
from daily8.reading.candidates import TELLING, candidates
from daily8.reading.events import Told, events
from daily8.reading.interests import (
    READ_DAYS,
    Finished,
    Interest,
    Key,
    Sort,
    Wish,
    interests,
    strongest,
    wish,
)
from daily8.reading.models import ForYou, Kept
from daily8.reading.things import Thing, of_hashtags, of_sources
from daily8.reading.variety import tens

# The page ends: who has read so far has read enough.
TENS = 6
_FINISHED = 300


class Because(StrEnum):
    """Why a card is there: what counted most."""

    FOLLOWED = "followed"
    FINISHED = "finished"
    REPORTED = "reported"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Card:
    """An article, the story that it stands for, and why; `key` and `sources` are for the link to that story."""

    article: Article
    because: Because
    interest: Interest | None
    thing: Thing | None
    key: str
    sources: int
    wish: Wish


def choice(user: User) -> ForYou | None:
    """Return what a reader chose for this page; nothing while it is switched off, as it is at first."""
    return ForYou.objects.filter(user=user).first()


def switch_on(user: User) -> None:
    """Let there be a page for a reader."""
    ForYou.objects.get_or_create(user=user)


def switch_off(user: User) -> None:
    """Let there be none, and forget what was chosen."""
    ForYou.objects.filter(user=user).delete()


def slide(user: User, share: int) -> None:
    """Give interests this share in percent, the rest to what matters."""
    ForYou.objects.filter(user=user).update(share=min(max(share, 0), 100))


def reset(user: User, now: datetime) -> None:
    """Let what was read until now count for nothing any more, and the slider be in the middle."""
    ForYou.objects.filter(user=user).update(since=now, share=ForYou._meta.get_field("share").default)


def kept(user: User) -> dict[str, Any]:
    """Return what was chosen, for a file of everything the reader has here; nothing else is kept for the page."""
    chosen = choice(user)
    since = chosen.since.isoformat() if chosen and chosen.since else None
    return {"on": True, "share": chosen.share, "since": since} if chosen else {"on": False}


def known_of(user: User, chosen: ForYou, followed: Iterable[Thing], now: datetime) -> dict[Key, Interest]:
    """Return what a reader is interested in, in two queries."""
    since = max(now - timedelta(days=READ_DAYS), chosen.since or now - timedelta(days=READ_DAYS))
    rows = Kept.objects.finished(user).filter(done_at__gt=since, done_at__lte=now).exclude(article=None)
    read = list(rows.values_list("article", "done_at", "article__publisher", "article__category")[:_FINISHED])
    hashtags = _telling([article for article, *_ in read])
    finished = [
        Finished(
            at,
            frozenset(
                [
                    (Sort.SOURCE, publisher),
                    *([(Sort.CATEGORY, category)] if category else []),
                    *((Sort.HASHTAG, hashtag) for hashtag in hashtags.get(article, ())),
                ]
            ),
        )
        for article, at, publisher, category in read
        if at
    ]
    return interests([_key(thing) for thing in followed], finished, now=now)


def _key(thing: Thing) -> Key:
    of: int | str = thing.name
    for one in (thing.hashtag, thing.publisher, thing.story):
        of = one.pk if one else of
    return Sort(thing.kind), of


def _telling(articles: Sequence[int]) -> dict[int, set[int]]:
    """The most telling hashtags of each article, as what they became."""
    found: dict[int, set[int]] = defaultdict(set)
    tags = Tag.objects.filter(article__in=articles, place__lt=TELLING, hashtag__banned=False).order_by()
    for article, hashtag, merged in tags.values_list("article", "hashtag", "hashtag__merged_into"):
        found[article].add(merged or hashtag)
    return found


def cards(
    user: User,
    chosen: ForYou,
    articles: ArticleQuerySet,
    hiding: Hiding,
    *,
    language: str,
    now: datetime,
    ten: int,
) -> tuple[list[Card], bool]:
    """Return one ten of the page, as it was at a moment, and whether another follows."""
    followed = following.followed(user)
    known = known_of(user, chosen, followed, now)
    told = events(user, candidates(known, articles, hiding, language=language, now=now), known, hiding, now)
    wishes = [wish(one.event, known, share=chosen.share / 100, now=now) for one in told.values()]
    found = tens(wishes, most=TENS)
    shown = found[ten - 1] if ten <= len(found) else []
    return _cards(shown, told, known, followed), ten < len(found)


def _cards(
    shown: Sequence[Wish], told: Mapping[str, Told], known: Mapping[Key, Interest], followed: Sequence[Thing]
) -> list[Card]:
    articles = Article.objects.cards().in_bulk([told[one.event.name].article for one in shown])
    things = {_key(thing): thing for thing in followed}
    liked = {one.event.name: strongest(one.event, known) for one in shown}
    things |= _things([one.key for one in liked.values() if one and one.key not in things])
    return [
        _card(one, told[one.event.name], liked[one.event.name], things, articles)
        for one in shown
        if told[one.event.name].article in articles
    ]


def _things(keys: Iterable[Key]) -> dict[Key, Thing]:
    """What is liked for having been read, as what is followed is named."""
    wanted = list(keys)
    hashtags = [pk for sort, pk in wanted if sort is Sort.HASHTAG and isinstance(pk, int)]
    sources = [pk for sort, pk in wanted if sort is Sort.SOURCE and isinstance(pk, int)]
    return {_key(thing): thing for thing in [*of_hashtags(hashtags), *of_sources(sources)]}


def _card(
    shown: Wish,
    told: Told,
    interest: Interest | None,
    things: Mapping[Key, Thing],
    articles: Mapping[int, Article],
) -> Card:
    return Card(
        article=articles[told.article],
        because=_because(shown, told, interest),
        interest=interest,
        thing=things.get(interest.key) if interest else None,
        key=told.story_key if told.sources > 1 else "",
        sources=told.sources,
        wish=shown,
    )


def _because(shown: Wish, told: Told, interest: Interest | None) -> Because:
    if interest and shown.interest >= shown.matter:
        return Because.FOLLOWED if interest.followed else Because.FINISHED
    return Because.REPORTED if told.sources > 1 else Because.NEW
