"""What operators said of a story's reports, decision by decision."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from daily8.articles.models import Article
from daily8.stories.models import Correction, Story

# So many pairs are looked at, and so many headlines of another event are named.
_PAIRS = 500
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that an operator said: `reports` of the story are one event, or are not that of `others`."""

    made_at: datetime
    made_by: str
    same: bool
    reports: int
    others: list[Article]
    unnamed: int


def decisions(story: Story) -> list[Decision]:
    """Return what was said of the reports of a story, the latest first, in three queries."""
    own = Article.objects.filter(report__story=story).values("key")
    told = Correction.objects.filter(Q(first_key__in=own) | Q(second_key__in=own))
    pairs = list(told.order_by("-made_at", "made_by", "same", "pk")[:_PAIRS])
    keys = {key for pair in pairs for key in (pair.first_key, pair.second_key)}
    known = (
        Article.objects.filter(key__in=keys)
        .select_related("report")
        .only("key", "title", "url", "language", "report__story")
    )
    articles = {article.key: article for article in known}
    groups = groupby(pairs, key=lambda pair: (pair.made_at, pair.made_by, pair.same))
    return [_decision(story, list(said), articles) for _when, said in groups]


def _decision(story: Story, said: list[Correction], articles: dict[str, Article]) -> Decision:
    keys = dict.fromkeys(key for pair in said for key in (pair.first_key, pair.second_key))
    placed = [(_story_of(articles[key]), articles[key]) for key in keys if key in articles]
    here = [article for own, article in placed if own == story.pk]
    others = [article for own, article in placed if own not in (story.pk, None)]
    first = said[0]
    return Decision(
        made_at=first.made_at,
        made_by=first.made_by,
        same=first.same,
        reports=len(here),
        others=others[:_NAMED],
        unnamed=len(others[_NAMED:]),
    )


def _story_of(article: Article) -> int | None:
    report = getattr(article, "report", None)
    return report.story_id if report else None
