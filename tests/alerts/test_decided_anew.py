"""What is decided anew, or taken back, is told once, and as it is then."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from daily8.alerts import delivering, of_bans, of_decisions, renewing, telling
from daily8.alerts.models import Alert
from daily8.comments import moderating, reacting
from daily8.comments.models import Complaint, Deed, Grounds, State
from daily8.work.models import Mail
from tests.alerts.conftest import say
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SOON, LATER, LAST = (NOON + timedelta(minutes=minutes) for minutes in (6, 20, 40))
PUBLISHED = "A moderator published your comment"
REFUSED = "A moderator did not publish your comment"
ONCE_MORE = "A moderator looks at your comment once more"
GONE, STANDS = "A comment that you reported is gone", "A comment that you reported was left standing"


@pytest.fixture(autouse=True)
def _mailed(settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.SITE_URL = "https://news.example.org"


@pytest.fixture
def comment(reader, chosen):
    """A comment that waits, of a reader who is told by mail."""
    chosen()
    one = say(reader, "The crane is back.")
    one.state = State.WAITING
    one.save()
    return one


@pytest.fixture
def reported(reader, omar, chosen):
    """A comment that all see and somebody reported who is told by mail."""
    chosen(omar)
    one = say(reader, "The crane is a fool.")
    reacting.report(one, omar, Complaint.ABUSE, "Look.", address="198.51.100.7", now=NOON)
    return one


def shown(user) -> list[str]:
    return [one.title for one in telling.told(list(Alert.objects.of(user).with_subjects()), user)]


def mailed() -> list[str]:
    mails = [message_from_bytes(bytes(mail.data), policy=policy.default) for mail in Mail.objects.order_by("pk")]
    return [str(mail["Subject"]) for mail in mails]


def tell(now) -> None:
    """As the worker does, killed and started anew."""
    for _time in range(2):
        of_decisions.tell(now)
    for _time in range(2):
        delivering.deliver(now)


def test_whoever_reported_is_told_of_the_next_decision_where_one_was_undone_untold(omar, moderator, reported):
    first = moderating.decide(reported, Deed.REJECT, moderator, NOON)
    of_decisions.tell(SOON)
    moderating.undo(first, moderator, SOON)
    tell(SOON)
    assert (mailed(), shown(omar)) == ([], [])

    moderating.decide(reported, Deed.REJECT, moderator, SOON)
    tell(LATER)
    tell(LAST)

    assert mailed() == shown(omar) == [GONE]


def test_whoever_reported_is_told_of_the_next_decision_where_the_letter_still_waited(omar, moderator, reported):
    first = moderating.decide(reported, Deed.REJECT, moderator, NOON)
    tell(SOON)
    moderating.undo(first, moderator, SOON)
    assert renewing.renew(list(Mail.objects.all()), SOON) == []

    moderating.decide(reported, Deed.APPROVE, moderator, SOON)
    tell(LATER)

    assert shown(omar) == [STANDS]
    assert [mail.subject for mail in renewing.renew(list(Mail.objects.waiting()), LATER)] == [STANDS]


def test_of_two_decisions_on_a_comment_the_later_one_is_shown_and_each_is_sent(reader, moderator, comment):
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    tell(SOON)
    assert shown(reader) == [REFUSED]

    moderating.decide(comment, Deed.APPROVE, moderator, SOON)
    tell(LATER)

    assert shown(reader) == [PUBLISHED]
    assert mailed() == [REFUSED, PUBLISHED]


def test_two_decisions_that_wait_are_told_as_one(reader, moderator, comment):
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    of_decisions.tell(SOON)
    moderating.decide(comment, Deed.APPROVE, moderator, SOON)
    tell(SOON)
    assert (mailed(), shown(reader)) == ([], [])

    tell(LATER)

    assert mailed() == shown(reader) == [PUBLISHED]


@pytest.mark.parametrize(("state", "words"), [(State.WAITING, ONCE_MORE), (State.PUBLISHED, PUBLISHED)])
def test_a_writer_is_told_that_a_refusal_was_undone(reader, moderator, comment, state, words):
    comment.state = state
    comment.save()
    refusal = moderating.decide(comment, Deed.REJECT, moderator, NOON)
    tell(SOON)
    moderating.undo(refusal, moderator, SOON)
    assert shown(reader) == []

    tell(LATER)
    tell(LAST)

    assert shown(reader) == [words]
    assert mailed() == [REFUSED, words]


def test_a_refusal_that_was_undone_untold_is_told_to_nobody(reader, moderator, comment):
    refusal = moderating.decide(comment, Deed.REJECT, moderator, NOON)
    of_decisions.tell(SOON)
    moderating.undo(refusal, moderator, SOON)
    tell(SOON)
    tell(LATER)

    assert (mailed(), shown(reader), Alert.objects.count()) == ([], [], 0)


def test_what_was_decided_before_holds_again_and_is_not_told_twice(reader, moderator, comment):
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    tell(SOON)
    moderating.undo(moderating.decide(comment, Deed.APPROVE, moderator, SOON), moderator, SOON)
    tell(LATER)

    assert mailed() == shown(reader) == [REFUSED]


def test_a_decision_that_another_hid_untold_is_told_once_that_is_undone(reader, moderator, comment):
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    of_decisions.tell(SOON)
    other = moderating.decide(comment, Deed.APPROVE, moderator, SOON)
    tell(SOON)
    moderating.undo(other, moderator, SOON)
    tell(LATER)

    assert mailed() == shown(reader) == [REFUSED]


def test_who_is_banned_for_what_was_published_reads_of_the_ban_alone(reader, moderator, comment):
    moderating.decide(comment, Deed.APPROVE, moderator, NOON)
    tell(SOON)
    act = moderating.decide(comment, Deed.BAN, moderator, SOON, why=moderating.Why(Grounds.ABUSE))
    of_bans.tell(LATER)
    tell(LATER)
    assert shown(reader) == ["A moderator banned you from commenting"]

    moderating.undo(act, moderator, LATER)
    tell(LAST)
    assert PUBLISHED in shown(reader)
    assert mailed().count(PUBLISHED) == 1


def test_that_what_all_saw_was_reported_and_stands_hides_nothing_from_its_writer(reader, omar, moderator, comment):
    moderating.decide(comment, Deed.APPROVE, moderator, NOON)
    tell(SOON)
    reacting.report(comment, omar, Complaint.ABUSE, "Look.", address="198.51.100.7", now=SOON)
    moderating.decide(comment, Deed.APPROVE, moderator, SOON)
    tell(LATER)

    assert shown(reader) == [PUBLISHED]
    assert mailed() == [PUBLISHED]
