"""Comments as a page shows them: threads, each with its answers below what they answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from daily8.accounts.models import User
from daily8.comments.models import Comment, CommentQuerySet, State, Vote
from daily8.comments.ordering import Order
from daily8.comments.talks import Talk
from daily8.comments.writing import may_edit

SIZE = 20
# So many answers of a thread stand in a list; all of them, up to a bound, on the thread's own page.
IN_LIST = 10
ON_OWN_PAGE = 500
# Deeper answers stand no deeper: a phone has no room.
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A comment at its place in a thread, as one reader sees it: as a stone, with its words, with his vote."""

    comment: Comment
    depth: int
    own: bool
    voted: bool
    editable: bool

    @property
    def is_stone(self) -> bool:
        """Whether its words are not for this reader."""
        return not self.comment.is_published and (not self.own or self.comment.state == State.REMOVED)


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and answers to it; `more` answers are on the thread's own page."""

    lines: list[Line]
    more: int

    @property
    def first(self) -> Comment:
        """The comment that the others answer."""
        return self.lines[0].comment


@dataclass(frozen=True, slots=True)
class Page:
    """Some threads of a talk; `following` is the number of the page after it, 0 where there is none."""

    threads: list[Thread]
    order: Order
    number: int
    following: int


def page(talk: Talk, order: Order, *, number: int = 1, size: int = SIZE, reader: User | None = None) -> Page:
    """Return one page of threads, in two queries, and one more for a reader's votes."""
    begin = (number - 1) * size
    firsts = _seen(reader).filter(discussion__in=talk.discussions, thread=None).order_by(*order.columns)
    found = list(firsts[begin : begin + size + 1])
    threads = _threads(found[:size], reader=reader, most=IN_LIST)
    return Page(threads, order, number, number + 1 if len(found) > size else 0)


def thread(first: Comment, *, reader: User | None = None) -> Thread:
    """Return one thread with its answers."""
    return _threads([first], reader=reader, most=ON_OWN_PAGE)[0]


def _seen(reader: User | None) -> CommentQuerySet:
    """What is on this reader's page: what everybody sees, stones that have answers, and his own."""
    seen = Q(state=State.PUBLISHED) | Q(answers_count__gt=0)
    own = Q(writer=reader) & ~Q(state=State.REMOVED) if reader else Q()
    return (
        Comment.objects.filter(seen | own if reader else seen).select_related("writer", "discussion").defer("text")
    )


def _threads(firsts: Sequence[Comment], *, reader: User | None, most: int) -> list[Thread]:
    place = Window(RowNumber(), partition_by=F("thread"), order_by="pk")
    answers = list(
        _seen(reader).filter(thread__in=firsts).annotate(place=place).filter(place__lte=most).order_by("pk")
    )
    voted = _voted(reader, [*firsts, *answers])
    below: dict[int, list[Comment]] = {}
    for answer in answers:
        below.setdefault(answer.thread_id or 0, []).append(answer)
    return [_thread(first, below.get(first.pk, []), reader=reader, voted=voted) for first in firsts]


def _thread(first: Comment, answers: Sequence[Comment], *, reader: User | None, voted: set[int]) -> Thread:
    lines = [_line(comment, depth, reader=reader, voted=voted) for comment, depth in _in_order(first, answers)]
    seen = sum(answer.is_published for answer in answers)
    return Thread(lines, more=max(0, first.answers_count - seen))


def _line(comment: Comment, depth: int, *, reader: User | None, voted: set[int]) -> Line:
    own = reader is not None and comment.writer_id == reader.pk
    editable = reader is not None and may_edit(comment, reader, timezone.now())
    return Line(comment, depth, own=own, voted=comment.pk in voted, editable=editable)


def _in_order(first: Comment, answers: Iterable[Comment]) -> list[tuple[Comment, int]]:
    """Each comment below what it answers, with its depth; what it answers may be left out."""
    below: dict[int, list[Comment]] = {}
    known = {first.pk}
    for answer in answers:
        parent = answer.parent_id if answer.parent_id in known else first.pk
        below.setdefault(parent or first.pk, []).append(answer)
        known.add(answer.pk)
    ordered, waiting = [], [(first, 0)]
    while waiting:
        comment, depth = waiting.pop()
        ordered.append((comment, min(depth, _DEEPEST)))
        waiting.extend((answer, depth + 1) for answer in reversed(below.get(comment.pk, [])))
    return ordered


def _voted(reader: User | None, comments: Sequence[Comment]) -> set[int]:
    if reader is None or not comments:
        return set()
    votes = Vote.objects.filter(reader=reader, comment__in=[comment.pk for comment in comments])
    return set(votes.values_list("comment", flat=True))
