"""Readers vote, report and appeal; moderators decide."""

from datetime import timedelta

import pytest

from daily8.accounts import keeping
from daily8.comments import moderating, own, reacting, talks, writing
from daily8.comments.models import Act, Appeal, Ban, Comment, Complaint, Deed, Grounds, Report, State, Vote, Word
from daily8.comments.ordering import score
from daily8.comments.writing import Banned, Closed, Empty
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
FROM = {"address": "198.51.100.7", "now": NOON}
INSULT = moderating.Why(Grounds.ABUSE)


@pytest.fixture
def comment(say, leila) -> Comment:
    return say(leila, "The crane is back.")


def test_who_removes_what_was_refused_has_been_refused_all_the_same(say, leila, moderator, comment):
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    writing.remove(comment, leila, NOON)

    assert ["rejected", 3, "1"] in say(leila, "One more story of mine.").suspicion


def test_a_refusal_counts_for_ninety_days(say, settings, leila, moderator, comment):
    settings.COMMENTS_DAYS = 365
    moderating.decide(comment, Deed.REJECT, moderator, NOON + timedelta(days=10))

    later = say(leila, "One more story.", now=NOON + timedelta(days=99))
    much_later = say(leila, "The last story.", now=NOON + timedelta(days=101))

    assert ["rejected", 3, "1"] in later.suspicion
    assert much_later.suspicion == []


@pytest.mark.parametrize("removed", [False, True])
def test_a_refusal_that_is_taken_back_counts_no_more(say, leila, moderator, comment, removed):
    act = moderating.decide(comment, Deed.REJECT, moderator, NOON)
    if removed:
        writing.remove(comment, leila, NOON)
    moderating.undo(act, moderator, NOON)

    assert say(leila, "One more story of mine.").suspicion == []


def test_a_vote_counts_once_and_can_be_taken_back(comment, omar):
    before = comment.score
    for _twice in range(2):
        reacting.vote(comment, omar, wanted=True, **FROM)
    assert comment.votes_count == 1
    assert comment.score > before

    reacting.vote(comment, omar, wanted=False, **FROM)

    assert (comment.votes_count, comment.score) == (0, before)


def test_votes_of_accounts_made_for_it_are_counted_and_lift_nothing(make_reader, comment, omar):
    before = comment.score
    for number, joined in enumerate((NOON - timedelta(hours=23), NOON, NOON + timedelta(days=2))):
        puppet = make_reader(f"puppet{number}", joined_at=joined)
        reacting.vote(comment, puppet, wanted=True, **FROM)
    assert (comment.votes_count, comment.score) == (3, before)

    reacting.vote(comment, omar, wanted=True, **FROM)

    assert comment.votes_count == 4
    assert comment.score == score(votes=1, reports=0, into=timedelta())


def test_nobody_votes_for_himself_or_reports_himself(comment, leila):
    with pytest.raises(Closed):
        reacting.vote(comment, leila, wanted=True, **FROM)
    with pytest.raises(Closed):
        reacting.report(comment, leila, Complaint.SPAM, "", **FROM)


def test_who_is_banned_neither_votes_nor_reports(comment, omar):
    Ban.objects.create(reader=omar, at=NOON)

    with pytest.raises(Banned):
        reacting.vote(comment, omar, wanted=True, **FROM)
    assert not Vote.objects.exists()


def test_a_reported_comment_is_in_the_queue_until_it_is_decided_on(comment, omar, moderator):
    assert not Comment.objects.queue().exists()
    reacting.report(comment, omar, Complaint.ABUSE, "He means me.", **FROM)
    reacting.report(comment, omar, Complaint.SPAM, "He sells cranes.", **FROM)
    assert Report.open_by_reason([comment.pk]) == {comment.pk: [("It is advertising", 1)]}
    assert list(Comment.objects.queue()) == [comment]

    moderating.decide(comment, Deed.APPROVE, moderator, NOON)
    reacting.report(comment, omar, Complaint.HATE, "And again.", **FROM)

    assert not Comment.objects.queue().exists()


