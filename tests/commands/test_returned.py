"""`daily8 returned`: mail that a server took first and could not bring to anybody."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from daily8 import cli
from daily8.newsletter import sending
from daily8.newsletter.models import State, Subscriber
from daily8.work.models import Mail
from tests.conftest import NOON
from tests.engine.mail.reported import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Mail:
    Subscriber.objects.create(
        address="layla@reader.example",
        language="en",
        state=State.CONFIRMED,
        asked_at=NOON,
        confirmed_at=NOON - timedelta(days=1),
    )
    return Mail.objects.create(
        token="eight-1a",
        sender="news@news.example",
        recipients=["layla@reader.example"],
        subject="The daily eight",
        written_at=NOON,
        sent_at=NOON,
    )


def told(*files: str, data: bytes = b"") -> str:
    done = CliRunner().invoke(cli.daily8, ["returned", *files], input=data)
    assert done.exit_code == 0, done.output
    return done.output


def test_whoever_nobody_can_reach_gets_no_more_letters(sent):
    said = told(data=report("eight-1a"))

    assert said == "<stdin>: layla@reader.example: no more is sent there (550 5.1.1 User unknown)\n"
    assert Mail.objects.returned().get() == sent
    assert sending.note_returned(NOON + timedelta(hours=1)) == 1
    subscriber = Subscriber.objects.get()
    assert (subscriber.state, subscriber.reason) == (State.RETURNED, "550 5.1.1 User unknown")
    assert "came back already" in told(data=report("eight-1a"))


def test_a_full_mailbox_ends_no_newsletter(sent):
    said = told(data=report("eight-1a", status="5.2.2", diagnosis="smtp; 552 5.2.2 Mailbox full"))

    assert "to be tried with the next letter (552 5.2.2 Mailbox full)" in said
    assert Mail.objects.given_up().get() == sent
    assert sending.note_returned(NOON + timedelta(hours=1)) == 0
    assert Subscriber.objects.get().state == State.CONFIRMED


def test_many_files_are_read_and_what_is_not_ours_is_passed_over(sent, tmp_path):
    kept = {"ours": report("eight-1a"), "forged": report("eight-2b"), "spam": b"Subject: Win\r\n\r\nNow!"}
    for name, data in kept.items():
        (tmp_path / name).write_bytes(data)

    lines = told(*(str(tmp_path / name) for name in kept)).splitlines()

    assert "no more is sent there" in lines[0]
    assert lines[1].endswith(": of no letter that this site sent of late, or one that came back already")
    assert lines[2].endswith(": no report of a letter that failed")
