"""What a reader's apps read: a feed for each thing that is followed, one of the front page, and all of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daily8.accounts.models import User
from daily8.articles.models import Article, ArticleQuerySet, Tag
from daily8.reading import marks, muting, news, saved_searches, shelf, things
from daily8.reading.models import Follow, Kept, KeptKind, Kind
from daily8.reading.muting import Muted
from daily8.reading.saved_searches import Place
from daily8.reading.things import Thing
from daily8.stories.front import front
from daily8.stories.models import Report

# As long as a search or the reports of a story are at most.
_SHORT = 1000
Narrowing = Callable[[ArticleQuerySet], ArticleQuerySet]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a reader's apps: a thing that is followed, or, without a thing, the front page.

    `follow` is the row; `title` is what the reader or the site calls it, `label` the folder that it lies in.
    """

    thing: Thing | None
    follow: Follow | None
    title: str
    label: str


class Library:
    """All that one reader's apps read, looked up once for a request."""

    def __init__(self, user: User, now: datetime):
        self.user = user
        self.now = now

    @cached_property
    def language(self) -> str:
        """The language that the reader chose for all browsers; "" for none: articles are in all languages then."""
        chosen = shelf.of(self.user).choices.get("language", "")
        return str(chosen) if chosen in dict(settings.LANGUAGES) else ""

    @cached_property
    def subscriptions(self) -> list[Subscription]:
        """The front page, if the reader wants it, then what is followed, newest first."""
        followed = things.by_row(list(Follow.objects.of(self.user)))
        front = [Subscription(None, None, _("Front page"), "")] if marks.apps_of(self.user).front else []
        return [*front, *(_subscription(row, thing) for row, thing in followed)]

    @cached_property
    def muted(self) -> Muted:
        """What is hidden from lists."""
        return muting.of(self.user)

    def places(
        self, wanted: Sequence[Subscription], narrow: Narrowing, *, before: Place | None, most: int
    ) -> list[Place]:
        """Return the places of the newest articles of these feeds, each once, behind a place."""
        found: set[Place] = set()
        for one in wanted:
            found.update(self._places(one, narrow, before, most))
        return sorted(found, reverse=True)[:most]

    def unread(self, one: Subscription, *, most: int) -> Iterable[Place]:
        """Return the places of what is unread of a feed."""
        return self._places(one, lambda found: marks.unread(found, self.user, self.now), None, most)

    def found_at(self, pks: Collection[int]) -> dict[int, datetime]:
        """Return when these articles (primary keys) were found."""
        return dict(Article.objects.filter(pk__in=pks).values_list("pk", "found_at"))

    def saved(self, narrow: Narrowing, *, before: Place | None, most: int) -> list[Place]:
        """Return the same of the articles that the reader saved."""
        kept = Kept.objects.filter(user=self.user, kind=KeptKind.SAVED).exclude(article=None)
        articles = narrow(Article.objects.visible().filter(pk__in=kept.values("article")))
        return _newest(articles, before, most)

    def _places(self, one: Subscription, narrow: Narrowing, before: Place | None, most: int) -> Iterable[Place]:
        articles = narrow(self.muted.visible(Article.objects.visible()))
        if one.thing is None:
            return _newest(articles.filter(pk__in=self._on_front), before, most)
        # Hashtags are the same in every language; who follows a source, a story or a search wants what that gives.
        if self.language and one.thing.hashtag:
            articles = articles.written_in(self.language)
        return news.places(one.thing, articles, before=before, most=most)

    @cached_property
    def _on_front(self) -> list[int]:
        page = front(self.language, now=self.now, hiding=self.muted)
        sections = (headline for section in page.sections for headline in section.headlines)
        told = [page.lead, *page.secondary, *page.latest, *sections]
        return list(dict.fromkeys(one.article.pk for one in told if one))

    def why(self, pks: Collection[int]) -> dict[int, Subscription]:
        """Return the first feed that each of these articles (primary keys) is in; those in none are left out.

        An app puts an article into one feed: it must be the same one each time it is told of.
        """
        found: dict[int, Subscription] = {}
        members = _Members(pks)
        for one in (*(sub for sub in self.subscriptions if sub.thing), *self.subscriptions[:1]):
            left = [pk for pk in pks if pk not in found]
            if not left:
                break
            inside = members.of(one.thing, left) if one.thing else set(self._on_front)
            found |= {pk: one for pk in left if pk in inside}
        return found

    def mark_all(self, wanted: Sequence[Subscription] | None, moment: datetime) -> None:
        """Let all that was found until a moment count as read: everything, or what is in these feeds."""
        if wanted is None:
            marks.mark_all(self.user, moment, self.now)
            return
        for one in wanted:
            if one.thing and one.thing.publisher:
                marks.mark_source(self.user, one.thing.publisher, moment, self.now)
            elif one.thing and one.thing.hashtag:
                marks.mark_hashtag(self.user, one.thing.hashtag, moment, self.now)
            else:
                self._mark_each(one, moment)

    def _mark_each(self, one: Subscription, moment: datetime) -> None:
        """Of short lists, or lists that change: nothing tells later which articles were in them."""
        places = self._places(one, lambda found: found.filter(found_at__lte=moment), None, _SHORT)
        marks.mark(self.user, [pk for _moment, pk in places], self.now, read=True)


class _Members:
    """Finds out which of some articles belong to a thing, asking for each sort once."""

    def __init__(self, pks: Collection[int]):
        self._pks = list(pks)

    @cached_property
    def _publishers(self) -> set[tuple[int, int]]:
        return set(Article.objects.filter(pk__in=self._pks).values_list("publisher_id", "pk"))

    @cached_property
    def _hashtags(self) -> set[tuple[int, int]]:
        return set(Tag.objects.filter(article__in=self._pks).values_list("hashtag_id", "article_id"))

    @cached_property
    def _stories(self) -> set[tuple[int, int]]:
        return set(Report.objects.filter(article__in=self._pks).values_list("story_id", "article_id"))

    def of(self, thing: Thing, pks: Sequence[int]) -> set[int]:
        """Which of these are."""
        if thing.kind == Kind.SEARCH:
            articles = Article.objects.filter(pk__in=pks)
            return {pk for _moment, pk in saved_searches.newest(thing.name, articles, None, len(pks))}
        if thing.publisher:
            return {pk for publisher, pk in self._publishers if publisher == thing.publisher.pk}
        if thing.hashtag:
            return {pk for hashtag, pk in self._hashtags if hashtag == thing.hashtag.pk}
        return {pk for story, pk in self._stories if thing.story and story == thing.story.pk}


def _newest(articles: ArticleQuerySet, before: Place | None, most: int) -> list[Place]:
    if before:
        articles = articles.older_than(*before)
    return list(articles.newest_first().values_list("published_at", "pk")[:most])


def label_of(kind: str) -> str:
    """Return the folder that things of a kind lie in where the reader made none for them."""
    labels = {
        Kind.HASHTAG: _("Hashtags"),
        Kind.SOURCE: _("Sources"),
        Kind.STORY: _("Stories"),
        Kind.SEARCH: _("Searches"),
    }
    return labels[Kind(kind)]


def _subscription(row: Follow, thing: Thing) -> Subscription:
    return Subscription(thing, row, row.title or title_of(thing), row.label or label_of(thing.kind))


def title_of(thing: Thing) -> str:
    """Return what a thing is called."""
    language = get_language() or settings.LANGUAGE_CODE
    if thing.hashtag:
        return f"#{thing.hashtag.name_in(language)[0]}"
    if thing.publisher:
        return thing.publisher.name_in(language)
    return thing.title or thing.name
