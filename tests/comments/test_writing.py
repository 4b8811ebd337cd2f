"""Readers write, change and remove what they say."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from daily8.comments import durable, limits, talks, tokens, writing
from daily8.comments.models import Ban, Comment, Discussion, Mode, Revision, State
from daily8.engine.remarks import markup
from daily8.work.models import Change
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_a_comment_is_kept_as_typed_and_shown_safely(say, leila, article):
    comment = say(leila, "<b>The *crane* is back</b>")

    assert comment.text == "<b>The *crane* is back</b>"
    assert comment.html == '<p dir="auto">&lt;b&gt;The <em>crane</em> is back&lt;/b&gt;</p>'
    assert (comment.state, comment.discussion.count, comment.discussion.key) == (State.PUBLISHED, 1, article.key)


def test_who_sends_a_form_twice_has_said_it_once(say, leila):
    token = tokens.new(leila, NOON)

    first, second = say(leila, "The crane is back.", token=token), say(leila, "The crane is back.", token=token)

    assert first == second
    assert Discussion.objects.get().count == 1


def test_a_form_is_good_for_whom_it_was_made_and_for_a_day(leila, omar):
    token = tokens.new(leila, NOON)

    assert tokens.read(token, leila, NOON + timedelta(hours=23)).took(NOON + timedelta(hours=1)) == timedelta(
        hours=1
    )
    for reader, now, carried in (
        (omar, NOON, token),
        (leila, NOON + timedelta(hours=25), token),
        (leila, NOON, token + "x"),
        (leila, NOON, "x" * 100_000),
        (leila, NOON, ""),
    ):
        with pytest.raises(tokens.OldForm):
            tokens.read(carried, reader, now)


@pytest.mark.parametrize("typed", ["", "  \n ", "\u200b\u202e", "\x00"])
def test_nothing_is_no_comment(say, leila, typed):
    with pytest.raises(writing.Empty):
        say(leila, typed)
    assert not Comment.objects.exists()


def test_a_comment_of_a_megabyte_is_refused(say, leila):
    with pytest.raises(markup.TooLong):
        say(leila, "x" * 1_000_000)
    assert not Comment.objects.exists()


def test_pages_hear_of_a_comment(say, leila, article):
    say(leila, "The crane is back.")

    assert Change.objects.filter(key=talks.shown(article.key)).exists()


def test_an_answer_belongs_to_its_thread(say, leila, omar):
    first = say(leila, "The crane is back.")
    answer = say(omar, "Where is it?", parent=first)
    deeper = say(leila, "On the quay.", parent=answer)

    assert (deeper.thread, deeper.parent) == (first, answer)
    first.refresh_from_db()
    answer.refresh_from_db()
    assert (first.answers_count, answer.answers_count) == (2, 1)


def test_nobody_answers_what_is_not_seen(say, leila, omar):
    first = say(leila, "The crane is back.")
    writing.remove(first, leila, NOON)

    with pytest.raises(writing.Closed):
        say(omar, "Where is it?", parent=first)


@pytest.mark.parametrize(
    ("mode", "first", "second"),
    [
        (Mode.OPEN, State.PUBLISHED, State.PUBLISHED),
        (Mode.NEWCOMERS, State.WAITING, State.PUBLISHED),
        (Mode.ALL, State.WAITING, State.WAITING),
    ],
)
def test_whose_comments_wait_is_the_operators_choice(say, settings, leila, mode, first, second):
    settings.COMMENTS = mode
    comment = say(leila, "The crane is back.")
    assert comment.state == first
    Comment.objects.update(state=State.PUBLISHED)

    assert say(leila, "It is a heron.").state == second


def test_whom_moderators_trust_does_not_wait(say, settings, make_reader):
    settings.COMMENTS = Mode.ALL

    assert say(make_reader("salma", "trusted"), "The crane is back.").state == State.PUBLISHED


def test_a_suspicious_comment_waits_and_says_why(say, leila):
    comment = say(leila, "https://a.example https://b.example https://c.example")

    assert comment.state == State.WAITING
    assert comment.suspicion == [["links", 10, "3"]]


def test_who_repeats_himself_or_others_waits(say, leila, omar, make_reader):
    text = "Buy the very best watches on the quay today"
    assert say(leila, text).state == State.PUBLISHED
    assert say(omar, text.upper().replace("A", "А")).suspicion[0][0] == "others_repeat"

    assert say(make_reader("hadi"), text).state == State.WAITING


def test_many_may_say_thank_you(say, leila, omar):
    say(leila, "Thank you!")

    assert say(omar, "Thank you!").suspicion == []


def test_who_is_banned_does_not_write(say, leila):
    Ban.objects.create(reader=leila, at=NOON)

    with pytest.raises(writing.Banned):
        say(leila, "The crane is back.")


def test_a_flood_ends(say, leila):
    for number in range(6):
        say(leila, f"The crane is back for the {number}th time.")

    with pytest.raises(limits.TooOften) as told:
        say(leila, "And once more.")
    assert told.value.ends_at == NOON + timedelta(minutes=5)
    assert say(leila, "And once more.", now=NOON + timedelta(minutes=6)).pk


def test_a_flood_from_one_address_ends_whoever_it_is(say, make_reader):
    readers = [make_reader(f"sock{number}") for number in range(31)]
    for number, reader in enumerate(readers[:30]):
        say(reader, f"Puppet {number} speaks.", address="2001:db8:7:7::1")

    with pytest.raises(limits.TooOften):
        say(readers[30], "I am another.", address="2001:db8:7:7:ffff::9")
    assert say(readers[30], "I am another.", address="2001:db8:7:8::1").pk


def test_a_discussion_closes_after_so_many_days(say, leila, settings, article):
    settings.COMMENTS_DAYS = 3
    late = article.published_at + timedelta(days=3)

    assert say(leila, "In time.", now=late - timedelta(minutes=1)).pk
    with pytest.raises(writing.Closed):
        say(leila, "Too late.", now=late)
    settings.COMMENTS_DAYS = 0
    assert say(leila, "Never too late.", now=late + timedelta(days=900)).pk


def test_a_comment_may_be_changed_for_minutes_and_says_so(say, leila, omar):
    comment = say(leila, "The crane is bakc.")
    later = NOON + timedelta(minutes=14)
    change = {"mode": Mode.OPEN, "address": "198.51.100.1"}

    writing.edit(comment, leila, "The crane is back.", now=later, **change)

    comment.refresh_from_db()
    assert (comment.text, comment.edited_at, comment.state) == ("The crane is back.", later, State.PUBLISHED)
    assert Revision.objects.get().text == "The crane is bakc."
    for reader, now in ((leila, NOON + timedelta(minutes=15)), (omar, NOON)):
        with pytest.raises(writing.Closed):
            writing.edit(comment, reader, "Another.", now=now, **change)


def test_to_edit_is_no_way_round_moderators(say, leila):
    comment = say(leila, "The crane is back.")
    change = {"mode": Mode.OPEN, "address": "198.51.100.1", "now": NOON}
    writing.edit(comment, leila, "https://a.example https://b.example https://c.example", **change)
    assert comment.state == State.WAITING

    writing.edit(comment, leila, "Nothing suspicious.", **change)

    assert comment.state == State.WAITING
    assert comment.discussion.count == 0


def test_what_is_removed_is_gone(say, leila, omar):
    comment = say(leila, "I should not have said this.")
    writing.edit(comment, leila, "Nor this.", mode=Mode.OPEN, address="198.51.100.1", now=NOON)
    with pytest.raises(writing.Closed):
        writing.remove(comment, omar, NOON)

    writing.remove(comment, leila, NOON)

    comment.refresh_from_db()
    assert (comment.state, comment.text, comment.html, comment.discussion.count) == (State.REMOVED, "", "", 0)
    assert not Revision.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL waits for the disk by itself")
def test_what_a_person_wrote_waits_for_the_disk():
    def level() -> int:
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA synchronous").fetchone()[0]

    normal = level()
    with durable.committed():
        inside = level()

    assert (normal, inside, level()) == (1, 2, 1)
    with pytest.raises(ZeroDivisionError), durable.committed():
        raise ZeroDivisionError
    assert level() == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_are_all_counted(say, make_reader, article):
    writers = [make_reader(f"reader{number}") for number in range(8)]

    def write(writer):
        try:
            say(writer, f"{writer} sees the crane.")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(write, writers))

    assert talks.of_article(article).count == Comment.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_twice_at_once_gives_one_comment(say, leila):
    token = tokens.new(leila, NOON - timedelta(minutes=1))

    def write(_time):
        try:
            return say(leila, "The crane is back.", token=token).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(write, range(4)))

    assert len(set(sent)) == 1
    assert Discussion.objects.get().count == Comment.objects.count() == 1
