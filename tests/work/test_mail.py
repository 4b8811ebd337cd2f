"""Mail as rows: written with what causes it, sent once, given up in plain words."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction

from daily8.engine.mail import Delayed, Refused
from daily8.work import clock, mail
from daily8.work.models import Mail

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept(settings, db):
    """Mail as the site keeps it: the tests' own way of sending keeps none."""
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.DEFAULT_FROM_EMAIL = "Harbour News <news@harbour.example>"


def write(to: str = "layla@reader.example", subject: str = "رمز الدخول") -> Mail:
    send_mail(subject, "الرمز: 1234\n", None, [to])
    return Mail.objects.latest("pk")


def test_a_message_is_kept_as_it_will_be_sent():
    one = write()
    read = message_from_bytes(bytes(one.data), policy=policy.default)

    assert (read["Subject"], read["To"], read["From"]) == (
        "رمز الدخول",
        "layla@reader.example",
        "Harbour News <news@harbour.example>",
    )
    assert read.get_content().strip() == "الرمز: 1234"
    assert read["Message-ID"] == f"<{one.token}@harbour.example>"
    assert b"\n" not in bytes(one.data).replace(b"\r\n", b"")
    assert (one.sender, one.recipients) == ("news@harbour.example", ["layla@reader.example"])


def test_mail_of_what_did_not_happen_is_not_sent():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not Mail.objects.exists()


def test_all_who_get_a_message_and_all_its_parts_are_kept():
    message = EmailMultiAlternatives("Eight", "Text", None, ["a@x.example"], bcc=["b@y.example"])
    message.attach_alternative("<p>Text</p>", "text/html")
    message.send()

    one = Mail.objects.get()
    assert one.recipients == ["a@x.example", "b@y.example"]
    assert b"b@y.example" not in bytes(one.data)
    assert message_from_bytes(bytes(one.data)).get_content_type() == "multipart/alternative"


def test_a_message_to_nobody_is_none():
    assert EmailMultiAlternatives("Eight", "Text", None, []).send() == 0
    assert not Mail.objects.exists()


def test_domains_go_out_in_the_letters_that_servers_read():
    one = write("layla@مثال.example")

    assert one.recipients == ["layla@xn--mgbh0fb.example"]
    assert list(Mail.objects.to("layla@xn--mgbh0fb.example")) == [one]


def test_what_was_sent_is_no_longer_kept():
    one = write()
    mail.note(one, None)

    assert (one.due_at, bytes(one.data), one.error) == (None, b"", "")
    assert one.sent_at is not None


def test_what_may_be_taken_later_is_tried_for_days_and_then_given_up(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    one = write()
    mail.note(one, Delayed("451 Try again later"))
    assert NOON < one.due_at < NOON + timedelta(minutes=2)
    assert one.error == "451 Try again later"

    monkeypatch.setattr(clock, "now", lambda: NOON + mail.TRIED)
    mail.note(one, Delayed("451 Try again later"))
    assert one.due_at is None
    assert one.sent_at is None


def test_what_is_refused_is_given_up_at_once():
    one = write()
    mail.note(one, Refused("550 No such user"))

    assert (one.due_at, one.sent_at, one.error) == (None, None, "550 No such user")


def test_only_what_is_done_with_is_forgotten(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    waiting, sent = write(), write()
    mail.note(sent, None)
    sent.save()

    assert Mail.objects.forget(NOON) == 0
    assert Mail.objects.forget(NOON + timedelta(seconds=1)) == 1
    assert list(Mail.objects.all()) == [waiting]
