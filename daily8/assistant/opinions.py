"""What a model thinks of comments that wait: asked before a moderator looks, shown beside them, and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import F, Q

from daily8.assistant import budget, providers
from daily8.assistant.abilities import WRITTEN
from daily8.assistant.models import Call, Opinion, Provider
from daily8.assistant.opinion_rows import Verdict
from daily8.comments.models import Comment, State
from daily8.comments.writing import EDITABLE
from daily8.engine.ai import Prompt, prompts, shapes
from daily8.engine.ai.fences import visible

# The name on receipts.
ABILITY = "opinion"
# A model that fails is asked about a comment so often, with growing pauses.
_TRIES, _PAUSE = 3, timedelta(minutes=1)
_LONGEST_QUOTED = 120
# Comments come from whoever writes many; what readers ask for comes first.
_SHARE = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Question:
    """A comment, and who is asked what about it."""

    comment: Comment
    provider: Provider
    prompt: Prompt


def wanted(now: datetime) -> Question | None:
    """Return the comment to ask about next, most suspicious first; what was decided on meanwhile is forgotten.

    A comment that is changed is asked about once more, when it can be changed no further.
    """
    # Asked for first: to delete nothing would still make others wait.
    if decided := list(Opinion.objects.exclude(comment__state=State.WAITING).values_list("pk", flat=True)):
        Opinion.objects.filter(pk__in=decided).delete()
    provider = chosen()
    if provider is None:
        return None
    new = Q(opinion=None) | (~Q(opinion__digest=F("digest")) & Q(written_at__lte=now - EDITABLE))
    again = Q(opinion__failures__range=(1, _TRIES - 1), opinion__due_at__lte=now)
    waiting = Comment.objects.filter(new | again, state=State.WAITING).select_related("discussion")
    comment = waiting.order_by("-suspicion_weight", "pk").first()
    if comment is None:
        return None
    return Question(comment, provider, prompts.opinion(comment.text.split("\n"), about=comment.discussion.title))


def chosen() -> Provider | None:
    """Return the model that is asked: the first that is in use for writing; none unless the operator wants it."""
    if not settings.COMMENTS_OPINION or not providers.conduct().on:
        return None
    return next(filter(None, map(providers.chosen, WRITTEN)), None)


def begin(question: Question, *, most_in: int, most_out: int, now: datetime) -> Call:
    """Write the receipt of a call; raises `budget.OverBudget`."""
    return budget.begin(
        question.provider,
        ability=ABILITY,
        result=None,
        most_in=most_in,
        most_out=most_out,
        now=now,
        share=_SHARE,
    )


def keep(question: Question, said: shapes.Opinion) -> None:
    """Keep what a model said of a comment: a reason to refuse, where it has one, by words that stand there."""
    words = visible(said.words)[:_LONGEST_QUOTED]
    without_reason = said.verdict == "refuse" and said.because == "nothing"
    _put(
        question,
        verdict=Verdict.UNSURE if without_reason else said.verdict,
        because=said.because,
        words=words if words in visible(question.comment.text) else "",
        failures=0,
        due_at=None,
    )


def fail(question: Question, now: datetime) -> None:
    """Note that it was asked in vain; it is asked again a little later."""
    comment = question.comment
    before = Opinion.objects.filter(comment=comment).first()
    # To change a comment again and again gives no more tries.
    is_same = before and (before.digest == comment.digest or now - comment.written_at < EDITABLE)
    failures = before.failures + 1 if before and is_same else 1
    _put(question, verdict="", because="", words="", failures=failures, due_at=now + _PAUSE * 2**failures)


def of(comments: Iterable[int]) -> dict[int, Opinion]:
    """Return what was said of these comments (primary keys) as they are now, in one query, or none."""
    if not settings.COMMENTS_OPINION:
        return {}
    said = Opinion.objects.filter(comment__in=comments, digest=F("comment__digest")).exclude(verdict="")
    return {opinion.comment_id: opinion for opinion in said}


def _put(question: Question, **values: object) -> None:
    """The comment may be gone by now."""
    if Comment.objects.filter(pk=question.comment.pk, state=State.WAITING).exists():
        known = {"digest": question.comment.digest, "provider": str(question.provider)[:80], **values}
        Opinion.objects.update_or_create(comment=question.comment, defaults=known)
