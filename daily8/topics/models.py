"""Hashtags, and the spellings that operators tied to one."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# The version of what operators decided about hashtags: workers read it anew when it moves.
HASHTAGS = "hashtags"


class HashtagKind(models.TextChoices):
    """What sort of thing a hashtag is."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    PLACE = "place", _("Place")
    EVENT = "event", _("Event")
    THEME = "theme", _("Theme")


class HashtagQuerySet(models.QuerySet["Hashtag"]):
    """Finds hashtags."""

    def shown(self) -> Self:
        """Hashtags that have a page."""
        return self.filter(banned=False, merged_into=None)


class Hashtag(models.Model):
    """One real thing, under one address, with its name in each language.

    `key` is how the engine knows the thing, the same in every language. A merged hashtag stays as a rule:
    whatever would carry it carries the other, which is never merged itself. Where it came along with one that it
    was merged into before, that one is `by_way_of`.
    """

    key = models.CharField(max_length=200, unique=True)
    slug = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=HashtagKind.choices)
    names = models.JSONField(default=dict)
    renamed = models.BooleanField(default=False)
    banned = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="absorbed"
    )
    by_way_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = HashtagQuerySet.as_manager()

    class Meta:
        verbose_name = _("hashtag")
        verbose_name_plural = _("hashtags")

    def __str__(self) -> str:
        return f"#{self.name}"

    def get_absolute_url(self) -> str:
        """Its page, in the reader's interface language."""
        return reverse("hashtag", args=[self.slug])

    @property
    def name(self) -> str:
        """Its name in the reader's language, else in the one it has a name in."""
        return self.name_in(get_language() or "en")[0]

    def name_in(self, language: str) -> tuple[str, str]:
        """Return its name in this language, or in another where it has none, and that name's language."""
        for code in (language, "en", *sorted(self.names)):
            if self.names.get(code):
                return self.names[code], code
        return self.slug, "en"


class Spelling(models.Model):
    """A spelling of a hashtag: one that an operator tied to it, or one that articles taught.

    Wherever an operator's spelling stands, its hashtag is meant.
    """

    text = models.CharField(max_length=200)
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="spellings")
    learned = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text"], condition=Q(learned=False), name="spelling_means_one"),
            models.UniqueConstraint(fields=["hashtag", "text"], name="spelling_once"),
        ]

    def __str__(self) -> str:
        return self.text