def test_reports_move_a_comment_once_three_independent_readers_agree(comment, make_reader, moderator):
    def place(*names: str, **fields: object) -> float:
        for name in names:
            reacting.report(comment, make_reader(name, **fields), Complaint.ABUSE, "", **FROM)
        comment.refresh_from_db()
        return comment.score

    first = place()
    assert place("samir", "dana") == first
    assert place(*"abcdef", joined_at=NOON - timedelta(days=6)) == first
    assert comment.reports_count == 8

    assert place("third") < first

    moderating.decide(comment, Deed.APPROVE, moderator, NOON)
    assert place() == first


@pytest.mark.parametrize(
    ("deed", "state", "count"),
    [(Deed.APPROVE, State.PUBLISHED, 1), (Deed.REJECT, State.REJECTED, 0), (Deed.SPAM, State.SPAM, 0)],
)
def test_a_moderator_decides_and_takes_it_back(comment, moderator, omar, deed, state, count):
    reacting.report(comment, omar, Complaint.ABUSE, "", **FROM)

    act = moderating.decide(comment, deed, moderator, NOON)

    comment.refresh_from_db()
    assert (comment.state, comment.discussion.count, comment.reports_count) == (state, count, 0)
    assert moderating.undo(act, moderator, NOON)
    comment.refresh_from_db()
    assert (comment.state, comment.discussion.count, comment.reports_count) == (State.PUBLISHED, 1, 1)
    assert not moderating.undo(Act.objects.get(pk=act.pk), moderator, NOON)
    assert list(Act.objects.order_by("pk").values_list("name", "deed")) == [("noor", deed), ("noor", "undo")]


def test_a_ban_takes_what_waits_and_can_be_taken_back(say, settings, leila, moderator):
    seen = say(leila, "The crane is back.")
    settings.COMMENTS = "all"
    waiting = [say(leila, f"Buy cranes, number {number}") for number in range(3)]

    act = moderating.decide(waiting[0], Deed.BAN, moderator, NOON, why=INSULT)

    assert set(Comment.objects.filter(state=State.REJECTED)) == set(waiting)
    seen.refresh_from_db()
    assert seen.is_published
    with pytest.raises(Banned):
        say(leila, "Once more.")
    moderating.undo(act, moderator, NOON)
    assert set(Comment.objects.filter(state=State.WAITING)) == set(waiting)
    assert say(leila, "Once more.").pk


def test_what_is_appealed_comes_before_what_is_reported_and_what_waits(say, settings, leila, omar, moderator):
    reported, refused = say(leila, "The crane is back."), say(leila, "A heron it was.")
    reacting.report(reported, omar, Complaint.ABUSE, "", **FROM)
    settings.COMMENTS = "all"
    waiting = say(leila, "Buy at https://a.example https://b.example https://c.example")
    moderating.decide(refused, Deed.REJECT, moderator, NOON)
    reacting.appeal(refused, leila, "It was.", **FROM)

    assert list(Comment.objects.queue()) == [refused, reported, waiting]


def test_who_was_banned_may_write_again(comment, leila, moderator, say):
    moderating.decide(comment, Deed.BAN, moderator, NOON, why=INSULT)
    moderating.unban(leila, moderator, NOON)
    moderating.unban(leila, moderator, NOON)

    assert say(leila, "I am back.").pk
    assert list(Act.objects.order_by("pk").values_list("deed", flat=True)) == ["ban", "unban"]


def test_moderators_are_not_banned_and_what_is_removed_is_not_decided_on(say, comment, leila, moderator, operator):
    assert moderating.decide(say(operator, "I own this."), Deed.BAN, moderator, NOON, why=INSULT) is None
    writing.remove(comment, leila, NOON)
    assert moderating.decide(comment, Deed.APPROVE, moderator, NOON) is None
    assert not Act.objects.exists()


