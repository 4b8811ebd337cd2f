"""Who is banned is told so, appeals once, and is let in again or not."""

import pytest

from daily8.accounts import keeping
from daily8.comments import bans, moderating, own, reacting
from daily8.comments.limits import TooOften
from daily8.comments.models import Act, Ban, Complaint, Deed, Grounds
from daily8.comments.ordering import score
from daily8.comments.writing import Closed, Empty
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
FROM = {"address": "198.51.100.7", "now": NOON}
INSULT = moderating.Why(Grounds.ABUSE, "You called the crane a fool.")


@pytest.fixture
def comment(say, leila):
    return say(leila, "The crane is back.")


@pytest.fixture
def ban(comment, moderator, leila) -> Ban:
    moderating.decide(comment, Deed.BAN, moderator, NOON, why=INSULT)
    return bans.of(leila)


def test_a_ban_knows_what_it_was_for(ban, comment):
    assert ban.comment == comment


def test_a_ban_is_appealed_once(ban, leila):
    with pytest.raises(Empty):
        bans.appeal(ban, " \u202e ", **FROM)
    bans.appeal(ban, "It is only a bird. " * 100, **FROM)

    appealed = bans.of(leila)
    assert appealed.appeal.startswith("It is only a bird.")
    assert len(appealed.appeal) <= 1000
    assert list(Ban.objects.appealed()) == [appealed]
    with pytest.raises(Closed):
        bans.appeal(appealed, "Please.", **FROM)
    bans.appeal(ban, "Sent twice at once.", **FROM)
    assert bans.of(leila).appeal == appealed.appeal


def test_appeals_have_a_limit(ban):
    for number in range(5):
        bans.appeal(ban, f"Please {number}.", **FROM)

    with pytest.raises(TooOften):
        bans.appeal(ban, "Please.", **FROM)


def test_a_moderator_lifts_it_and_takes_that_back(ban, leila, moderator):
    bans.appeal(ban, "It is only a bird.", **FROM)

    act = moderating.unban(leila, moderator, NOON)
    assert bans.of(leila) is None
    assert (act.deed, act.words) == (Deed.UNBAN, "It is only a bird.")
    assert moderating.unban(leila, moderator, NOON) is None
    assert moderating.undo(act, moderator, NOON)

    again = bans.of(leila)
    kept = ("comment_id", "at", "appeal", "appealed_at", "decided_at")
    assert [getattr(again, name) for name in kept] == [ban.comment_id, NOON, "It is only a bird.", NOON, None]
    assert again.because == ban.because
    assert not moderating.undo(act, moderator, NOON)


def test_a_moderator_leaves_it_as_it_is_and_takes_that_back(ban, leila, moderator):
    assert moderating.uphold(leila, moderator, NOON) is None
    bans.appeal(ban, "It is only a bird.", **FROM)

    act = moderating.uphold(leila, moderator, NOON)
    assert not Ban.objects.appealed().exists()
    assert bans.of(leila).decided_at == NOON
    moderating.undo(act, moderator, NOON)

    assert Ban.objects.appealed().exists()
    assert [act.deed for act in Act.objects.order_by("pk")] == [Deed.BAN, Deed.UPHOLD, Deed.UNDO]


def test_what_was_said_against_it_is_taken_along_and_goes_with_the_account(ban, leila, moderator):
    bans.appeal(ban, "It is only a bird.", **FROM)
    moderating.uphold(leila, moderator, NOON)
    (kept,) = own.export(leila)["bans"]
    assert kept["appeal"] == "It is only a bird."
    moderating.unban(leila, moderator, NOON)

    keeping.erase(leila)

    assert not Ban.objects.exists()
    assert "bird" not in str(list(Act.objects.values_list("words", "before")))
    assert not Act.objects.exclude(grounds_words="").exists()


def test_reports_of_who_is_banned_do_not_weigh_until_the_ban_ends(say, omar, leila, make_reader, moderator):
    comment = say(omar, "The crane is late.")
    for reader in (leila, make_reader("a"), make_reader("b")):
        reacting.report(comment, reader, Complaint.SPAM, "", **FROM)

    def weighs() -> bool:
        comment.refresh_from_db()
        return comment.score < score(votes=0, reports=0, into=comment.written_at - comment.discussion.opened_at)

    assert weighs()
    banned = moderating.decide(say(leila, "Fools."), Deed.BAN, moderator, NOON, why=moderating.Why(Grounds.ABUSE))
    assert not weighs()
    lifted = moderating.unban(leila, moderator, NOON)
    assert weighs()
    moderating.undo(lifted, moderator, NOON)
    assert not weighs()
    # It is the same ban as before, and ends with the decision that made it.
    moderating.undo(banned, moderator, NOON)
    assert weighs()
    assert not Ban.objects.exists()


def test_an_older_decision_that_is_taken_back_ends_no_newer_ban(ban, comment, say, leila, moderator):
    moderating.unban(leila, moderator, NOON)
    moderating.decide(say(leila, "Fools."), Deed.BAN, moderator, NOON, why=moderating.Why(Grounds.ABUSE))

    assert moderating.undo(Act.objects.get(comment=comment), moderator, NOON)

    assert Ban.objects.filter(reader=leila).exists()
