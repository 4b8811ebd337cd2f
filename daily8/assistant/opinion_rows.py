"""What a model thinks of a comment that waits for a moderator."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from daily8.comments.models import Comment


class Verdict(models.TextChoices):
    """What it would do."""

    PUBLISH = "publish", _("would publish it")
    REFUSE = "refuse", _("would refuse it")
    UNSURE = "unsure", _("is not sure")


class Because(models.TextChoices):
    """Why."""

    INSULT = "insult", _("an insult")
    THREAT = "threat", _("a threat")
    HATRED = "hatred", _("hatred")
    ADVERTISING = "advertising", _("advertising")
    PRIVATE = "private", _("something private")
    NOTHING = "nothing", _("nothing speaks against it")


class Opinion(models.Model):
    """What one model said of one comment, while that waits; without a verdict it was asked in vain.

    A model fills in no sentence of its own: verdict and reason are of a list, and `words` stand in the comment.
    `digest` is of the comment as it was read.
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="opinion")
    digest = models.CharField(max_length=32)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True, default="")
    because = models.CharField(max_length=12, choices=Because.choices, blank=True, default="")
    words = models.CharField(max_length=120, blank=True, default="")
    provider = models.CharField(max_length=80)
    failures = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.provider} {self.verdict or 'said nothing'}"
