"""What publishers changed in articles after readers could see them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from daily8.articles.models import Article, Revision
from daily8.engine import revising
from daily8.engine.revising import Line, Piece
from daily8.sources.models import Rights

# So many figures of one change are told; a table of results is not news in each of its cells.
_MOST_FIGURES = 12
# So many changes of a story are listed, out of the newest so many of its articles.
_OF_STORY = 3
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure before and after, each "" where there is none; `what` is what it counts, as written.

    `sentence` has what went and came, and is empty where the text may not be shown.
    """

    old: str
    new: str
    what: str
    sentence: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of an article, as far as its publisher lets it be shown.

    `title` is the headline with what went and came, empty where it stayed.
    """

    article: Article
    at: datetime
    title: Sequence[Piece]
    figures: Sequence[Figure]


def edits(article: Article) -> list[Edit]:
    """Return the changes of an article, newest first, in one query."""
    revisions = article.revisions.only("title", "figures", "replaced_at", "article_id")
    return _edits(article, list(revisions))


def of_story(articles: Iterable[Article]) -> list[Edit]:
    """Return the newest changes of headlines and figures of a story's articles, newest first, in one query."""
    known = {article.pk: article for article in list(articles)[:_LOOKED_AT]}
    found: dict[int, list[Revision]] = {}
    revisions = Revision.objects.filter(article__in=known).only("title", "figures", "replaced_at", "article_id")
    for revision in revisions:
        found.setdefault(revision.article_id, []).append(revision)
    told = [edit for pk, own in found.items() for edit in _edits(known[pk], own) if edit.title or edit.figures]
    return sorted(told, key=lambda edit: edit.at, reverse=True)[:_OF_STORY]


def differences(article: Article) -> list[tuple[datetime, list[Line]]]:
    """Return each version of a text that may be shown whole, with what changed in it, newest first."""
    if not article.is_whole:
        return []
    found, text = [], article.text
    for revision in article.revisions.only("text", "replaced_at", "article_id"):
        if revision.text != text:
            found.append((revision.replaced_at, revising.lines(revision.text, text)))
        text = revision.text
    return found


def figures(old: str, new: str, language: str) -> list[dict[str, Any]]:
    """Return the figures that differ between two versions, as a revision keeps them."""
    return [asdict(change) for change in revising.figure_changes(old, new, language)[:_MOST_FIGURES]]


def _edits(article: Article, revisions: Sequence[Revision]) -> list[Edit]:
    found = []
    title = article.title
    for revision in revisions:
        changed = revision.title != title
        found.append(
            Edit(
                article=article,
                at=revision.replaced_at,
                title=revising.pieces(revision.title, title) if changed else (),
                figures=_figures(article, revision.figures),
            )
        )
        title = revision.title
    return found


def _figures(article: Article, kept: Sequence[dict[str, str]]) -> list[Figure]:
    """What may be told of figures: with their sentences, without them, or nothing."""
    if article.publisher.rights == Rights.LINK:
        return []
    return [
        Figure(
            old=each["old"],
            new=each["new"],
            what=each["what"],
            sentence=revising.pieces(each["old_sentence"], each["new_sentence"]) if article.is_whole else (),
        )
        for each in kept
    ]
