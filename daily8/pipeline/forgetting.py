"""Lets go of old articles as their publishers' settings have it: beside the line, some at a time."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from daily8.articles import forgetting, shown
from daily8.articles.models import Address, Article, ArticleQuerySet
from daily8.assistant.models import Result
from daily8.comments.models import Discussion, Subject
from daily8.editions.models import Entry
from daily8.pipeline.looking import Looking
from daily8.reading.models import Kept, KeptKind
from daily8.sources import counting as feed_days
from daily8.sources.models import Publisher
from daily8.stories import counting
from daily8.stories.models import FormerStory, Report
from daily8.stories.turns import turn
from daily8.work.models import Change

# What is younger may still join stories (`stories.window`).
LEAST_DAYS = 14
# So many go in one transaction: it is over in a moment, and the line waits for no longer.
AT_ONCE = 100
_OLD_FIELDS = ("text", "html", "entry")


class Forgetting(Looking):
    """Looks once an hour what was kept long enough. Stopped anywhere, it goes on from there the next time."""

    pause_seconds = 3600.0

    def __init__(self) -> None:
        super().__init__()
        self._old: Iterator[ArticleQuerySet] = iter(())
        self._articles: ArticleQuerySet | None = None
        self._after: Article | None = None

    async def look(self) -> int:
        """Let go of all that is old; nothing is left then."""
        await self.call(feed_days.forget)
        await self.call(forgetting.come_again)
        await self.call(self._begin)
        while not self._stopping.is_set() and await self.call(self._go_on):
            pass
        return 0

    def _begin(self, now: datetime) -> int:
        self._old, self._after = iter(list(old(now))), None
        self._articles = next(self._old, None)
        return 0

    def _go_on(self, now: datetime) -> int:
        """Let some go; return whether there may be more."""
        if self._articles is None:
            return 0
        self._after = let_go(self._articles, now, after=self._after)
        if self._after is None:
            self._articles = next(self._old, None)
        return 1


def old(now: datetime) -> Iterator[ArticleQuerySet]:
    """Yield what was kept long enough, in questions that an index answers."""
    limits: list[tuple[Q, int]] = []
    if settings.KEEP_DAYS:
        limits.append((Q(publisher__keep_days=None), settings.KEEP_DAYS))
    own = Publisher.objects.filter(keep_days__gt=0).values_list("pk", "keep_days")
    limits += [(Q(publisher=pk), days) for pk, days in own if days]
    for whose, days in limits:
        before = now - timedelta(days=max(days, LEAST_DAYS))
        for visible in (True, False):
            yield Article.objects.filter(whose, visible=visible, published_at__lt=before)


def let_go(articles: ArticleQuerySet, now: datetime, *, after: Article | None = None) -> Article | None:
    """Let go of the oldest of these articles, beyond one that was met before; return the last that was met.

    What readers or editors hold on to stays as a link: what is saved, in an edition or talked about.
    """
    if after is not None:
        later = Q(published_at__gt=after.published_at) | Q(published_at=after.published_at, pk__gt=after.pk)
        articles = articles.filter(later, published_at__gte=after.published_at)
    with turn():
        some = list(articles.order_by("published_at", "pk").defer(*_OLD_FIELDS)[:AT_ONCE])
        if not some:
            return None
        held = _held(some)
        links = [article for article in some if article.pk in held and (article.words or article.excerpt)]
        gone = [article for article in some if article.pk not in held]
        Change.note(shown.touched_by([*links, *gone]), now)
        _keep_as_links(links)
        _forget(gone, now)
    forgetting.forget_pictures([article.image for article in (*links, *gone)])
    return some[-1]


def _keep_as_links(articles: Collection[Article]) -> None:
    keys = [article.pk for article in articles]
    if keys:
        Result.objects.filter(article__in=keys).delete()
        forgetting.strip(list(Article.objects.filter(pk__in=keys).defer("text", "html")))


def _forget(articles: Collection[Article], now: datetime) -> None:
    if not articles:
        return
    keys = [article.pk for article in articles]
    # Also those of copies, which are originals from now on.
    of_stories = Report.objects.filter(Q(article__in=keys) | Q(article__copy_of__in=keys))
    stories = set(of_stories.values_list("story", flat=True))
    forgetting.forget(articles, now)
    counting.recount(stories)


def _held(articles: Collection[Article]) -> set[int]:
    """Which of these articles (primary keys) somebody holds on to, themselves or by their story."""
    keys = [article.pk for article in articles]
    names = _by_name(Address.objects.filter(article__in=keys).values_list("article", "key"))
    stories = _by_name(_stories(keys))
    saved = Kept.objects.filter(kind=KeptKind.SAVED)
    talked = Discussion.objects.filter(comments__isnull=False)
    held = set(saved.filter(article__in=keys).values_list("article", flat=True))
    held |= set(Entry.objects.filter(headline__in=keys).values_list("headline", flat=True))
    held |= _of(names, talked.filter(subject=Subject.ARTICLE, key__in=names).values_list("key", flat=True))
    held |= _of(stories, talked.filter(subject=Subject.STORY, key__in=stories).values_list("key", flat=True))
    held |= _of(stories, Entry.objects.filter(story_key__in=stories).values_list("story_key", flat=True))
    addresses = {f"article/{key}": of for key, of in names.items()} | {
        f"story/{key}": of for key, of in stories.items()
    }
    return held | _of(addresses, saved.filter(name__in=addresses).values_list("name", flat=True))


def _stories(articles: Collection[int]) -> list[tuple[int, str]]:
    """Each article with the key of its story, and with those that the story had before."""
    reports = Report.objects.filter(article__in=articles)
    former = FormerStory.objects.filter(story__reports__article__in=articles)
    return [
        *reports.values_list("article", "story__key"),
        *former.values_list("story__reports__article", "key"),
    ]


def _by_name(pairs: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    """The articles of each name."""
    named: dict[str, set[int]] = {}
    for article, name in pairs:
        named.setdefault(name, set()).add(article)
    return named


def _of(named: dict[str, set[int]], found: Iterable[str]) -> set[int]:
    return {article for name in found for article in named.get(name, ())}
