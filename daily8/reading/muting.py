"""What readers do not want to see: one rule for every list, and for the preview of what it hides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from daily8.accounts.models import User
from daily8.articles.models import Article, ArticleQuerySet, Tag
from daily8.engine.words import spelled
from daily8.reading import things
from daily8.reading.models import Mute, MuteKind
from daily8.reading.things import Thing
from daily8.search.matching import Match, Run, Where
from daily8.search.tables import table

# Each is one more condition for every list.
MOST = 100
LONGEST_WORDS = 60


class TooMuch(Exception):
    """The reader mutes as much as can be muted."""


@dataclass(frozen=True, slots=True)
class Muted:
    """Hides articles of these publishers, with these hashtags (primary keys), and with these words.

    Words are stems that stand side by side in a headline or in the names of hashtags, in whatever form they are
    written there, as search finds them.
    """

    publishers: frozenset[int] = frozenset()
    hashtags: frozenset[int] = frozenset()
    words: frozenset[tuple[str, ...]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.publishers or self.hashtags or self.words)

    def visible(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return articles without what is hidden."""
        return articles.exclude(self._condition()) if self else articles

    def hidden(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return those of these articles that are hidden."""
        return articles.filter(self._condition()) if self else articles.none()

    def among(self, articles: Collection[int]) -> set[int]:
        """Return which of these articles (primary keys) are hidden."""
        if not self or not articles:
            return set()
        return set(self.hidden(Article.objects.filter(pk__in=articles)).values_list("pk", flat=True))

    def but(self, *, publisher: int = 0, hashtag: int = 0) -> "Muted":
        """Return what is hidden on the page of a publisher or a hashtag: who opens it wants to see that one."""
        return Muted(self.publishers - {publisher}, self.hashtags - {hashtag}, self.words)

    def _condition(self) -> Q:
        condition = Q(publisher__in=self.publishers)
        if self.hashtags:
            condition |= Q(Exists(Tag.objects.filter(article=OuterRef("pk"), hashtag__in=self.hashtags)))
        if self.words:
            runs = tuple(Run(words, Where.HEAD) for words in sorted(self.words))
            condition |= Q(pk__in=table().matching(Match((runs,))))
        return condition


def of(user: User) -> Muted:
    """Return what a reader has muted; a hashtag that was merged is what it became."""
    publishers, hashtags, words = set(), set(), set()
    for row in Mute.objects.of(user):
        if row.publisher_id:
            publishers.add(row.publisher_id)
        elif row.hashtag:
            hashtags.add(row.hashtag.merged_into_id or row.hashtag.pk)
        elif terms := tuple(spelled(row.key)):
            words.add(terms)
    return Muted(frozenset(publishers), frozenset(hashtags), frozenset(words))


def by(thing: Thing) -> Muted:
    """Return what muting one thing hides."""
    return Muted(
        frozenset({thing.publisher.pk} if thing.publisher else ()),
        frozenset({thing.hashtag.pk} if thing.hashtag else ()),
        frozenset({tuple(spelled(thing.name))} if thing.kind == MuteKind.WORDS else ()),
    )


def named(kind: str, name: str) -> Thing | None:
    """Return what the slug of a hashtag, a domain, or words name that can be muted."""
    if kind != MuteKind.WORDS:
        return things.named(kind, name) if kind in MuteKind.values else None
    words = " ".join(name.replace("\x00", "").split())[:LONGEST_WORDS].strip()
    return Thing(MuteKind.WORDS, words.casefold(), words) if spelled(words) else None


def muted(user: User) -> Sequence[Thing]:
    """Return what a reader has muted, newest first, each once; what is gone is left out."""
    found = [_thing(row) for row in Mute.objects.of(user)]
    return list({(thing.kind, thing.key): thing for thing in found if thing}.values())


def _thing(row: Mute) -> Thing | None:
    if row.kind == MuteKind.WORDS:
        return Thing(MuteKind.WORDS, row.key, row.key)
    return things.named(row.kind, row.name)


def kept(user: User) -> list[dict[str, str]]:
    """Return what a reader has muted, for a file of everything the reader has here."""
    return [row.told() for row in Mute.objects.of(user)]


def mutes(user: User, thing: Thing) -> bool:
    """Whether a reader has muted a thing."""
    return Mute.objects.filter(_same(thing), user=user).exists()


def mute(user: User, thing: Thing, now: datetime) -> None:
    """Mute a thing, once. Raises TooMuch."""
    if mutes(user, thing):
        return
    if Mute.objects.filter(user=user).count() >= MOST:
        raise TooMuch
    kept = {"hashtag": thing.hashtag, "publisher": thing.publisher, "added_at": now}
    Mute.objects.get_or_create(user=user, kind=thing.kind, key=thing.key, defaults=kept)


def unmute(user: User, thing: Thing) -> None:
    """Show a thing again."""
    Mute.objects.filter(_same(thing), user=user).delete()


def _same(thing: Thing) -> Q:
    same = Q(key=thing.key)
    if thing.hashtag:
        same |= Q(hashtag__merged_into=thing.hashtag)
    return Q(same, kind=thing.kind)
