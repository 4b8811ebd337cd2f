"""Lets go of old articles as their publishers' settings have it: beside the line, some at a time."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from daily8.articles import forgetting, shown
from daily8.articles.models import Article, ArticleQuerySet
from daily8.assistant.models import Result
from daily8.pipeline import holding
from daily8.pipeline.looking import Looking
from daily8.sources import counting as feed_days
from daily8.sources.models import Publisher
from daily8.stories import counting
from daily8.stories.models import Report
from daily8.stories.turns import turn
from daily8.work.models import Change

# So many go in one transaction: it is over in a moment, and the line waits for no longer.
AT_ONCE = 100
# What is no more than a link may be let go once nobody holds on to it; there is no hurry, and there are many.
_LINKS_EVERY = timedelta(days=1)
_MORE_THAN_LINKS = Q(words__gt=0) | ~Q(excerpt="")
_OLD_FIELDS = ("text", "html", "entry")


class Forgetting(Looking):
    """Looks once an hour what was kept long enough. Stopped anywhere, it goes on from there the next time."""

    pause_seconds = 3600.0

    def __init__(self) -> None:
        super().__init__()
        self._old: Iterator[ArticleQuerySet] = iter(())
        self._articles: ArticleQuerySet | None = None
        self._after: Article | None = None
        self._links_at: datetime | None = None

    async def look(self) -> int:
        """Let go of all that is old; nothing is left then."""
        await self.call(feed_days.forget)
        await self.call(forgetting.come_again)
        await self.call(self._begin)
        while not self._stopping.is_set() and await self.call(self._go_on):
            pass
        return 0

    def _begin(self, now: datetime) -> int:
        links = self._links_at is None or self._links_at <= now - _LINKS_EVERY
        if links:
            self._links_at = now
        self._old, self._after = iter(list(old(now, links=links))), None
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


def old(now: datetime, *, links: bool = True) -> Iterator[ArticleQuerySet]:
    """Yield what was kept long enough, in questions that an index answers; with or without what is a mere link."""
    whose: list[tuple[Q, int | None]] = [(Q(publisher__keep_days=None), None)]
    own = Publisher.objects.filter(keep_days__gt=0).values_list("pk", "keep_days")
    whose += [(Q(publisher=pk), days) for pk, days in own]
    wanted = Q() if links else _MORE_THAN_LINKS
    for theirs, days in whose:
        before = forgetting.kept_since(days, now)
        for visible in (True, False) if before else ():
            yield Article.objects.filter(theirs, wanted, visible=visible, published_at__lt=before)


def let_go(articles: ArticleQuerySet, now: datetime, *, after: Article | None = None) -> Article | None:
    """Let go of the oldest of these articles, beyond one that was met before; return the last that was met.

    What readers or editors hold on to stays as a link: what is saved, in an edition or talked about.
    """
    beyond = articles
    if after is not None:
        later = Q(published_at__gt=after.published_at) | Q(published_at=after.published_at, pk__gt=after.pk)
        beyond = articles.filter(later, published_at__gte=after.published_at)
    some = list(beyond.order_by("published_at", "pk").defer(*_OLD_FIELDS)[:AT_ONCE])
    if not some:
        return None
    # Asked before the turn, for which the whole line waits; most of what is met is not even changed.
    held = holding.held(some)
    changed = [one for one in some if one.pk not in held.articles or one.words or one.excerpt]
    if changed:
        _let_go(articles, changed, held, now)
    return some[-1]


def _let_go(articles: ArticleQuerySet, some: Collection[Article], held: holding.Held, now: datetime) -> None:
    with turn():
        free = _free(articles, [article.pk for article in some], now)
        links = [article for article in some if article.pk in free & held.articles]
        gone = [article for article in some if article.pk in free - held.articles]
        # Somebody may have come meanwhile; the next look makes links of these.
        late = holding.held(gone, after=held.entry).articles
        gone = [article for article in gone if article.pk not in late]
        Change.note(shown.touched_by([*links, *gone]), now)
        _keep_as_links(links, held.quoted)
        _forget(gone, now)
    forgetting.forget_pictures([article.image for article in (*links, *gone)])


def _free(articles: ArticleQuerySet, keys: Collection[int], now: datetime) -> set[int]:
    """Which of these are in nobody's hands, nor are their copies; until the transaction ends they are in ours.

    Nobody is waited for: whoever has rows in hand may be waiting for the turn, which is ours too.
    """
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    same = articles.filter(unclaimed, pk__in=keys).only("pk")
    free = {article.pk for article in same.select_for_update(skip_locked=True, of=("self",))}
    copies = Article.objects.filter(copy_of__in=free)
    ours = list(copies.select_for_update(skip_locked=True).values_list("pk", flat=True))
    return free - set(copies.exclude(pk__in=ours).values_list("copy_of_id", flat=True))


def _keep_as_links(articles: Collection[Article], quoted: Collection[int]) -> None:
    keys = [article.pk for article in articles]
    if keys:
        Result.objects.filter(article__in=keys).delete()
        forgetting.strip(keys, quoted=quoted)


def _forget(articles: Collection[Article], now: datetime) -> None:
    if not articles:
        return
    keys = [article.pk for article in articles]
    # Also those of copies, which are originals from now on.
    of_stories = Report.objects.filter(Q(article__in=keys) | Q(article__copy_of__in=keys))
    stories = set(of_stories.values_list("story", flat=True))
    forgetting.forget(articles, now)
    counting.recount(stories)
