"""Whether a comment is seen at once or waits for a moderator, and why."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from django.db.models import Q

from daily8.accounts.models import User
from daily8.comments.models import Comment, CommentQuerySet, Mode, State, Word
from daily8.engine.remarks import spelling, suspicion
from daily8.engine.remarks.suspicion import Reason, WordList, Writer

_REPEATED_WITHIN = timedelta(days=30)
# So long a refusal counts against who was refused.
REMEMBERED = timedelta(days=90)
# Shorter ones ("Thank you!") are said by many.
_LEAST_TOLD = 20


def digest(text: str) -> str:
    """Return what comments share that say the same, however it is spelled."""
    return blake2b(spelling.same(text).encode(), digest_size=16).hexdigest()


def reasons(
    typed: str, writer: User, *, now: datetime, took: timedelta | None, but: Comment | None = None
) -> list[Reason]:
    """Return why a moderator should look at what this reader typed; `but` is the comment that is edited."""
    others = Comment.objects.exclude(pk=but.pk) if but else Comment.objects.all()
    return _reasons(typed, _known(typed, Q(writer=writer), others, now, took, age=now - writer.joined_at))


def reasons_of_guest(
    typed: str, name: str, address: str, *, now: datetime, took: timedelta | None
) -> list[Reason]:
    """Return the same for who has no account; `address` is what tells one from another."""
    about = _known(typed, Q(guest__address=address), Comment.objects.all(), now, took, age=None)
    return _reasons(f"{name}\n{typed}", about)


def state(writer: User, mode: Mode, found: Sequence[Reason]) -> State:
    """Return the state in which a comment begins."""
    if writer.is_trusted:
        return State.PUBLISHED
    if mode == Mode.ALL or suspicion.weight(found) >= suspicion.HELD:
        return State.WAITING
    is_newcomer = mode == Mode.NEWCOMERS and not writer.comments.published().exists()
    return State.WAITING if is_newcomer else State.PUBLISHED


def state_of_guest(mode: Mode, weight: int) -> State:
    """Return the state in which a guest's comment begins: who has no account stays a newcomer."""
    return State.PUBLISHED if mode == Mode.OPEN and weight < suspicion.HELD else State.WAITING


def _reasons(typed: str, about: Writer) -> list[Reason]:
    known = {banned: WordList(_words(banned=banned)) for banned in (True, False)}
    return suspicion.reasons(typed, about, banned=known[True], suspect=known[False])


def _words(*, banned: bool) -> list[str]:
    return list(Word.objects.filter(banned=banned).values_list("text", flat=True))


def _known(
    typed: str, own: Q, others: CommentQuerySet, now: datetime, took: timedelta | None, *, age: timedelta | None
) -> Writer:
    """What is known of who wrote what is `own`; what is only being confirmed was said by nobody yet."""
    refused = Comment.objects.filter(own).refused_since(now - REMEMBERED)
    same = others.filter(digest=digest(typed)).since(now - _REPEATED_WITHIN).exclude(state=State.UNPROVEN)
    # Who removes a comment and writes it once more repeats nothing.
    own_repeats = same.filter(own).exclude(state=State.REMOVED).count()
    is_told_by_many = len(spelling.same(typed)) < _LEAST_TOLD
    return Writer(
        account_age=age,
        rejected=refused.count(),
        took=took,
        own_repeats=own_repeats,
        others_repeats=0 if is_told_by_many else same.exclude(own).count(),
    )
