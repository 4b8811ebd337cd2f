"""Says what the worker is doing: a bar for people, lines for logs."""

import sys
from collections import Counter
from types import TracebackType
from typing import Self

from tqdm import tqdm

from daily8.articles.models import Article, Stage
from daily8.commands.words import counted
from daily8.pipeline.runner import Tally
from daily8.sources.models import Feed


class Progress:
    """A bar over feeds asked and articles read; silent where nobody watches."""

    def __init__(self) -> None:
        self._bar = tqdm(
            total=0,
            unit=" steps",
            disable=not sys.stderr.isatty(),
            bar_format="{desc} {percentage:3.0f}% |{bar:30}| {elapsed}",
        )
        self._feeds = 0
        self._articles = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def expect(self, feeds: int) -> None:
        """Say how many feeds there are to ask."""
        self._bar.total = feeds + Article.objects.at(Stage.FETCHED).exclude(due_at=None).count()
        self._bar.refresh()

    def report(self, step: str, counts: Counter[str]) -> None:
        """Take note of what a step just stored."""
        if step == "fetch":
            self._feeds += counts["asked"]
            self._bar.total += counts["new"]
        if step == "extract":
            self._articles += counts["read"] + counts["merged"]
        self._bar.set_description_str(f"{self._feeds} feeds asked, {self._articles} articles read", refresh=False)
        self._bar.n = min(self._feeds + self._articles, self._bar.total)
        self._bar.refresh()


def summary(tally: Tally) -> list[str]:
    """Return what was done, a line for each step."""
    fetch, extract, publish = tally["fetch"], tally["extract"], tally["publish"]
    return [
        f"fetch    {fetch['asked']:>6} feeds asked: {fetch['unchanged']} unchanged, {fetch['failed']} failing;"
        f" {fetch['new']} new articles",
        f"extract  {extract['read']:>6} articles read: {extract['without_text']} without text,"
        f" {extract['merged']} met before, {extract['revised']} changed; {extract['failed']} to be tried again",
        f"publish  {publish['published']:>6} articles shown",
    ]


def what_is_left() -> str:
    """Return a sentence on what waits for a later try, or nothing."""
    later = Article.objects.at(Stage.FETCHED).exclude(due_at=None).count()
    failing = Feed.objects.active().filter(failures__gt=0).count()
    parts = []
    if later:
        parts.append(f"{counted(later, 'article')} will be tried again later")
    if failing:
        parts.append(f"{counted(failing, 'feed')} failing (`daily8 sources list --failing` says why)")
    if not Feed.objects.exists():
        parts.append("no sources yet: `daily8 sources add ADDRESS` or `daily8 sources catalogue` adds some")
    return "; ".join(parts)
