"""Makes all stories anew out of the articles as they are, and lets each keep its address."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet

from daily8.articles.models import Article, Meaning
from daily8.engine.clustering.results import Merge, Split
from daily8.engine.embedding import Centre
from daily8.stories import counting, keys
from daily8.stories.grouping import embedder_of, item_of
from daily8.stories.inheriting import Inheritance, inherit
from daily8.stories.models import PLACING, Correction, FormerStory, Report, Story
from daily8.stories.turns import turn
from daily8.stories.window import Window
from daily8.work import rows
from daily8.work.models import PAGES, Version

_AT_ONCE = 200
_REPAIRS = 20
_SAMPLE = 500


class RegroupingError(Exception):
    """The stories were not made anew; the message says why, and the way out."""


class Regrouping:
    """Stories made anew, in memory until they are written: stopped before that, nothing has happened.

    With `since`, only articles that were published since then are placed anew.
    """

    def __init__(self, since: datetime | None = None) -> None:
        self._articles = (
            Article.objects.filter(report__published_at__gte=since) if since else Article.objects.all()
        )
        self._began_at = Version.current(PLACING)
        self._said = _words_of_operators()
        embedder, dimensions = embedder_of(Meaning.objects.exclude(embedder="").order_by("-article")[:_SAMPLE])
        self._window = Window(embedder, Centre(embedder, dimensions))
        self._stories: dict[str, str] = {}
        self._likenesses: dict[str, float] = {}
        self._merged: dict[str, str] = {}

    def place(self, report: Callable[[int], object] = int) -> None:
        """Place every article that has a story, oldest first; `report` is told how many more are placed."""
        for articles in _in_order(self._articles.filter(report__change__lte=self._began_at)):
            self._place(articles)
            report(len(articles))

    def write(self) -> int:
        """Put the new stories in place of the old ones, in one's turn; return how many reports moved.

        Raises RegroupingError where an operator corrected something meanwhile.
        """
        with turn() as change:
            if _words_of_operators() != self._said:
                raise RegroupingError("stories were corrected while they were made anew: run this again")
            # Those that came since were placed among the old stories.
            for articles in _in_order(self._articles.filter(report__change__gt=self._began_at)):
                self._place([article for article in articles if article.key not in self._stories])
            moved = _replace(self._assigned(), self._likenesses, change)
            self._window.change = change
            self._window.keep_means()
            Version.bump(PAGES)
        return moved

    def _place(self, articles: list[Article]) -> None:
        grouper = self._window.grouper
        for article in articles:
            self._window.sweep(article.published_at)
            placement = grouper.place(item_of(article, self._window))
            self._stories[article.key] = str(placement.story)
            self._likenesses[article.key] = placement.likeness
        for repair in grouper.repairs(_REPAIRS):
            self._repair(repair)

    def _repair(self, repair: Merge | Split) -> None:
        grouper = self._window.grouper
        if isinstance(repair, Merge):
            grouper.merge(repair.kept, repair.lost)
            self._merged[str(repair.lost)] = str(repair.kept)
            return
        name = keys.of_story(f"{repair.story}/{repair.articles[0]}")
        for key in repair.articles:
            grouper.move(key, name)
            self._stories[str(key)] = name

    def _assigned(self) -> dict[str, str]:
        """The story of each article, merges followed."""
        return {key: self._followed(story) for key, story in self._stories.items()}

    def _followed(self, story: str) -> str:
        while story in self._merged:
            story = self._merged[story]
        return story


def _words_of_operators() -> set[tuple[str, str, bool]]:
    return set(Correction.objects.values_list("first_key", "second_key", "same"))


def _in_order(articles: "QuerySet[Article]") -> Iterator[list[Article]]:
    """Articles with what is needed to place them, oldest first, some at once."""
    ready = articles.exclude(title="").exclude(meaning=None).order_by("published_at", "key")
    ready = ready.select_related("publisher", "meaning", "copy_of").only(
        "key", "language", "published_at", "title", "text", "publisher__domain", "copy_of__key",
        "meaning__embedder", "meaning__vector",
    )  # fmt: skip
    waiting = ready.iterator(_AT_ONCE)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some


def _replace(new: dict[str, str], likenesses: dict[str, float], change: int) -> int:
    """Write the stories of articles, by key, over those that the tables hold; return how many reports moved."""
    placed = [row for row in Report.objects.values_list("pk", "article__key", "story") if row[1] in new]
    old = {key: story for _, key, story in placed}
    # Articles may have gone with their publisher while stories were made.
    new = {key: story for key, story in new.items() if key in old}
    kept = inherit(old, new)
    stories = kept.heirs | _begun(new, kept)
    moved = [
        Report(pk=pk, story_id=stories[new[key]], likeness=likenesses[key], change=change)
        for pk, key, story in placed
        if stories[new[key]] != story
    ]
    rows.update(moved, fields=("story", "likeness", "change"))
    _lead_on(kept, stories)
    counting.recount({*old.values(), *stories.values()})
    return len(moved)


def _begun(new: dict[str, str], kept: Inheritance[int, str]) -> dict[str, int]:
    """Begin the stories that go on as none, each under the address of its first article; return their rows."""
    firsts: dict[str, str] = {}
    for article, story in new.items():
        if story not in kept.heirs:
            firsts.setdefault(story, article)
    published = dict(Article.objects.filter(key__in=list(firsts.values())).values_list("key", "published_at"))
    return {
        story: Story.objects.create(
            key=keys.free(article), first_at=published[article], last_at=published[article]
        ).pk
        for story, article in firsts.items()
    }


def _lead_on(kept: Inheritance[int, str], stories: dict[str, int]) -> None:
    """Let the addresses of stories that are no more lead to where most of their articles went."""
    gone = dict(Story.objects.filter(pk__in=kept.absorbed, reports=None).values_list("pk", "key"))
    for old in gone:
        story = kept.absorbed[old]
        FormerStory.objects.filter(story=old).update(story=stories[story])
        FormerStory.objects.update_or_create(key=gone[old], defaults={"story_id": stories[story], "number": old})