def test_what_its_writer_removed_stays_removed_when_a_decision_is_taken_back(comment, leila, moderator):
    act = moderating.decide(comment, Deed.REJECT, moderator, NOON)
    writing.remove(comment, leila, NOON)

    moderating.undo(act, moderator, NOON)

    comment.refresh_from_db()
    assert comment.state == State.REMOVED


def test_an_appeal_is_made_once_and_answered_by_the_next_decision(comment, leila, omar, moderator):
    with pytest.raises(Closed):
        reacting.appeal(comment, leila, "Why?", **FROM)
    moderating.decide(comment, Deed.REJECT, moderator, NOON)
    with pytest.raises(Closed):
        reacting.appeal(comment, omar, "Why?", **FROM)
    with pytest.raises(Empty):
        reacting.appeal(comment, leila, " \u202e", **FROM)
    reacting.appeal(comment, leila, "It is only a bird.", **FROM)
    comment = Comment.objects.get(pk=comment.pk)
    with pytest.raises(Closed):
        reacting.appeal(comment, leila, "Why?", **FROM)

    moderating.decide(comment, Deed.APPROVE, moderator, NOON)

    comment.refresh_from_db()
    assert comment.is_published
    assert Appeal.objects.get().decided_at == NOON


def test_a_discussion_is_closed_and_opened_by_hand(say, comment, leila, article, moderator):
    for _twice in range(2):
        moderating.close(talks.of_article(article), moderator, NOON, closed=True)
    assert not talks.of_article(article).is_open(NOON)
    with pytest.raises(Closed):
        say(leila, "Too late.")

    moderating.close(talks.of_article(article), moderator, NOON, closed=False)

    assert say(leila, "In time.").pk
    assert list(Act.objects.order_by("pk").values_list("deed", flat=True)) == ["close", "open"]


def test_the_lists_of_words_are_the_moderators(say, leila, moderator):
    moderating.set_words(["crane", "كركي"], ["heron"], moderator, NOON)
    assert say(leila, "The C R A N E is back.").state == State.WAITING
    assert say(leila, "A heron stands on the quay.").suspicion == [["suspect", 4, "heron"]]

    moderating.set_words(["heron"], [], moderator, NOON)
    moderating.set_words(["heron"], [], moderator, NOON)

    assert list(Word.objects.values_list("text", "banned")) == [("heron", True)]
    assert [act.words for act in Act.objects.order_by("pk")][-1] == "+ heron\n− crane\n− كركي"


def test_a_reader_takes_along_and_erases_what_is_his(say, comment, leila, omar, moderator, article):
    say(omar, "Where?", parent=comment)
    theirs = say(omar, "A heron.")
    reacting.vote(theirs, leila, wanted=True, **FROM)
    reacting.report(theirs, leila, Complaint.FALSE, "It is a crane.", **FROM)
    writing.edit(comment, leila, "The crane is back!", mode="open", **FROM)
    moderating.decide(comment, Deed.APPROVE, moderator, NOON)

    told = own.export(leila)
    own.erase(leila)
    leila.delete()

    assert [row["text"] for row in told["comments"]] == ["The crane is back!"]
    assert [row["text"] for row in told["earlier_versions"]] == ["The crane is back."]
    assert [len(told[name]) for name in ("votes", "reports", "appeals")] == [1, 1, 0]
    comment.refresh_from_db()
    theirs.refresh_from_db()
    assert (comment.state, comment.text, comment.writer, comment.answers_count) == (State.REMOVED, "", None, 1)
    assert (theirs.votes_count, theirs.reports_count) == (0, 0)
    assert talks.of_article(article).count == 2
    assert not Act.objects.exclude(words="").exists()


def test_who_erases_an_account_takes_his_words_along(comment, leila, article):
    told = keeping.export(leila)
    keeping.erase(leila)

    assert [row["text"] for row in told["comments"]] == ["The crane is back."]
    assert talks.of_article(article).count == 0
    assert not Comment.objects.exclude(text="").exists()
