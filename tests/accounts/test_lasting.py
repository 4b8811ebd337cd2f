"""Nobody stays signed in for ever, and who runs the site least of all."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from daily8.accounts import lasting
from daily8.accounts.models import Standing
from daily8.config.env import Environment
from daily8.config.sessions import lasting as read
from tests.accounts.test_entering import sign_in


def is_in(client: Client) -> bool:
    return client.get("/en/account").status_code == 200


def age(client: Client, *, began: timedelta = timedelta(), seen: timedelta = timedelta()) -> None:
    """Let the session have begun and have been seen last so long ago."""
    assert is_in(client)
    session = client.session
    session["began_at"] -= began.total_seconds()
    session["seen_at"] -= seen.total_seconds()
    session.save()


@pytest.mark.parametrize(
    ("name", "idle", "longest"),
    [("yara", timedelta(days=30), timedelta(days=180)), ("samia", timedelta(hours=12), timedelta(days=7))],
)
def test_a_session_ends_by_being_idle_and_in_any_case(reader, operator, name, idle, longest):
    minute = timedelta(minutes=1)
    for began, seen, goes_on in (
        (idle, idle - minute, True), (idle, idle, False),
        (longest - minute, minute, True), (longest, minute, False),
    ):  # fmt: skip
        client = Client()
        sign_in(client, name)
        age(client, began=began, seen=seen)

        assert is_in(client) is goes_on, (began, seen)
        assert ("sessionid" in client.cookies and bool(client.cookies["sessionid"].value)) is goes_on


def test_a_moderators_session_is_an_operators_from_the_moment_of_the_office(reader, signed_in):
    age(signed_in, seen=timedelta(hours=13))
    assert is_in(signed_in)
    age(signed_in, seen=timedelta(hours=13))
    reader.standing = Standing.MODERATOR
    reader.save()

    assert not is_in(signed_in)


def test_who_comes_again_is_seen_and_signing_in_begins_anew(reader, signed_in):
    age(signed_in, began=timedelta(days=179), seen=timedelta(days=29))
    assert is_in(signed_in)
    age(signed_in, seen=timedelta(days=1))
    assert is_in(signed_in)

    sign_in(signed_in)
    signed_in.post("/en/account/logout")
    sign_in(signed_in)

    assert is_in(signed_in)
    assert timezone.now().timestamp() - signed_in.session["began_at"] < 60


def test_the_row_and_the_cookie_end_with_the_session(operator, client):
    sign_in(client, "samia")
    assert is_in(client)

    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=11) < left < timedelta(hours=13)
    assert 11 * 3600 < int(client.cookies["sessionid"]["max-age"]) < 13 * 3600


def test_to_turn_pages_writes_nothing(reader, signed_in):
    assert is_in(signed_in)
    before = Session.objects.get().session_data

    assert is_in(signed_in)

    assert Session.objects.get().session_data == before


def broken_disk(execute: Any, sql: str, *rest: Any) -> Any:
    """A database that can be read and no more."""
    if sql.split()[0] in {"INSERT", "UPDATE", "DELETE"}:
        raise OperationalError("attempt to write a readonly database")
    return execute(sql, *rest)


@pytest.mark.parametrize("page", ["/en/account", "/en/following", "/en/alerts", "/en/for-you"])
def test_readers_stay_signed_in_on_a_disk_that_can_only_be_read(reader, signed_in, page):
    age(signed_in, seen=timedelta(hours=2))
    before = signed_in.session["seen_at"]
    with connection.execute_wrapper(broken_disk):
        assert [signed_in.get(page).status_code for _ in range(2)] == [200, 200]

    assert signed_in.session["seen_at"] == before
    assert signed_in.get(page).status_code == 200
    assert signed_in.session["seen_at"] > before


def test_what_is_over_is_over_on_such_a_disk_too(reader, signed_in):
    age(signed_in, began=timedelta(days=181))
    with connection.execute_wrapper(broken_disk):
        assert not is_in(signed_in)
        assert "/account/login" in signed_in.get("/en/following")["Location"]
        assert not is_in(signed_in)


def test_a_session_that_is_ended_meanwhile_ends(reader, signed_in, monkeypatch):
    age(signed_in, seen=timedelta(hours=2))
    save = SessionStore.save

    def ended_before(session: SessionStore, *arguments: Any) -> None:
        Session.objects.all().delete()
        save(session, *arguments)

    monkeypatch.setattr(SessionStore, "save", ended_before)

    assert not is_in(signed_in)


def test_what_is_over_is_deleted_and_what_is_not_stays(reader, signed_in):
    other = Client()
    sign_in(other)
    Session.objects.filter(pk=other.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))

    assert lasting.forget(timezone.now()) == 2
    assert lasting.forget(timezone.now()) == 0

    assert [session.pk for session in Session.objects.all()] == [signed_in.session.session_key]
    assert [session.session_key for session in UserSession.objects.all()] == [signed_in.session.session_key]
    assert is_in(signed_in)


def test_an_operator_chooses_how_long():
    readers, office = read(Environment({"DAILY8_SESSION_IDLE": "2", "DAILY8_OFFICE_IDLE": "1"}))

    assert (readers.idle, readers.longest) == (timedelta(days=2), timedelta(days=180))
    assert (office.idle, office.longest) == (timedelta(hours=1), timedelta(days=7))
