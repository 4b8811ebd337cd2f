"""Articles that readers were not told of yet, by the stories that they belong to now."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from daily8.alerts.models import Fresh
from daily8.articles.models import Article
from daily8.stories.models import FormerStory, Report, Story


@dataclass(frozen=True)
class Batch:
    """Fresh articles that readers may see, by primary key, and since when each could be seen."""

    articles: Mapping[int, Article]
    noted_at: Mapping[int, datetime]

    @classmethod
    def of(cls, rows: Sequence[Fresh]) -> "Batch":
        """Return those of these rows whose articles are still there."""
        noted_at = {row.pk: row.noted_at for row in rows}
        return cls(Article.objects.visible().filter(pk__in=noted_at).in_bulk(), noted_at)

    @cached_property
    def stories(self) -> Mapping[int, Story]:
        """The story of each article that has one."""
        reports = Report.objects.filter(article__in=self.articles).select_related("story")
        return {report.article_id: report.story for report in reports}

    @cached_property
    def by_story(self) -> Mapping[int, list[int]]:
        """The articles of each story (primary keys)."""
        found: dict[int, list[int]] = defaultdict(list)
        for article, story in self.stories.items():
            found[story.pk].append(article)
        return found

    @cached_property
    def keys(self) -> Mapping[int, frozenset[str]]:
        """The keys that each story has or had: under any of them it may be followed, or told of already."""
        found = {story.pk: {story.key} for story in self.stories.values()}
        for key, story in FormerStory.objects.filter(story__in=found).values_list("key", "story"):
            found[story].add(key)
        return {story: frozenset(keys) for story, keys in found.items()}

    def waiting(self, articles: Collection[int]) -> set[int]:
        """Return which of these articles (primary keys) nobody was told of yet and are not of this batch."""
        others = Fresh.objects.filter(pk__in=set(articles) - self.noted_at.keys())
        return set(others.values_list("pk", flat=True))

    def since(self, moment: datetime) -> set[int]:
        """Return which of the articles could be seen from this moment on, not before."""
        return {pk for pk in self.articles if self.noted_at[pk] >= moment}
