"""What a publisher changed in an article after readers could see it."""

from dataclasses import dataclass
from datetime import datetime

from daily8.articles.models import Article


@dataclass(frozen=True, slots=True)
class Edit:
    """One change; `old_title` is empty where only the text changed."""

    at: datetime
    old_title: str


def edits(article: Article) -> list[Edit]:
    """Return the changes of an article, newest first, in one query."""
    found = []
    title = article.title
    for revision in article.revisions.only("title", "replaced_at", "article_id"):
        found.append(Edit(revision.replaced_at, revision.title if revision.title != title else ""))
        title = revision.title
    return found
