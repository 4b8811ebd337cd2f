"""Editions as they were made, with all that decided, and what editors did to them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from daily8.articles.models import Article
from daily8.editions.formula import Caps, Entrant, Line, Measures, Weights, ballot
from daily8.stories.models import FormerStory, Story


class Rhythm(models.TextChoices):
    """How often an edition of its kind is made."""

    DAILY = "daily", _("daily")
    WEEKLY = "weekly", _("weekly")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Finds editions."""

    def of(self, language: str, rhythm: Rhythm = Rhythm.DAILY) -> Self:
        """Those of a language, newest first."""
        return self.filter(language=language, rhythm=rhythm).order_by("-day")

    def made(self) -> Self:
        """Those with at least one story."""
        return self.filter(entries__isnull=False).distinct()


class Edition(models.Model):
    """The stories of one day, or week, in one language: `day` is that on whose morning it appeared.

    It tells of what was published from `begins_at` on and before `ends_at`. `entrants` are the stories that were
    looked at, as `Entrant.told` writes them, `rules` the weights and caps: together they give the ballot again, at
    any time and anywhere. `considered` is how many stories there were in all.
    """

    language = models.CharField(_("language"), max_length=10)
    rhythm = models.CharField(_("rhythm"), max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    day = models.DateField(_("day"))
    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    made_at = models.DateTimeField(_("made"))
    rules = models.JSONField()
    entrants = models.JSONField()
    considered = models.PositiveIntegerField(_("stories looked at"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [models.UniqueConstraint(fields=["language", "rhythm", "day"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.day.isoformat()}"

    def get_absolute_url(self) -> str:
        """Its page, for ever."""
        return reverse(f"{self.rhythm}-edition", args=[self.day])

    @property
    def weights(self) -> Weights:
        """What the terms counted."""
        return Weights(**self.rules["weights"])

    @property
    def caps(self) -> Caps:
        """How many of one sort there could be."""
        return Caps(**self.rules["caps"])

    @property
    def measures(self) -> Measures:
        """What else the formula reckoned with; older editions kept what is usual."""
        return Measures(**self.rules.get("measures", {}))

    @property
    def told_until(self) -> datetime:
        """The moment from which on something is new to its readers: one made late told what had come by then."""
        return max(self.ends_at, self.made_at)

    def ballot(self, weights: Weights | None = None) -> list[Line]:
        """Return how it was chosen, or how it would be by other weights."""
        entrants = [Entrant.read(told) for told in self.entrants]
        return ballot(entrants, weights or self.weights, self.caps, self.measures)


class Entry(models.Model):
    """One story of an edition; `place` is from 1 on, `chosen` where the formula put it, 0 for nowhere.

    `headline` is the report whose headline it carries. Its words are kept as they were made: `brief` and `news`
    are sentences with the places that they rest on, `numbers` what reports differ in, `reports` two to read on.
    What an editor wrote stands in `title` and `words`, beside who it was that changed anything last, and when.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="entries")
    place = models.PositiveSmallIntegerField(_("place"))
    chosen = models.PositiveSmallIntegerField(_("place by the formula"), default=0)
    story_key = models.CharField(max_length=32)
    headline = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reports = models.JSONField(default=list, blank=True)
    brief = models.JSONField(default=list, blank=True)
    news = models.JSONField(default=list, blank=True)
    numbers = models.JSONField(default=list, blank=True)
    worded_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(_("headline by the editors"), max_length=300, default="", blank=True)
    words = models.TextField(_("brief by the editors"), default="", blank=True)
    edited_by = models.CharField(_("edited by"), max_length=150, default="", blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)

    class Meta:
        verbose_name = _("story of an edition")
        verbose_name_plural = _("stories of an edition")
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["edition", "story_key"], name="entry_once")]
        indexes = [models.Index(fields=["story_key"], name="entry_story")]

    def __str__(self) -> str:
        return f"{self.edition} {self.place}"

    @property
    def story(self) -> Story | None:
        """The story that it is now; nothing where it is gone."""
        return stories_now([self.story_key]).get(self.story_key)


def stories_now(keys: Collection[str]) -> dict[str, Story]:
    """Return what stories are now, by the keys that they had; those that are gone are left out."""
    former = dict(FormerStory.objects.filter(key__in=keys).values_list("key", "story__key"))
    found = {story.key: story for story in Story.objects.filter(key__in=[*keys, *former.values()])}
    return {key: found[former.get(key, key)] for key in keys if former.get(key, key) in found}


def before(language: str, day: date) -> Edition | None:
    """Return the edition that readers had before the one of this day."""
    return Edition.objects.of(language).filter(day__lt=day).first()
