"""Fills a site with hostile comments: payloads as JSON on standard input, the pages to look at out."""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from daily8.accounts.models import Standing, User  # noqa: E402
from daily8.articles.models import Address, Article, Stage  # noqa: E402
from daily8.comments import counts  # noqa: E402
from daily8.comments.models import Appeal, Comment, Complaint, Discussion, Report, State, Subject  # noqa: E402
from daily8.comments.threads import ON_OWN_PAGE  # noqa: E402
from daily8.engine.remarks import markup  # noqa: E402
from daily8.sources.models import Publisher  # noqa: E402
from daily8.work import clock  # noqa: E402

IN_QUEUE = 25
REPORTS = 300


def talk(payload: str) -> Discussion:
    """A discussion of an article, both with a hostile title."""
    publisher = Publisher.objects.create(
        domain="quay.example",
        names={"en": "Quay"},
        home="https://quay.example/",
        language="en",
        added_at=clock.now(),
    )
    article = Article.objects.create(
        key="0" * 32,
        url="https://quay.example/1",
        publisher=publisher,
        stage=Stage.PUBLISHED,
        visible=True,
        language="en",
        title=payload,
        published_at=clock.now(),
        found_at=clock.now(),
    )
    Address.objects.create(key=article.key, article=article)
    return Discussion.objects.create(
        subject=Subject.ARTICLE, key=article.key, title=payload, opened_at=article.found_at
    )


def comment(number: int, payload: str, discussion: Discussion, writer: User, state: State) -> Comment:
    """A comment as a reader may leave it."""
    made = Comment(
        discussion=discussion,
        writer=writer,
        token=f"{state}-{number}",
        state=state,
        written_at=clock.now(),
        digest="",
    )
    made.say(markup.accepted(payload.replace("\0", "")[: markup.LONGEST]))
    made.suspicion = [["banned", 10, payload[:100]]]
    return made


def threads(payloads: list[str], discussion: Discussion, writer: User) -> list[str]:
    """Say all of them, in threads that fill a page each."""
    pages = []
    for begin in range(0, len(payloads), ON_OWN_PAGE):
        first, *rest = (
            comment(begin + number, payload, discussion, writer, State.PUBLISHED)
            for number, payload in enumerate(payloads[begin : begin + ON_OWN_PAGE])
        )
        first.save()
        for answer in rest:
            answer.thread = answer.parent = first
        Comment.objects.bulk_create(rest)
        counts.settle(rest[0] if rest else first, clock.now())
        pages.append(f"/en/comment/{first.pk}")
    return pages


def queue(payloads: list[str], discussion: Discussion, writer: User) -> None:
    """Let comments wait, with hostile reports, appeals and words of the list."""
    readers = [User.objects.create(username=f"reader{number}") for number in range(REPORTS // IN_QUEUE)]
    waiting = [
        comment(number, payload, discussion, writer, State.WAITING)
        for number, payload in enumerate(payloads[:IN_QUEUE])
    ]
    for one in waiting:
        one.reports_count = len(readers)
        one.save()
        Appeal.objects.create(comment=one, words=one.text[:1000], made_at=clock.now())
    Report.objects.bulk_create(
        Report(
            comment=waiting[number % IN_QUEUE],
            reader=readers[number // IN_QUEUE],
            reason=Complaint.OTHER,
            words=payload.replace("\0", "")[:500],
            made_at=clock.now(),
        )
        for number, payload in enumerate(payloads[: len(readers) * IN_QUEUE])
    )


def sign_in(moderator: User) -> str:
    """Return the key of a moderator's session."""
    session = SessionStore()
    session[SESSION_KEY] = str(moderator.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = moderator.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main() -> None:
    """Store them all."""
    payloads = json.load(sys.stdin)
    joined = clock.now() - timedelta(days=30)
    moderator = User.objects.create(username="noor", standing=Standing.MODERATOR, joined_at=joined)
    writer = User.objects.create(username="writer", joined_at=joined)
    discussion = talk(payloads[0])
    sayable = [payload for payload in payloads if markup.accepted(payload.replace("\0", "")[: markup.LONGEST])]
    pages = threads(sayable, discussion, writer)
    queue(sayable[:: max(1, len(sayable) // REPORTS)], discussion, writer)
    article = discussion.get_absolute_url()
    pages += [article, article.removesuffix("/comments"), "/en/moderation", f"/en/moderation/reader/{writer.pk}"]
    print(json.dumps({"pages": pages, "said": len(sayable), "session": sign_in(moderator)}))


if __name__ == "__main__":
    main()
