"""Several moderators decide at once, on several comments at once, and say why they ban."""

import pytest

from daily8.accounts.models import Standing
from daily8.comments import bans, moderating, own, sweeping, writing
from daily8.comments.models import Ban, Comment, Deed, Grounds, State
from daily8.comments.moderating import Overtaken, Unexplained
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
FROM = {"address": "198.51.100.7", "now": NOON}
INSULT = moderating.Why(Grounds.ABUSE, "You called the crane a fool.")


@pytest.fixture
def comment(say, leila) -> Comment:
    return say(leila, "The crane is back.")


@pytest.fixture
def ban(comment, moderator, leila) -> Ban:
    moderating.decide(comment, Deed.BAN, moderator, NOON, why=INSULT)
    return bans.of(leila)


@pytest.mark.parametrize(
    ("grounds", "state"),
    [(Grounds.SPAM, State.SPAM), (Grounds.ABUSE, State.REJECTED), (Grounds.OTHER, State.REJECTED)],
)
def test_only_who_is_banned_for_advertising_is_said_to_have_advertised(comment, moderator, grounds, state):
    act = moderating.decide(comment, Deed.BAN, moderator, NOON, why=moderating.Why(grounds, "Enough."))

    comment.refresh_from_db()
    assert comment.state == state
    assert (act.grounds, act.grounds_words) == (grounds, "Enough.")


def test_a_ban_needs_a_reason(comment, moderator):
    with pytest.raises(Unexplained):
        moderating.decide(comment, Deed.BAN, moderator, NOON)
    for grounds, typed in (("", "Enough."), ("nonsense", "Enough."), ("other", " \u202e ")):
        with pytest.raises(Unexplained):
            moderating.why(grounds, typed)
    assert moderating.why("other", " Enough. ") == moderating.Why(Grounds.OTHER, "Enough.")
    assert len(moderating.why("abuse", "x" * 9000).words) == 500
    assert not Ban.objects.exists()


def test_a_decision_on_what_another_decided_on_meanwhile_does_nothing(comment, moderator, make_reader):
    seen = comment.version
    other = make_reader("rami", Standing.MODERATOR)
    first = moderating.decide(comment, Deed.REJECT, other, NOON, seen=seen)

    with pytest.raises(Overtaken) as quicker:
        moderating.decide(comment, Deed.APPROVE, moderator, NOON, seen=seen)

    assert quicker.value.act == first
    comment.refresh_from_db()
    assert comment.state == State.REJECTED
    assert moderating.decide(comment, Deed.APPROVE, moderator, NOON, seen=comment.version)


def test_a_decision_on_words_that_were_changed_meanwhile_does_nothing(comment, leila, moderator):
    seen = comment.version
    writing.edit(comment, leila, "The crane left.", mode="open", **FROM)

    with pytest.raises(Overtaken) as quicker:
        moderating.decide(comment, Deed.REJECT, moderator, NOON, seen=seen)

    assert quicker.value.act is None


def test_what_another_decided_since_is_not_undone(say, settings, comment, leila, moderator, make_reader):
    settings.COMMENTS = "all"
    swept = say(leila, "Buy cranes.")
    act = moderating.decide(swept, Deed.REJECT, moderator, NOON)
    swept.refresh_from_db()
    later = moderating.decide(swept, Deed.APPROVE, make_reader("rami", Standing.MODERATOR), NOON)

    with pytest.raises(Overtaken) as quicker:
        moderating.undo(act, moderator, NOON)

    assert quicker.value.act == later
    swept.refresh_from_db()
    assert swept.is_published
    act.refresh_from_db()
    assert not act.undone


def test_all_that_waits_of_a_writer_is_spam_at_once_and_is_taken_back_at_once(
    say, settings, leila, omar, moderator
):
    seen = say(leila, "The crane is back.")
    settings.COMMENTS = "all"
    waiting = [say(leila, f"Buy cranes, number {number}") for number in range(3)]
    others = say(omar, "Where are the cranes?")
    assert sweeping.waiting_with([seen, *waiting, others]) == {**{one.pk: 3 for one in waiting}, others.pk: 1}

    act = moderating.decide(waiting[1], Deed.SPAM_ALL, moderator, NOON)

    assert set(Comment.objects.filter(state=State.SPAM)) == set(waiting)
    assert sorted(sweeping.reach(act)) == sorted(one.pk for one in waiting)
    assert {sweeping.last_act_on(one) for one in waiting} == {act}
    assert sweeping.last_act_on(others) is None
    waiting[0].refresh_from_db()
    moderating.decide(waiting[0], Deed.APPROVE, moderator, NOON)
    assert moderating.undo(act, moderator, NOON)
    assert set(Comment.objects.filter(state=State.WAITING)) == {*waiting[1:], others}
    waiting[0].refresh_from_db()
    assert waiting[0].is_published


def test_a_ban_knows_why(ban, leila):
    assert ban.because == bans.because(leila) == "Insults or threats: You called the crane a fool."
    assert (ban.grounds, own.export(leila)["bans"][0]["grounds_words"]) == (
        "abuse",
        "You called the crane a fool.",
    )


def test_a_reason_in_own_words_stands_alone(comment, leila, moderator):
    why = moderating.Why(Grounds.OTHER, "Four accounts are enough.")
    moderating.decide(comment, Deed.BAN, moderator, NOON, why=why)

    assert bans.because(leila) == "Four accounts are enough."


def test_a_ban_on_which_another_decided_meanwhile_is_left(ban, leila, moderator):
    bans.appeal(ban, "It is only a bird.", **FROM)
    seen = bans.of(leila).version
    act = moderating.uphold(leila, moderator, NOON, seen=seen)

    with pytest.raises(moderating.Overtaken) as quicker:
        moderating.unban(leila, moderator, NOON, seen=seen)

    assert quicker.value.act == act
    assert bans.of(leila)
