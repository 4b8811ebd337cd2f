"""Letters that wait for a mail server tell what is still so when it is there."""

import asyncio
from email import message_from_bytes, policy

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from daily8.alerts import answers, bounces, delivering, renewing, telling
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Choice, Kind
from daily8.articles.models import Article
from daily8.comments.models import Comment, State
from daily8.pipeline.mailing import Mailing
from daily8.work import clock
from daily8.work.mail import TRIED
from daily8.work.models import Mail
from tests.alerts.conftest import confirmed, follow, say
from tests.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _now(settings, monkeypatch):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.SITE_URL = "https://news.example.org"
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def found(reader, chosen, make_article):
    """Two articles that were found for a reader, in one letter that waits."""
    chosen()
    follow(reader, "search", "bridge")
    articles = [make_article(title=f"Bridge {number}") for number in (1, 2)]
    for article in articles:
        event = {"event": f"search:{article.pk}", "words": "bridge", "lines": [[article.pk, ""]]}
        with transaction.atomic():
            keep([Alert(user=reader, kind=Kind.SEARCH, made_at=NOON, **event)], NOON)
    delivering.deliver(NOON)
    assert "Bridge 1" in carried(Mail.objects.get())
    return articles


def carried(mail: Mail) -> str:
    return message_from_bytes(bytes(mail.data), policy=policy.default).get_content()


class Bag:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.letters: list[str] = []

    def __enter__(self):
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def carry(self, letter) -> None:
        self.letters.append(message_from_bytes(letter.data, policy=policy.default).get_content())


def send() -> list[str]:
    bag = Bag()

    async def run() -> None:
        mailing = Mailing("worker", lambda: bag)
        await mailing.finish()
        mailing.stop()
        await mailing.run()

    asyncio.run(run())
    return bag.letters


def test_what_was_withdrawn_meanwhile_drops_out(found):
    token = Mail.objects.get().token
    Article.objects.filter(pk=found[0].pk).withdraw()

    (letter,) = send()

    assert "Bridge 1" not in letter
    assert "Bridge 2" in letter
    mail = Mail.objects.sent().get()
    assert mail.token == token
    assert mail.subject.startswith("Found for")


def test_a_letter_with_nothing_left_is_not_sent_and_no_bounce(found, reader):
    Article.objects.filter(pk__in=[one.pk for one in found]).withdraw()

    assert send() == []

    mail = Mail.objects.get()
    assert Mail.objects.dropped().get() == mail
    assert (mail.sent_at, mail.due_at, mail.subject, bytes(mail.data)) == (None, None, "", b"")
    assert not Mail.objects.given_up().exists()
    assert bounces.note(timezone.now()) == 0
    assert send() == []


def test_an_answer_that_was_taken_away_is_not_told(reader, chosen):
    chosen()
    answer = say(confirmed("omar"), "It was.", say(reader, "Was it the fog?"))
    with transaction.atomic():
        keep([Alert(user=reader, kind=Kind.REPLY, event="reply:1", comment=answer, made_at=NOON)], NOON)
    delivering.deliver(NOON)
    Comment.objects.filter(pk=answer.pk).update(state=State.REJECTED)

    assert send() == []


@pytest.mark.parametrize("change", [{"mail": False}, {"searches": False}])
def test_who_wants_no_letters_any_more_gets_none(found, change):
    Choice.objects.update(**change)

    assert send() == []
    assert Mail.objects.dropped().count() == 1


def test_a_letter_that_cannot_be_written_anew_waits_and_keeps_no_other(found, monkeypatch):
    def fails(*_arguments: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(renewing, "told", fails)
    assert send() == []
    assert Mail.objects.waiting().get().due_at > NOON

    monkeypatch.setattr(renewing, "told", telling.told)
    Mail.objects.update(due_at=NOON)
    assert len(send()) == 1


def test_a_letter_is_not_written_to_an_address_that_its_reader_left(found, reader):
    EmailAddress.objects.filter(user=reader).delete()
    EmailAddress.objects.create(user=reader, email="layla@new.example", verified=True, primary=True)

    assert len(send()) == 1
    assert Mail.objects.sent().get().recipients == ["layla@new.example"]


def test_who_has_no_confirmed_address_any_more_gets_no_letter(found, reader):
    EmailAddress.objects.filter(user=reader).delete()

    assert send() == []
    assert Mail.objects.dropped().count() == 1


def test_a_letter_is_looked_at_when_its_quiet_hours_end(found):
    Mail.objects.update(quiet="00:00 23:59 UTC")
    mail = Mail.objects.get()
    assert mail.held_until(NOON)
    Article.objects.filter(pk__in=[one.pk for one in found]).withdraw()

    assert renewing.renew([mail], NOON) == [mail]
    assert not Mail.objects.dropped().exists()


def test_an_answer_that_comes_back_is_told_then(reader, chosen):
    chosen()
    answer = say(confirmed("omar"), "It was.", say(reader, "Was it the fog?"))
    with transaction.atomic():
        keep([Alert(user=reader, kind=Kind.REPLY, event="reply:1", comment=answer, made_at=NOON)], NOON)
    delivering.deliver(NOON)
    Comment.objects.filter(pk=answer.pk).update(state=State.REJECTED)
    assert send() == []
    # Whatever else is told meanwhile leaves it out, and does not count it as told.
    with transaction.atomic():
        Choice.objects.awake({reader.pk}, NOON)
    delivering.deliver(NOON)
    assert answers.show_again(NOON) == 0

    Comment.objects.filter(pk=answer.pk).update(state=State.PUBLISHED)
    assert answers.show_again(NOON) == 1
    delivering.deliver(NOON)
    assert answers.show_again(NOON) == 0

    (letter,) = send()
    assert "It was." in letter


def test_a_letter_that_can_never_be_written_anew_is_given_up_without_blame(found, monkeypatch):
    def fails(*_arguments: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(renewing, "told", fails)
    renewing.renew([Mail.objects.get()], NOON + TRIED)

    assert not Mail.objects.waiting().exists()
    assert bounces.note(timezone.now()) == 0
