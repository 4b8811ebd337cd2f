"""Discussions, comments, what readers do with them, and what moderators did."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from daily8.accounts.models import User
from daily8.comments.guest_rows import Guest
from daily8.comments.rulings import Act, Ban, BanQuerySet, Deed, Grounds, Mode, Policy, Word
from daily8.engine.remarks import markup

__all__ = [
    "REFUSED",
    "Act",
    "Appeal",
    "Ban",
    "BanQuerySet",
    "Comment",
    "CommentQuerySet",
    "Complaint",
    "Deed",
    "Discussion",
    "Grounds",
    "Guest",
    "Mode",
    "Policy",
    "Report",
    "Revision",
    "State",
    "Subject",
    "Vote",
    "Word",
]


class State(models.TextChoices):
    """Who may see a comment: everybody, or its writer and the moderators alone."""

    PUBLISHED = "published", _("seen by everybody")
    UNPROVEN = "unproven", _("its address is not confirmed")
    WAITING = "waiting", _("waits for a moderator")
    REJECTED = "rejected", _("rejected")
    SPAM = "spam", _("spam")
    REMOVED = "removed", _("removed by its writer")


REFUSED = (State.REJECTED, State.SPAM)
# From then on a reader's reports weigh.
INDEPENDENT_FROM = timedelta(days=7)


class Subject(models.TextChoices):
    """What is discussed."""

    ARTICLE = "article", _("article")
    STORY = "story", _("story")


class Discussion(models.Model):
    """What was said under one address; `key` is that address's, so that it is found when articles become one.

    `count` is how many of its comments everybody sees.
    """

    subject = models.CharField(_("about"), max_length=8, choices=Subject.choices)
    key = models.CharField(max_length=32)
    title = models.TextField(_("title"))
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed by a moderator"), null=True, blank=True)
    count = models.PositiveIntegerField(_("comments"), default=0)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="discussion_once")]
        indexes = [
            models.Index(fields=["subject", "-opened_at"], condition=Q(count__gt=0), name="discussion_lively")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of its comments."""
        return reverse(f"{self.subject}-comments", args=[self.key])

    def recount(self) -> None:
        """Set the count right."""
        seen = self.comments.filter(state=State.PUBLISHED)
        self.count = seen.count()
        self.save(update_fields=["count"])


class CommentQuerySet(models.QuerySet["Comment"]):
    """Finds comments."""

    def published(self) -> Self:
        """Those that everybody sees."""
        return self.filter(state=State.PUBLISHED)

    def queue(self) -> Self:
        """Those that a moderator should decide on: what is appealed, then what was reported or is held.

        Of those the most reported come first, then the most suspicious.
        """
        reported = Q(state=State.PUBLISHED, reports_count__gt=0)
        appealed = Q(appeal__isnull=False, appeal__decided_at=None)
        return (
            self.filter(Q(state=State.WAITING) | reported | appealed)
            .exclude(state=State.REMOVED)
            .order_by(Case(When(appealed, then=0), default=1), "-reports_count", "-suspicion_weight", "pk")
        )

    def since(self, moment: datetime) -> Self:
        """Those written after then."""
        return self.filter(written_at__gte=moment)

    def refused_since(self, moment: datetime) -> Self:
        """Those refused after then; also what its writer removed meanwhile, unless the refusal was taken back."""
        return self.filter(refused_at__gte=moment)

    def with_people(self) -> Self:
        """With who wrote them and what they are about."""
        return self.select_related("writer", "discussion")

    def with_answered(self) -> Self:
        """With what each answers, and who wrote that."""
        return self.select_related("parent__writer")


