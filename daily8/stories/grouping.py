"""Puts articles where they belong: a copy with its original, a report in the story of its event."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import F, Q

from daily8.articles import merging
from daily8.articles.models import Article, Meaning
from daily8.engine.clustering.copies import Verdict
from daily8.engine.clustering.credits import agency_of
from daily8.engine.clustering.results import Id, Item, Merge, Placement, Split
from daily8.engine.clustering.sketched import Text
from daily8.stories import counting, keys, moving, relations
from daily8.stories.models import Report, Story
from daily8.stories.turns import turn
from daily8.stories.vectors import vector_of
from daily8.stories.window import Window
from daily8.work import rows

_REPORT = ("article", "story", "likeness", "change", "published_at")
_STORY = ("key", "first_at", "last_at", "reports_count", "originals_count", "publishers_count")
# So many checks of stories that may be one, or two, are made after each batch.
_REPAIRS = 20


@dataclass(slots=True)
class Placed:
    """What became of a batch."""

    reports: list[tuple[Article, Placement]] = field(default_factory=list)
    # Articles that turned out to be one with an earlier one of the same publisher.
    duplicates: list[Article] = field(default_factory=list)
    # Keys of articles that turned out to be copies of one of the batch.
    overtaken: set[str] = field(default_factory=set)
    repairs: int = 0


class Desk:
    """Places articles, one batch at a time over all workers.

    It holds the live window between batches. A batch that cannot be stored makes it forget the window, which is
    then read anew: what is in memory is never ahead of the tables.
    """

    def __init__(self) -> None:
        self._window: Window | None = None

    def place(self, articles: Sequence[Article], now: datetime) -> Placed:
        """Put each article in its story and relate it to others; to be called inside the batch's transaction.

        Articles that have a story keep it.
        """
        with self.batch(), turn() as change:
            return self._placed(articles, change, now)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Stand around the transaction of a batch: where it is not stored, the window is forgotten."""
        try:
            yield
        except BaseException:
            self._window = None
            raise

    def _placed(self, articles: Sequence[Article], change: int, now: datetime) -> Placed:
        window = self._caught_up(articles, change, now)
        # An article comes again when it was read anew.
        window.pieces.forget(article.key for article in articles)
        placed = Placed()
        has_story = set(Report.objects.filter(article__in=articles).values_list("article", flat=True))
        _date_anew([article for article in articles if article.pk in has_story])
        # The order in which they were published, whatever the order in which they were read.
        for article in sorted(articles, key=lambda one: (one.published_at, one.key)):
            if article.pk not in has_story:
                _place(article, window, placed)
        _store(placed, change)
        placed.repairs = _repair(window, change)
        relations.add([article for article, _ in placed.reports], window)
        window.keep_means()
        return placed

    def _caught_up(self, articles: Sequence[Article], change: int, now: datetime) -> Window:
        embedder, dimensions = embedder_of(article.meaning for article in articles)
        window = self._window
        # A change that the window has seen already is one of another database, or of an older copy of it.
        if window is None or change <= window.change or (embedder and window.embedder != embedder):
            self._window = Window.stored(embedder, dimensions, change=change, now=now)
        else:
            window.catch_up(change, now)
        assert self._window is not None
        return self._window


