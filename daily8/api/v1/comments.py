"""Comments on articles and stories: read by everybody, written with a token."""

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from daily8.accounts.limits import client_address
from daily8.accounts.models import Scope, User
from daily8.api.feeds import speakable
from daily8.api.v1 import cards, paging
from daily8.api.v1.auth import Bearer
from daily8.api.v1.door import token_of
from daily8.api.v1.parameters import NOT_BLANK, Id, Key, PageNumber, words
from daily8.api.v1.problems import Fault, Problem, answers
from daily8.comments import limits, threads, writing
from daily8.comments.finding import Moved, talk_of
from daily8.comments.models import Comment
from daily8.comments.ordering import Order
from daily8.comments.talks import Talk
from daily8.comments.threads import Line
from daily8.comments.tokens import Token
from daily8.engine.remarks import markup

router = Router(tags=["comments"])
_MOST_PAGES = 1000
# As long as somebody may have sat over it: how quickly a program sends says nothing.
_WRITING = timedelta(minutes=5)


class Subject(StrEnum):
    """What is discussed, as addresses call it."""

    ARTICLES = "articles"
    STORIES = "stories"

    @property
    def one(self) -> str:
        """What one of them is."""
        return {"articles": "article", "stories": "story"}[self]


class Wanted(Schema):
    """Which comments a list has."""

    order: Order = Field(Order.BEST, description="What comes first.")
    cursor: PageNumber = 1


class CommentLine(Schema):
    """A comment at its place in a thread; of one that was taken away others still see that it was there."""

    id: int
    parent: int | None
    depth: int
    writer: str = Field(description="Empty where whoever wrote it has left.")
    html: str = Field(description="What it says; empty where it may not be seen.")
    gone: bool = Field(description="Whether it was taken away.")
    written_at: datetime
    edited_at: datetime | None
    votes: int
    waits: bool = Field(description="Whether only its writer sees it, until a moderator has looked.")
    page: str = Field(json_schema_extra={"format": "uri"})


class Thread(Schema):
    """A comment and answers to it, each below what it answers; `more` answers are on its page."""

    more: int
    comments: list[CommentLine]


class Threads(Schema):
    """Some threads of a discussion."""

    title: str
    count: int = Field(description="How many comments everybody sees.")
    open: bool = Field(description="Whether more may be said.")
    items: list[Thread]
    next: str | None = Field(json_schema_extra={"format": "uri"})


class NewComment(Schema):
    """What is to be said, and what it answers."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": "Well said."}]})

    text: str = Field(pattern=NOT_BLANK, max_length=markup.LONGEST)
    parent: Id | None = Field(None, description="The comment that it answers.")


@router.get(
    "/{subject}/{key}/comments",
    response=answers(Threads, 404),
    summary="List comments",
    operation_id="listComments",
)
def list_comments(request: HttpRequest, subject: Path[Subject], key: Key, wanted: Query[Wanted]) -> Any:
    """What readers say of an article or a story, in threads."""
    try:
        talk = talk_of(subject.one, key)
    except Moved as moved:
        return HttpResponsePermanentRedirect(request.path.replace(key, moved.key))
    page = threads.page(talk, wanted.order, number=wanted.cursor)
    return Threads(
        title=talk.title,
        count=talk.count,
        open=talk.is_open(timezone.now()),
        items=[
            Thread(more=thread.more, comments=[_line(request, line) for line in thread.lines])
            for thread in page.threads
        ],
        next=paging.way_to(request, page.following) if 0 < page.following <= _MOST_PAGES else None,
    )


@router.post(
    "/{subject}/{key}/comments",
    auth=Bearer(Scope.WRITE),
    response=answers(CommentLine, 400, 403, 404, 409, 413, 415, status=201),
    summary="Write a comment",
    operation_id="writeComment",
)
def write_comment(request: HttpRequest, subject: Path[Subject], key: Key, told: NewComment) -> Any:
    """Say something, under the rules that hold on the site. Sent once more, it is the same comment."""
    reader, now = token_of(request, Scope.WRITE).user, timezone.now()
    try:
        talk = talk_of(subject.one, key)
    except Moved as moved:
        return HttpResponsePermanentRedirect(request.path.replace(key, moved.key))
    comment = _written(talk, reader, told, address=client_address(request), now=now)
    return Status(201, _line(request, Line(comment, 0, own=True, voted=False, editable=True)))


def _written(talk: Talk, reader: User, told: NewComment, *, address: str, now: datetime) -> Comment:
    parent = _parent(talk, told.parent) if told.parent else None
    token = Token(_key(talk, reader, told), (now - _WRITING).timestamp())
    try:
        return writing.write(talk, reader, words(told.text), token=token, address=address, now=now, parent=parent)
    except writing.Banned as error:
        raise Problem("forbidden", "this account is banned from commenting") from error
    except writing.Closed as error:
        raise Problem("closed") from error
    except writing.Empty as error:
        raise Problem("nothing_said") from error
    except markup.TooLong as error:
        message = f"a comment has at most {markup.LONGEST} characters; this one has {error.length}"
        raise Problem("invalid", errors=[Fault(where="body.text", message=message)]) from error
    except limits.TooOften as error:
        seconds = str(max(1, round((error.ends_at - now).total_seconds())))
        raise Problem("too_many_requests", str(error), headers={"Retry-After": seconds}) from error


def _parent(talk: Talk, pk: int) -> Comment:
    parent = Comment.objects.published().filter(pk=pk, discussion__in=talk.discussions).first()
    if parent is None:
        raise Problem("not_found", f"no comment {pk} here that could be answered")
    return parent


def _key(talk: Talk, reader: User, told: NewComment) -> str:
    """What makes the same sent twice one comment."""
    parts = (str(talk.subject), talk.key, str(told.parent or ""), words(told.text))
    digest = blake2b("\0".join(parts).encode(errors="replace"), digest_size=16).hexdigest()
    return f"{reader.pk}-api-{digest}"


def _line(request: HttpRequest, line: Line) -> CommentLine:
    comment = line.comment
    return CommentLine(
        id=comment.pk,
        parent=comment.parent_id,
        depth=line.depth,
        writer="" if line.is_stone else comment.signed,
        html="" if line.is_stone else speakable(comment.html),
        gone=line.is_stone,
        written_at=comment.written_at,
        edited_at=comment.edited_at,
        votes=comment.votes_count,
        waits=not line.is_stone and not comment.is_published,
        page=cards.page(request, "comment", str(comment.thread_id or comment.pk)) + f"#comment-{comment.pk}",
    )