class Comment(models.Model):
    """What one reader said; `text` is as it was typed and tidied, `html` what is shown of it.

    A thread is a comment without a parent and all that answers it, however deep; `thread` is None for the first.
    `token` is that of the form: one form gives one comment.
    """

    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="comments")
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replies")
    writer = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments", verbose_name=_("writer")
    )
    # Of who has no account; what else is kept of them is `Guest`.
    guest_name = models.CharField(_("guest"), max_length=30, blank=True, default="")
    token = models.CharField(max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    written_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    # How often moderators decided on it, or took that back.
    rulings_count = models.PositiveIntegerField(default=0)
    # It stays when the writer removes what was refused.
    refused_at = models.DateTimeField(null=True, blank=True)
    score = models.FloatField(default=0.0)
    votes_count = models.PositiveIntegerField(_("votes"), default=0)
    reports_count = models.PositiveIntegerField(_("open reports"), default=0)
    answers_count = models.PositiveIntegerField(default=0)
    suspicion_weight = models.PositiveSmallIntegerField(_("suspicion"), default=0)
    # What the rules saw: [code, weight, detail] of each.
    suspicion = models.JSONField(default=list, blank=True)
    # Of what it says, however it is spelled.
    digest = models.CharField(max_length=32, db_index=True)
    text = models.TextField(_("text"))
    html = models.TextField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(fields=["discussion", "-score"], condition=Q(thread=None), name="comment_best"),
            models.Index(fields=["thread", "written_at"], name="comment_thread"),
            models.Index(fields=["writer", "-written_at"], name="comment_writer"),
            models.Index(
                fields=["-reports_count", "-suspicion_weight"],
                condition=Q(state="waiting") | Q(reports_count__gt=0),
                name="comment_queue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signed or '—'}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        """The page that shows its thread, at itself."""
        return f"{reverse('comment', args=[self.thread_id or self.pk])}#comment-{self.pk}"

    @property
    def is_published(self) -> bool:
        """Whether everybody sees it."""
        return self.state == State.PUBLISHED

    @property
    def signed(self) -> str:
        """The name under it; nothing where whoever wrote it has left."""
        return self.writer.username if self.writer else self.guest_name

    @property
    def version(self) -> str:
        """What tells whether somebody decided on it, or changed its words, since one saw it."""
        return f"{self.rulings_count}-{self.edited_at.timestamp() if self.edited_at else 0:.3f}"

    def say(self, text: str) -> None:
        """Say this from now on; it is not yet saved."""
        self.text, self.html = text, markup.shown(text)


class Revision(models.Model):
    """What a comment said before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField()
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]


class Vote(models.Model):
    """A reader who finds a comment worth reading."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="votes")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} for {self.comment_id}"


class Complaint(models.TextChoices):
    """Why a reader reports a comment."""

    ABUSE = "abuse", _("It insults or threatens somebody")
    HATE = "hate", _("It stirs up hatred")
    SPAM = "spam", _("It is advertising")
    FALSE = "false", _("It misleads")
    PRIVATE = "private", _("It gives away something private")
    OTHER = "other", _("Something else")


class ReportQuerySet(models.QuerySet["Report"]):
    """Finds reports."""

    def open(self) -> Self:
        """Those that no moderator has decided on."""
        return self.filter(is_open=True)

    def independent(self) -> Self:
        """Those of readers who had been here for a week: nobody makes many accounts for the purpose in an hour."""
        return self.filter(reader__joined_at__lte=F("made_at") - INDEPENDENT_FROM, reader__ban=None)


class Report(models.Model):
    """A reader who wants a moderator to look; open until one has."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=Complaint.choices)
    words = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="report_once")]

    def __str__(self) -> str:
        return f"{self.reason}: {self.words[:60]}"

    @classmethod
    def open_by_reason(cls, comments: Iterable[int]) -> dict[int, list[tuple[str, int]]]:
        """Return, for each of these comments (primary keys), how many open reports give which reason."""
        told: dict[int, list[tuple[str, int]]] = {}
        rows = cls.objects.open().filter(comment__in=comments).values_list("comment", "reason")
        for comment, reason, number in rows.annotate(number=Count("pk")).order_by("-number", "reason"):
            told.setdefault(comment, []).append((str(Complaint(reason).label), number))
        return told


class Appeal(models.Model):
    """A writer who asks for another look at what was decided; once for each comment."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="appeal")
    words = models.CharField(max_length=1000)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.words[:60]