def embedder_of(meanings: Iterable[Meaning]) -> tuple[str, int]:
    """Return the maker of most of these vectors, and how many numbers those have; none where there are none."""
    makers = Counter((one.embedder, len(one.vector) // 2) for one in meanings if len(one.vector))
    return makers.most_common(1)[0][0] if makers else ("", 0)


def _place(article: Article, window: Window, placed: Placed) -> None:
    text = _text(article)
    verdict = window.copies.judge(text)
    original = _original(verdict)
    if verdict.copy and verdict.copy.same_publisher:
        if original and not article.visible and merging.are_one(article, original):
            merging.merge(article, into=original)
            placed.duplicates.append(article)
            return
        original = None
    article.copy_of = original
    _note_overtaken({str(one.id) for one in verdict.overtaken}, article, placed)
    window.copies.add(text)
    item = item_of(article, window)
    must = _story_of(item.together)
    placed.reports.append((article, window.grouper.place(replace(item, must=must))))


def _date_anew(articles: Sequence[Article]) -> None:
    """Let the reports of articles that were dated anew, when their page was read again, say so too."""
    published = {article.pk: article.published_at for article in articles}
    reports = Report.objects.filter(article__in=articles).exclude(published_at=F("article__published_at"))
    changed = list(reports.only("article", "story"))
    for report in changed:
        report.published_at = published[report.article_id]
    rows.update(changed, fields=("published_at",))
    counting.recount({report.story_id for report in changed})


def _original(verdict: Verdict) -> Article | None:
    """The text that this one goes back to: of a copy of a copy, the first."""
    if verdict.copy is None:
        return None
    original = Article.objects.select_related("copy_of").filter(key=verdict.copy.original).first()
    return (original.copy_of or original) if original and not verdict.copy.same_publisher else original


def _note_overtaken(keys: set[str], article: Article, placed: Placed) -> None:
    """Note that articles which were met before their original are copies of it, and not of one another."""
    if not keys:
        return
    placed.overtaken |= keys
    known = Article.objects.filter(Q(copy_of=None) | Q(copy_of__key__in=keys), key__in=keys)
    copies = set(known.values_list("pk", flat=True))
    Article.objects.filter(pk__in=copies).update(copy_of=article)
    for other, _ in placed.reports:
        # Those of the batch are written once more when it is stored.
        if other.key in keys and (other.copy_of is None or other.copy_of.key in keys):
            other.copy_of = article


def _text(article: Article) -> Text:
    domain = article.publisher.domain
    return Text(
        id=article.key,
        sketch=bytes(article.meaning.sketch),
        published=article.published_at,
        publisher=domain,
        credit=article.credit or None,
        agency=agency_of(domain),
    )


def item_of(article: Article, window: Window) -> Item:
    """Return the article as the engine places it: with its original, and as operators said."""
    together = window.constraints.together(article.key)
    apart = window.constraints.apart(article.key)
    if article.copy_of and article.copy_of.key not in apart:
        together |= {article.copy_of.key}
    usable = article.meaning.embedder == window.embedder
    return Item(
        id=article.key,
        language=article.language,
        published=article.published_at,
        title=article.title,
        text=article.text,
        publisher=article.publisher.domain,
        vector=vector_of(article.meaning.vector) if usable else None,
        begins=keys.of_story(article.key),
        together=frozenset(together),
        apart=frozenset(apart),
    )


def _story_of(articles: Collection[Id]) -> str | None:
    """The story of articles that it belongs together with, however long ago they were published."""
    if not articles:
        return None
    stories = Report.objects.filter(article__key__in=articles).order_by("pk")
    return stories.values_list("story__key", flat=True).first()


def _store(placed: Placed, change: int) -> None:
    """Write the reports and the stories that they begin."""
    if not placed.reports:
        return
    begun = {str(placement.story): article for article, placement in reversed(placed.reports)}
    known = _pks(begun)
    new = [(key, *_times(article), 0, 0, 0) for key, article in sorted(begun.items()) if key not in known]
    rows.insert(Story, _STORY, new)
    known |= _pks(key for key, *_ in new)
    reports = [
        (article.pk, known[str(placement.story)], placement.likeness, change, article.published_at)
        for article, placement in placed.reports
    ]
    rows.insert(Report, _REPORT, reports)
    # Before they are counted: a story counts copies apart.
    rows.update([article for article, _ in placed.reports if article.copy_of_id], fields=("copy_of",))
    copied = Report.objects.filter(article__key__in=placed.overtaken).values_list("story", flat=True)
    counting.recount({*known.values(), *(copied if placed.overtaken else ())})


def _times(article: Article) -> tuple[datetime, datetime]:
    return article.published_at, article.published_at


def _pks(story_keys: Iterable[str]) -> dict[str, int]:
    return dict(Story.objects.filter(key__in=list(story_keys)).values_list("key", "pk"))


def _repair(window: Window, change: int) -> int:
    """Merge stories that turned out to be one, and split those that turned out to be two."""
    repairs = window.grouper.repairs(_REPAIRS)
    for repair in repairs:
        if isinstance(repair, Merge):
            _merge(repair, window, change)
        else:
            _split(repair, window, change)
    return len(repairs)


def _merge(repair: Merge, window: Window, change: int) -> None:
    stories = {story.key: story for story in Story.objects.filter(key__in=[repair.kept, repair.lost])}
    if len(stories) == 2:
        moving.join(stories[str(repair.lost)], into=stories[str(repair.kept)], change=change)
    window.grouper.merge(repair.kept, repair.lost)


def _split(repair: Split, window: Window, change: int) -> None:
    story = Story.objects.filter(key=repair.story).first()
    leaving = dict(
        Report.objects.filter(story=story, article__key__in=repair.articles).values_list("article__key", "article")
    )
    if story is None or not leaving or len(leaving) == story.reports_count:
        return
    begun_by = next(str(key) for key in repair.articles if key in leaving)
    new = moving.separate(story, leaving.values(), begun_by=begun_by, change=change)
    for key in leaving:
        window.grouper.move(key, new.key)
