"""Of all processes that share a database one leads, until its connection ends."""

import threading

import pytest
from django.db import connection, connections

from daily8.work.leading import Leading

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL is shared by several machines"
)


def elsewhere(act):
    """What an act returns with a connection of its own, which ends with it if nobody keeps it."""
    answers = []

    def run():
        try:
            answers.append(act())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return answers[0]


@pytest.mark.django_db(transaction=True)
def test_one_leads_and_no_other_until_its_connection_ends():
    first = Leading()

    assert first.held()
    assert first.held()
    assert not elsewhere(lambda: Leading().held())

    connection.close()
    assert elsewhere(lambda: Leading().held())


@pytest.mark.django_db(transaction=True)
def test_who_lost_the_connection_learns_that_others_may_have_led():
    first = Leading()
    assert first.held()
    connection.close()

    assert not first.held()
    assert first.held()
