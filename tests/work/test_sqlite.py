"""Threads of one process take turns to write to SQLite."""

import contextlib
from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import InterfaceError, OperationalError, connection, connections, transaction

from daily8.accounts.models import Attempts
from daily8.work.sqlite import base
from tests.conftest import NOON

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets many write"),
]


def run(work: Callable[[], None]) -> Thread:
    """Do it in a thread with a connection of its own."""

    def working() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = Thread(target=working)
    thread.start()
    return thread


def add(key: str) -> None:
    with transaction.atomic():
        Attempts.objects.create(key=key, number=1, ends_at=NOON)


def test_one_writes_and_the_others_follow():
    begun, go_on = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            begun.set()
            assert go_on.wait(10)
            Attempts.objects.create(key="first", number=1, ends_at=NOON)

    threads = [run(first)]
    assert begun.wait(10)
    threads += [run(lambda key=str(number): add(key)) for number in range(8)]
    assert not Attempts.objects.exists()
    go_on.set()
    for thread in threads:
        thread.join(20)

    assert Attempts.objects.count() == 9
    assert not base._TURN.locked()


def fails() -> None:
    with pytest.raises(ValueError, match="broken"), transaction.atomic():
        raise ValueError("broken")


def is_left() -> None:
    with contextlib.suppress(OperationalError, InterfaceError), transaction.atomic():
        connection.close()


def is_within_another() -> None:
    with transaction.atomic():
        fails()
        add("within")
        assert base._TURN.locked()


@pytest.mark.parametrize("ends", [fails, is_left, is_within_another])
def test_a_turn_is_given_on_however_a_transaction_ends(ends):
    ends()

    assert not base._TURN.locked()
    add("later")


def test_who_waits_too_long_is_told_what_sqlite_says(monkeypatch):
    told = []

    def second() -> None:
        options = connection.settings_dict["OPTIONS"] | {"timeout": 0.05}
        connection.settings_dict = connection.settings_dict | {"OPTIONS": options}
        try:
            add("second")
        except OperationalError as error:
            told.append(str(error))

    with transaction.atomic():
        Attempts.objects.create(key="first", number=1, ends_at=NOON)
        run(second).join(20)
        assert base._TURN.locked()

    assert told == ["database is locked"]
    assert not base._TURN.locked()
    assert [attempt.key for attempt in Attempts.objects.all()] == ["first"]
