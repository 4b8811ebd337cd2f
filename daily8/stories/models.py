"""Stories, the reports in them, what is related to what, and what operators corrected."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from daily8.articles.models import Article

# The version of what was placed: a window that is behind takes in what others placed since.
PLACING = "placing"


class StoryQuerySet(models.QuerySet["Story"]):
    """Finds stories."""

    def shared(self) -> Self:
        """Stories that more than one article reports: a story of one is an article."""
        return self.filter(reports_count__gte=2)

    def told_since(self, moment: datetime) -> Self:
        """Stories whose newest report is younger than `moment`."""
        return self.filter(last_at__gte=moment)

    def newest_first(self) -> Self:
        """The ones reported on last come first; equal moments in a fixed order."""
        return self.order_by("-last_at", "-pk")


class Story(models.Model):
    """One event and the articles that report it.

    The counts follow from the reports; `originals_count` leaves copies out, `publishers_count` counts outlets.
    """

    key = models.CharField(max_length=32, unique=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    reports_count = models.PositiveIntegerField(default=0)
    originals_count = models.PositiveIntegerField(default=0)
    publishers_count = models.PositiveIntegerField(default=0)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["-last_at"], name="story_last"),
            # All that is asked to find the top stories.
            models.Index(
                fields=["-last_at", "publishers_count"], condition=Q(publishers_count__gt=1), name="story_shared"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        """Its page, in the reader's interface language."""
        return reverse("story", args=[self.key])


class FormerStory(models.Model):
    """An address that a story had before it became one with another; `number` is the primary key that it had."""

    key = models.CharField(max_length=32, primary_key=True)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="former")
    number = models.BigIntegerField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.key


class Report(models.Model):
    """An article's place in a story; an article has one.

    `change` is the number of the change that put it there, counted over all workers.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="report")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="reports")
    likeness = models.FloatField(default=1.0)
    change = models.PositiveBigIntegerField(db_index=True)
    published_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["story", "published_at"], name="report_story")]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.story_id}"


class Reason(models.TextChoices):
    """Why two articles are related."""

    STORY = "story", _("Same story")
    EARLIER = "earlier", _("Earlier in this story")
    PEOPLE = "people", _("Same people")
    PLACE = "place", _("Same place")
    BACKGROUND = "background", _("Background")


class RelationQuerySet(models.QuerySet["Relation"]):
    """Finds what is related."""

    def of(self, article: Article) -> Self:
        """Relations that the article is one side of, strongest first."""
        return self.filter(Q(newer=article) | Q(older=article)).order_by("-score", "-pk")

    def of_any(self, articles: Collection[int]) -> Self:
        """Relations of which one side is one of these articles (primary keys)."""
        return self.filter(Q(newer__in=articles) | Q(older__in=articles))

    def leading_elsewhere(self) -> Self:
        """First the relations to articles of other stories, background last, each in the order there is."""
        place = Case(
            When(newer__report__story=F("older__report__story"), then=1),
            # Of all reasons the weakest.
            When(reason=Reason.BACKGROUND, then=2),
            default=0,
        )
        return self.order_by(place, *self.query.order_by)


class Relation(models.Model):
    """Two articles that a reader of one may want to go on to from the other."""

    newer = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    older = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reason = models.CharField(max_length=12, choices=Reason.choices)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["newer", "older"], name="relation_once")]

    def __str__(self) -> str:
        return f"{self.newer_id} and {self.older_id}: {self.reason}"


class Correction(models.Model):
    """What an operator said of two articles; it holds for ever, and names them by what never changes."""

    first_key = models.CharField(max_length=32)
    second_key = models.CharField(max_length=32)
    same = models.BooleanField(verbose_name=_("same event"))
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first_key", "second_key"], name="correction_once")]

    def __str__(self) -> str:
        return f"{self.first_key} {'with' if self.same else 'apart from'} {self.second_key}"


class Means(models.Model):
    """The running mean vector of each language, by embedder, as the engine packs them; `change` tells when."""

    embedder = models.CharField(max_length=80, primary_key=True)
    packed = models.BinaryField()
    change = models.PositiveBigIntegerField()

    class Meta:
        verbose_name_plural = "means"

    def __str__(self) -> str:
        return self.embedder
