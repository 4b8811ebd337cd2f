"""What belongs to whoever the token is of: what is followed, saved and opened."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import ConfigDict, Field

from daily8.accounts.models import Scope, User
from daily8.api.v1 import cards, paging, shapes
from daily8.api.v1.auth import Bearer
from daily8.api.v1.comments import Subject
from daily8.api.v1.door import token_of
from daily8.api.v1.parameters import MOST_SKIPPED, SIZE, Key, Size, Skipped, words
from daily8.api.v1.problems import Problem, answers
from daily8.reading import following, items, shelf, things
from daily8.reading.models import KeptKind, Kind
from daily8.reading.telling import Line, Told
from daily8.reading.things import Thing

router = Router(tags=["me"], auth=Bearer(Scope.READ))
_WRITES = Bearer(Scope.WRITE)


class Me(Schema):
    """Whose token it is, and what it may do."""

    account: str
    token: str = Field(description="The name of the token.")
    scopes: list[str]
    expires_at: datetime | None


class Followed(Schema):
    """Something that is followed."""

    kind: Kind
    name: str = Field(description="What addresses call it: a slug, a domain, a key, or the words of a search.")
    title: str


class AllFollowed(Schema):
    """All that is followed, newest first; at most two hundred."""

    items: list[Followed]


class ToFollow(Schema):
    """Something to follow."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"kind": "hashtag", "name": "Nairobi"}]}
    )

    kind: Kind
    name: str = Field(min_length=1, max_length=200)


class Named(Schema):
    """Something that is followed, by its name."""

    kind: Kind
    name: str = Field(min_length=1, max_length=200, examples=["Nairobi"])


class KeptItem(Schema):
    """An article, or a story by the report that stands for it."""

    subject: str = Field(description="articles or stories.", examples=["articles"])
    key: str
    at: datetime = Field(description="When it was saved or opened.")
    read: float = Field(description="How far it was read, from 0 to 1.")
    done: bool = Field(description="Whether it was read to the end.")
    article: shapes.Card


class KeptItems(Schema):
    """Some of what is kept, newest first."""

    items: list[KeptItem]
    next: str | None = Field(json_schema_extra={"format": "uri"})


class WantedKept(Schema):
    """Which part of a list."""

    cursor: Skipped = 0
    size: Size = SIZE


@router.get("", response=answers(Me, 403), summary="Say whose token it is", operation_id="readMe")
def read_me(request: HttpRequest) -> Any:
    """The name of the account, and what the token may do."""
    token = token_of(request, Scope.READ)
    return Me(account=token.user.username, token=token.name, scopes=token.scopes, expires_at=token.expires_at)


@router.get(
    "/following", response=answers(AllFollowed, 403), summary="List what is followed", operation_id="listFollowing"
)
def list_following(request: HttpRequest) -> Any:
    """Hashtags, publishers, stories and searches."""
    found = following.followed(_reader(request))
    return AllFollowed(items=[_followed(thing) for thing in found])


@router.post(
    "/following",
    auth=_WRITES,
    response=answers(Followed, 400, 403, 404, 409, 413, 415),
    summary="Follow something",
    operation_id="follow",
)
def follow(request: HttpRequest, told: ToFollow) -> Any:
    """Follow a hashtag, a publisher, a story or a search; twice is once."""
    thing = _thing(told.kind, told.name)
    try:
        following.follow(_writer(request), thing, timezone.now())
    except following.TooMuch as error:
        raise Problem("too_many_follows", f"at most {error.most} can be followed") from error
    return _followed(thing)


@router.delete(
    "/following",
    auth=_WRITES,
    response=answers(None, 403, 404, status=204),
    summary="No longer follow something",
    operation_id="unfollow",
)
def unfollow(request: HttpRequest, told: Query[Named]) -> Any:
    """No longer follow it; what was not followed is not either."""
    following.unfollow(_writer(request), _thing(told.kind, told.name))
    return HttpResponse(status=204)


@router.get("/saved", response=answers(KeptItems, 403), summary="List what is saved", operation_id="listSaved")
def list_saved(request: HttpRequest, wanted: Query[WantedKept]) -> Any:
    """Articles and stories that were saved for later."""
    return _kept(request, KeptKind.SAVED, wanted)


