"""What an operator sees of mail."""

from datetime import UTC, datetime

import pytest
from django.core.mail import send_mail
from django.test import Client

from daily8.engine.mail import Refused, Report
from daily8.work import mail
from daily8.work.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"


@pytest.fixture
def three() -> list[Mail]:
    for name in ("waiting", "sent", "refused"):
        send_mail(f"Subject {name}", "The secret code is 7431", None, [f"{name}@reader.example"])
    waiting, sent, refused = Mail.objects.order_by("pk")
    mail.note(sent, None)
    mail.note(refused, Refused("550 No such user"))
    Mail.objects.write([sent, refused], fields=("due_at", "sent_at", "data", "error", "failures"))
    return [waiting, sent, refused]


@pytest.mark.parametrize(
    ("state", "shown"), [("", {"waiting", "sent", "refused"}), ("sent", {"sent"}), ("given_up", {"refused"})]
)
def test_mail_is_listed_by_what_became_of_it(admin: Client, three, state, shown):
    page = admin.get("/en/admin/work/mail/", {"state": state} if state else {}).content.decode()

    assert {name for name in ("waiting", "sent", "refused") if f"{name}@reader.example" in page} == shown
    assert ("550 No such user" in page) == ("refused" in shown)


def test_nobody_reads_what_a_reader_is_told(admin: Client, three):
    for one in three:
        page = admin.get(f"/en/admin/work/mail/{one.pk}/change/").content.decode()
        assert one.subject in page
        assert "7431" not in page


def test_what_was_given_up_is_tried_again_and_what_was_sent_is_not(admin: Client, three, settings):
    chosen = {"action": "send_again", "_selected_action": [one.pk for one in three]}
    told = admin.post("/en/admin/work/mail/", chosen, follow=True).content.decode()

    assert "2 mails are sent again." in told
    _waiting, sent, refused = Mail.objects.order_by("pk")
    assert sent.due_at is None
    assert refused.due_at <= datetime.now(UTC)


def test_what_a_server_took_first_and_brought_back_is_not_sent_without_its_words(admin: Client, three):
    _waiting, sent, _refused = three
    mail.come_back(Report(sent.token, "552 5.2.2 Mailbox full", nobody=False))

    told = admin.post("/en/admin/work/mail/", {"action": "send_again", "_selected_action": [sent.pk]}, follow=True)

    assert "0 mails are sent again." in told.content.decode()
    assert not Mail.objects.waiting().filter(pk=sent.pk).exists()
