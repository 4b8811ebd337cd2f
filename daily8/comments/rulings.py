"""What moderators did, whom they banned, which words they look for, and whose comments wait for them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from daily8.accounts.models import User
from daily8.sources.models import Publisher


class Deed(models.TextChoices):
    """What a moderator does."""

    APPROVE = "approve", _("approved")
    REJECT = "reject", _("rejected")
    SPAM = "spam", _("marked as spam")
    SPAM_ALL = "spam_all", _("marked all that waited of the writer as spam")
    BAN = "ban", _("banned the writer")
    UNBAN = "unban", _("let the writer write again")
    UPHOLD = "uphold", _("left the ban as it is")
    CLOSE = "close", _("closed the discussion")
    OPEN = "open", _("opened the discussion")
    WORDS = "words", _("changed the lists of words")
    UNDO = "undo", _("took back")


class Grounds(models.TextChoices):
    """Why a reader is banned, as the reader is told."""

    ABUSE = "abuse", _("Insults or threats")
    HATE = "hate", _("Stirring up hatred")
    SPAM = "spam", _("Advertising")
    STUBBORN = "stubborn", _("Going on after refusals")
    OTHER = "other", _("Something else")


class Grounded(models.Model):
    """What has a reason that the reader is told, and more of it in the moderator's own words."""

    grounds = models.CharField(_("reason"), max_length=10, choices=Grounds.choices, blank=True, default="")
    grounds_words = models.CharField(_("in own words"), max_length=500, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def because(self) -> str:
        """The reason in words; nothing where none was given."""
        said = self.get_grounds_display() if self.grounds != Grounds.OTHER or not self.grounds_words else ""
        return ": ".join(filter(None, [said, self.grounds_words]))


class Act(Grounded):
    """One deed of one moderator, kept for good; `before` is what it changed, so that it can be taken back."""

    moderator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("moderator"), max_length=150)
    deed = models.CharField(_("what"), max_length=10, choices=Deed.choices)
    comment = models.ForeignKey("comments.Comment", on_delete=models.SET_NULL, null=True, related_name="acts")
    reader = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("of what"), blank=True)
    before = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(_("when"), db_index=True)
    undone = models.BooleanField(_("taken back"), default=False)

    class Meta:
        verbose_name = _("act of a moderator")
        verbose_name_plural = _("acts of moderators")

    def __str__(self) -> str:
        return f"{self.name} {self.deed}"


class BanQuerySet(models.QuerySet["Ban"]):
    """Finds bans."""

    def appealed(self) -> Self:
        """Those that a moderator should look at once more, longest waiting first."""
        return self.filter(appealed_at__isnull=False, decided_at=None).order_by("appealed_at", "pk")


class Ban(Grounded):
    """A reader who may read, but not write, until a moderator lifts it; `comment` is what it was for.

    `appeal` is what the reader says against it, once.
    """

    reader = models.OneToOneField(User, on_delete=models.CASCADE, related_name="ban")
    comment = models.ForeignKey("comments.Comment", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    appeal = models.CharField(max_length=1000, blank=True, default="")
    appealed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")

    def __str__(self) -> str:
        return str(self.reader)

    @property
    def version(self) -> str:
        """What tells whether it was appealed or decided on since one saw it."""
        return f"{self.pk}-{self.appealed_at is not None:d}{self.decided_at is not None:d}"


class Word(models.Model):
    """A word or phrase that moderators look for, however it is spelled."""

    text = models.CharField(_("word or phrase"), max_length=100, unique=True)
    banned = models.BooleanField(_("holds a comment by itself"), default=True)

    class Meta:
        verbose_name = _("word to look for")
        verbose_name_plural = _("words to look for")

    def __str__(self) -> str:
        return self.text


class Mode(models.TextChoices):
    """Whose comments wait for a moderator."""

    OPEN = "open", _("nobody's, but for the suspicious")
    NEWCOMERS = "newcomers", _("those of who never had one published")
    ALL = "all", _("everybody's")
    OFF = "off", _("there are no comments")


class Policy(models.Model):
    """Another mode for the articles of one publisher or of one category."""

    publisher = models.OneToOneField(
        Publisher, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("publisher")
    )
    category = models.CharField(_("category"), max_length=20, unique=True, null=True, blank=True)
    mode = models.CharField(_("whose comments wait"), max_length=10, choices=Mode.choices)

    class Meta:
        verbose_name = _("mode of moderation")
        verbose_name_plural = _("modes of moderation")
        constraints = [
            models.CheckConstraint(
                condition=Q(publisher=None, category__isnull=False) | Q(publisher__isnull=False, category=None),
                name="policy_of_one",
                violation_error_message=_("Choose a publisher or a category, not both."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.publisher or self.category}: {self.mode}"
