"""Whether a comment is seen at once or waits for a moderator, and why."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from daily8.accounts.models import User
from daily8.comments.models import Comment, Mode, State, Word
from daily8.engine.remarks import spelling, suspicion
from daily8.engine.remarks.suspicion import Reason, WordList, Writer

_REPEATED_WITHIN = timedelta(days=30)
_REMEMBERED = timedelta(days=90)
# Shorter ones ("Thank you!") are said by many.
_LEAST_TOLD = 20


def digest(text: str) -> str:
    """Return what comments share that say the same, however it is spelled."""
    return blake2b(spelling.same(text).encode(), digest_size=16).hexdigest()


def reasons(
    typed: str, writer: User, *, now: datetime, took: timedelta | None, but: Comment | None = None
) -> list[Reason]:
    """Return why a moderator should look at what this reader typed; `but` is the comment that is edited."""
    known = {banned: WordList(_words(banned=banned)) for banned in (True, False)}
    about = _writer(typed, writer, now, took, but)
    return suspicion.reasons(typed, about, banned=known[True], suspect=known[False])


def state(writer: User, mode: Mode, found: Sequence[Reason]) -> State:
    """Return the state in which a comment begins."""
    if writer.is_trusted:
        return State.PUBLISHED
    if mode == Mode.ALL or suspicion.weight(found) >= suspicion.HELD:
        return State.WAITING
    is_newcomer = mode == Mode.NEWCOMERS and not writer.comments.published().exists()
    return State.WAITING if is_newcomer else State.PUBLISHED


def _words(*, banned: bool) -> list[str]:
    return list(Word.objects.filter(banned=banned).values_list("text", flat=True))


def _writer(typed: str, writer: User, now: datetime, took: timedelta | None, but: Comment | None) -> Writer:
    refused = writer.comments.filter(state__in=[State.REJECTED, State.SPAM]).since(now - _REMEMBERED)
    same = Comment.objects.filter(digest=digest(typed)).since(now - _REPEATED_WITHIN)
    if but:
        same = same.exclude(pk=but.pk)
    # Who removes a comment and writes it once more repeats nothing.
    own = same.filter(writer=writer).exclude(state=State.REMOVED).count()
    is_told_by_many = len(spelling.same(typed)) < _LEAST_TOLD
    return Writer(
        account_age=now - writer.joined_at,
        rejected=refused.count(),
        took=took,
        own_repeats=own,
        others_repeats=0 if is_told_by_many else same.exclude(writer=writer).count(),
    )
