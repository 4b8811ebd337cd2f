"""What is kept for readers, with what shows it: titles are the articles' own, whatever a browser said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from daily8.accounts.models import User
from daily8.articles.models import Article
from daily8.reading import shelf, things
from daily8.reading.models import Kept, KeptKind


@dataclass(frozen=True, slots=True)
class Item:
    """What is kept, with the article that shows it; a story by the report that stands for it."""

    kept: Kept
    article: Article

    @property
    def address(self) -> str:
        """The address of its page, under the name that browsers know it by."""
        return reverse("front") + self.kept.name

    @property
    def shown_at(self) -> datetime:
        """The moment that its line tells: when it was published, in the history when it was opened."""
        return self.article.published_at if self.kept.kind == KeptKind.SAVED else self.kept.at

    @property
    def is_story(self) -> bool:
        """Whether it is a story, which is no one publisher's."""
        return self.kept.article_id is None


def names(user: User, kind: KeptKind) -> list[str]:
    """Return what everything of a kind is called, newest first."""
    return list(Kept.objects.of(user, kind).values_list("name", flat=True))


def items(user: User, kind: KeptKind, *, since: int = 0, most: int | None = None) -> list[Item]:
    """Return what was kept or changed after a turn, newest first, as far as readers may see it."""
    rows = list(Kept.objects.of(user, kind).filter(turn__gt=since)[:most])
    articles = Article.objects.visible().cards().in_bulk([row.article_id for row in rows if row.article_id])
    reports = _reports_of(row.name.removeprefix("story/") for row in rows if row.name.startswith("story/"))
    shown = ((row, articles.get(row.article_id or 0) or reports.get(row.name)) for row in rows)
    return [Item(row, article) for row, article in shown if article]


def article_of(name: str) -> Article | None:
    """Return the article that shows what is called so, if readers may see it."""
    if name.startswith("story/"):
        return _reports_of([name.removeprefix("story/")]).get(name)
    return Article.objects.visible().cards().filter(addresses=name.removeprefix("article/")).first()


def _reports_of(keys: Iterable[str]) -> dict[str, Article]:
    """The report that stands for each story that readers may see, by the names of stories."""
    stories = things.stories(list(keys))
    return {f"story/{key}": thing.report for key, thing in stories.items() if thing.report}


def kept(user: User) -> dict[str, Any]:
    """Return all of it for a file of everything the reader has here; what is not shown now has no title."""
    shelf.mend(user)
    saved, history = (_all(user, kind) for kind in KeptKind)
    return {
        "saved": [{**shown, "saved_at": row.at.isoformat()} for row, shown in saved],
        "history": [{**shown, **_progress(row)} for row, shown in history],
        "choices": shelf.of(user).choices,
    }


def _all(user: User, kind: KeptKind) -> list[tuple[Kept, dict[str, Any]]]:
    titles = {item.kept.name: item.article.title for item in items(user, kind)}
    rows = Kept.objects.of(user, kind)
    return [(row, {"page": reverse("front") + row.name, "title": titles.get(row.name, "")}) for row in rows]


def _progress(row: Kept) -> dict[str, Any]:
    done_at = row.done_at.isoformat() if row.done_at else None
    return {
        "opened_at": row.at.isoformat(),
        "read": round(row.place, 3),
        "to_the_end": row.done,
        "ended_at": done_at,
    }
