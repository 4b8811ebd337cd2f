"""What moderators decide on a comment is told to who wrote it and to who reported it."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from daily8.alerts import delivering, of_bans, of_decisions, telling, wanting
from daily8.alerts.models import Alert, Choice
from daily8.comments import moderating, reacting
from daily8.comments.models import Complaint, Deed, Grounds, State
from daily8.work.models import Mail
from tests.alerts.conftest import say
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(minutes=6)
LATER = SOON + timedelta(minutes=10)


def waiting(writer, words: str):
    comment = say(writer, words)
    comment.state = State.WAITING
    comment.save()
    return comment


def report(comment, reader) -> None:
    reacting.report(comment, reader, Complaint.ABUSE, "Look.", address="198.51.100.7", now=NOON)


def told(user, **chosen: bool) -> list[tuple[str, str]]:
    alerts = wanting.still(Choice(user=user, **chosen), list(Alert.objects.of(user).with_subjects()))
    return [(one.title, one.path.partition("/en")[2]) for one in telling.told(alerts, user)]


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (Deed.APPROVE, "A moderator published your comment"),
        (Deed.REJECT, "A moderator did not publish your comment"),
        (Deed.SPAM, "A moderator took your comment for advertising"),
    ],
)
def test_who_waited_is_told_once_what_was_decided_after_a_while(reader, moderator, deed, words):
    comment = waiting(reader, "The crane is back.")
    moderating.decide(comment, deed, moderator, NOON)

    assert of_decisions.tell(NOON + timedelta(minutes=4)) == 0
    assert of_decisions.tell(SOON) == 1
    assert of_decisions.tell(LATER) == 0
    assert told(reader) == [(words, f"/comment/{comment.pk}#comment-{comment.pk}")]


def test_who_reported_is_told_what_became_of_it_and_the_writer_of_what_stands_is_not(reader, omar, moderator):
    comment = say(reader, "The crane is back.")
    report(comment, omar)
    moderating.decide(comment, Deed.APPROVE, moderator, NOON)
    of_decisions.tell(SOON)

    assert told(omar) == [
        ("A comment that you reported was left standing", f"/comment/{comment.pk}#comment-{comment.pk}")
    ]
    assert told(reader) == []


def test_of_what_is_gone_the_reporter_reads_no_word(reader, omar, moderator):
    comment = say(reader, "The crane is a fool.")
    report(comment, omar)
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    of_decisions.tell(SOON)

    (alert,) = telling.told(list(Alert.objects.of(omar).with_subjects()), omar)
    assert (alert.title, alert.lines) == ("A comment that you reported is gone", ())
    assert alert.path == comment.discussion.get_absolute_url()
    assert [title for title, _ in told(reader)] == ["A moderator did not publish your comment"]


def test_a_report_is_answered_once_however_often_is_decided(reader, omar, moderator):
    comment = say(reader, "The crane is a fool.")
    report(comment, omar)
    first = moderating.decide(comment, Deed.REJECT, moderator, NOON)
    of_decisions.tell(SOON)
    moderating.undo(first, moderator, SOON)
    assert told(omar) == []

    moderating.decide(comment, Deed.APPROVE, moderator, SOON)
    of_decisions.tell(LATER)
    assert Alert.objects.of(omar).count() == 1
    assert [title for title, _ in told(omar)] == ["A comment that you reported was left standing"]


def test_however_much_was_decided_of_late_three_queries_find_what_is_to_be_told(
    reader, omar, moderator, django_assert_num_queries
):
    for number in range(4):
        comment = say(reader, f"Crane {number} is a fool.")
        report(comment, omar)
        moderating.decide(comment, Deed.REJECT, moderator, NOON)
    assert of_decisions.tell(SOON) == 8

    with django_assert_num_queries(3):
        assert of_decisions.tell(LATER) == 0


def test_who_is_banned_for_a_comment_is_told_that_alone(reader, omar, moderator):
    comment = say(reader, "The crane is a fool.")
    report(comment, omar)
    moderating.decide(comment, Deed.BAN, moderator, NOON, why=moderating.Why(Grounds.ABUSE))
    of_decisions.tell(SOON)
    of_bans.tell(SOON)

    assert [title for title, _ in told(reader)] == ["A moderator banned you from commenting"]
    assert [title for title, _ in told(omar)] == ["A comment that you reported is gone"]


def test_what_was_taken_back_at_once_or_removed_by_its_writer_is_told_to_nobody(reader, omar, moderator):
    taken_back = waiting(reader, "The crane is back.")
    moderating.undo(moderating.decide(taken_back, Deed.REJECT, moderator, NOON), moderator, NOON)
    assert of_decisions.tell(SOON) == 0

    moderating.decide(taken_back, Deed.REJECT, moderator, SOON)
    of_decisions.tell(LATER)
    taken_back.state = State.REMOVED
    taken_back.save()
    assert told(reader) == []


def test_who_wants_no_answers_sent_reads_it_on_the_page_alone(reader, moderator, chosen, settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.SITE_URL = "https://news.example.org"
    chosen(replies=False)
    moderating.decide(waiting(reader, "The crane is back."), Deed.APPROVE, moderator, NOON)
    of_decisions.tell(SOON)
    delivering.deliver(SOON)

    assert Mail.objects.count() == 0
    assert told(reader, replies=False) == []
    assert len(telling.told(list(Alert.objects.of(reader).with_subjects()), reader)) == 1


@pytest.mark.parametrize(
    ("deed", "words"),
    [(Deed.APPROVE, "نشر أحد المشرفين تعليقك"), (Deed.REJECT, "قرر أحد المشرفين عدم نشر تعليقك")],
)
def test_a_letter_tells_it_once_in_the_language_of_its_reader(reader, moderator, chosen, settings, deed, words):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.SITE_URL = "https://news.example.org"
    chosen(language="ar")
    moderating.decide(waiting(reader, "The crane is back."), deed, moderator, NOON)
    for _time in range(2):
        of_decisions.tell(SOON)
        Choice.objects.awake([reader.pk], SOON)
        delivering.deliver(SOON)

    letter = message_from_bytes(bytes(Mail.objects.get().data), policy=policy.default)
    assert words in letter.get_body(("plain",)).get_content()
