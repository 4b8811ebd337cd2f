"""What moderators decide on a reader is told to this reader."""

from datetime import timedelta

import pytest

from daily8.alerts import of_bans, queue, telling, wanting
from daily8.alerts.models import Alert, Choice
from daily8.comments import bans, moderating
from daily8.comments.models import Deed, Grounds
from tests.alerts.conftest import say
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(minutes=6)
INSULT = moderating.Why(Grounds.ABUSE, "You called the crane a fool.")


def titles(user) -> list[str]:
    alerts = wanting.still(Choice(user=user), list(Alert.objects.of(user)))
    return [one.title for one in telling.told(alerts, user)]


def test_a_ban_is_told_once_after_a_while(reader, moderator):
    moderating.decide(say(reader, "The crane is back."), Deed.BAN, moderator, NOON, why=INSULT)
    assert of_bans.tell(NOON + timedelta(minutes=4)) == 0
    assert of_bans.tell(SOON) == 1
    assert of_bans.tell(SOON) == 0

    assert titles(reader) == ["A moderator banned you from commenting"]


def test_the_reason_of_a_ban_is_told_with_it(reader, moderator):
    moderating.decide(say(reader, "The crane is back."), Deed.BAN, moderator, NOON, why=INSULT)
    of_bans.tell(SOON)

    (alert,) = telling.told(list(Alert.objects.of(reader)), reader)
    assert [line.text for line in alert.lines] == ["Insults or threats: You called the crane a fool."]


def test_a_ban_that_was_taken_back_is_told_to_nobody(reader, moderator):
    act = moderating.decide(say(reader, "The crane is back."), Deed.BAN, moderator, NOON, why=INSULT)
    of_bans.tell(SOON)
    moderating.undo(act, moderator, SOON)

    assert titles(reader) == []


def test_what_became_of_an_appeal_is_told(reader, moderator):
    moderating.decide(say(reader, "The crane is back."), Deed.BAN, moderator, NOON, why=INSULT)
    bans.appeal(bans.of(reader), "It is only a bird.", address="198.51.100.7", now=NOON)
    assert queue.waiting() == 1
    assert queue.look_at(NOON + timedelta(minutes=11)) == 1
    moderating.uphold(reader, moderator, NOON)
    of_bans.tell(SOON)
    assert "A moderator read your appeal and left the ban as it is" in titles(reader)

    moderating.unban(reader, moderator, NOON)
    of_bans.tell(SOON)
    assert titles(reader) == ["You may comment again"]