@router.get(
    "/history", response=answers(KeptItems, 403), summary="List what was opened", operation_id="listHistory"
)
def list_history(request: HttpRequest, wanted: Query[WantedKept]) -> Any:
    """Articles and stories that were opened, and how far they were read."""
    return _kept(request, KeptKind.HISTORY, wanted)


@router.put(
    "/saved/{subject}/{key}",
    auth=_WRITES,
    response=answers(None, 403, 404, status=204),
    summary="Save for later",
    operation_id="save",
)
def save(request: HttpRequest, subject: Path[Subject], key: Key) -> Any:
    """Save an article or a story; twice is once."""
    _put(request, KeptKind.SAVED, subject, key, read=False)
    return HttpResponse(status=204)


@router.delete(
    "/saved/{subject}/{key}",
    auth=_WRITES,
    response=answers(None, 403, status=204),
    summary="No longer save",
    operation_id="unsave",
)
def unsave(request: HttpRequest, subject: Path[Subject], key: Key) -> Any:
    """No longer save it; what was not saved is not either."""
    _remove(request, KeptKind.SAVED, subject, key)
    return HttpResponse(status=204)


@router.put(
    "/history/{subject}/{key}",
    auth=_WRITES,
    response=answers(None, 403, 404, status=204),
    summary="Mark as read",
    operation_id="markRead",
)
def mark_read(request: HttpRequest, subject: Path[Subject], key: Key) -> Any:
    """Mark an article or a story as read to the end; nothing is kept of who has switched history off."""
    _put(request, KeptKind.HISTORY, subject, key, read=True)
    return HttpResponse(status=204)


@router.delete(
    "/history/{subject}/{key}",
    auth=_WRITES,
    response=answers(None, 403, status=204),
    summary="Forget that it was opened",
    operation_id="forget",
)
def forget(request: HttpRequest, subject: Path[Subject], key: Key) -> Any:
    """Forget that it was opened."""
    _remove(request, KeptKind.HISTORY, subject, key)
    return HttpResponse(status=204)


def _reader(request: HttpRequest) -> User:
    reader: User = token_of(request, Scope.READ).user
    return reader


def _writer(request: HttpRequest) -> User:
    writer: User = token_of(request, Scope.WRITE).user
    return writer


def _thing(kind: Kind, name: str) -> Thing:
    thing = things.named(kind, words(name))
    if thing is None:
        raise Problem("not_found", f"no {kind} {name[:100]}")
    return thing


def _followed(thing: Thing) -> Followed:
    title = thing.title or thing.name
    if thing.hashtag:
        title = thing.hashtag.name
    elif thing.publisher:
        title = thing.publisher.name_in(cards.locale())
    return Followed(kind=Kind(thing.kind), name=thing.name, title=title)


def _kept(request: HttpRequest, kind: KeptKind, wanted: WantedKept) -> KeptItems:
    reader = _reader(request)
    shelf.mend(reader)
    end = wanted.cursor + wanted.size
    found = items.items(reader, kind, most=end + 1)
    return KeptItems(
        items=[_item(request, item) for item in found[wanted.cursor : end]],
        next=paging.way_to(request, end) if len(found) > end and end <= MOST_SKIPPED else None,
    )


def _item(request: HttpRequest, item: items.Item) -> KeptItem:
    row = item.kept
    return KeptItem(
        subject=Subject.STORIES if item.is_story else Subject.ARTICLES,
        key=row.name.partition("/")[2],
        at=row.at,
        read=row.place,
        done=row.done,
        article=cards.card(request, item.article),
    )


def _put(request: HttpRequest, kind: KeptKind, subject: Subject, key: str, *, read: bool) -> None:
    name, now = f"{subject.one}/{key}", timezone.now()
    if items.article_of(name) is None:
        raise Problem("not_found", f"no {subject.one} {key}")
    line = Line(kind, name, now, place=1.0, done_at=now) if read else Line(kind, name, now)
    shelf.change(_writer(request), Told(0, [line], [], {}))


def _remove(request: HttpRequest, kind: KeptKind, subject: Subject, key: str) -> None:
    shelf.change(_writer(request), Told(0, [], [(kind, f"{subject.one}/{key}")], {}))
