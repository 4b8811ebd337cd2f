"""What the page of a story shows."""

from dataclasses import dataclass

from daily8.articles.models import CARD_FIELDS, Article
from daily8.stories.models import Story


@dataclass(frozen=True, slots=True)
class Shown:
    """A story's best report and all of them, newest first."""

    best: Article
    reports: list[Article]


def shown(story: Story, *, language: str) -> Shown | None:
    """Return what is shown of a story to a reader of this language; nothing where no report may be seen."""
    articles = Article.objects.visible().filter(report__story=story)
    reports = list(articles.newest_first().cards().only(*CARD_FIELDS, "copy_of", "credit"))
    return Shown(best(reports, language=language), reports) if reports else None


def best(reports: list[Article], *, language: str) -> Article:
    """Return the report that stands for all: in the reader's language, original, to be read here."""
    return max(
        reports,
        key=lambda article: (
            article.language == language,
            article.copy_of_id is None,
            article.is_whole,
            bool(article.shown_excerpt),
            bool(article.shown_image),
            article.published_at,
        ),
    )
