"""What a moderator takes back after it was told is told as well."""

from datetime import timedelta

import pytest

from daily8.alerts import delivering, of_bans, telling
from daily8.alerts.models import Alert
from daily8.comments import bans, moderating
from daily8.comments.models import Ban, Deed, Grounds
from tests.alerts.conftest import say
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SOON, LATER = NOON + timedelta(minutes=6), NOON + timedelta(minutes=20)
INSULT = moderating.Why(Grounds.ABUSE)


@pytest.fixture
def ban(reader, moderator, chosen):
    """An act by which a reader was banned."""
    chosen()
    return moderating.decide(say(reader, "The crane is back."), Deed.BAN, moderator, NOON, why=INSULT)


def told(reader, since=NOON) -> list[str]:
    """What is told of what happened after a moment, the last first."""
    return [one.title for one in telling.told(list(Alert.objects.of(reader).filter(made_at__gt=since)), reader)]


def tell(now) -> None:
    of_bans.tell(now)
    delivering.deliver(now)


def test_a_ban(reader, moderator, ban):
    tell(SOON)
    assert told(reader) == ["A moderator banned you from commenting"]
    moderating.undo(ban, moderator, SOON)
    tell(LATER)
    tell(LATER)

    assert told(reader) == ["You may comment again"]


def test_a_ban_that_was_not_told_yet_is_not(reader, moderator, ban):
    of_bans.tell(SOON)
    moderating.undo(ban, moderator, SOON)
    tell(LATER)

    assert told(reader) == []


def test_the_end_of_a_ban(reader, moderator, ban):
    act = moderating.unban(reader, moderator, NOON)
    tell(SOON)
    assert told(reader) == ["You may comment again"]
    moderating.undo(act, moderator, SOON)
    tell(LATER)

    assert told(reader, SOON) == ["A moderator banned you from commenting"]


def test_that_a_ban_stays(reader, moderator, ban):
    bans.appeal(bans.of(reader), "It is only a bird.", address="198.51.100.7", now=NOON)
    act = moderating.uphold(reader, moderator, NOON)
    tell(SOON)
    moderating.undo(act, moderator, SOON)
    tell(LATER)
    assert told(reader, SOON) == ["A moderator looks at your appeal once more"]

    moderating.uphold(reader, moderator, LATER)
    assert told(reader, SOON) == []


def test_who_is_banned_already_is_told_nothing_new_by_another_ban(reader, moderator, ban):
    moderating.decide(say(reader, "The crane is late."), Deed.BAN, moderator, NOON, why=INSULT)

    assert of_bans.tell(SOON) == 1


def test_many_bans_are_read_at_once(reader, moderator, ban, django_assert_max_num_queries):
    for number in range(10):
        moderating.unban(reader, moderator, NOON)
        moderating.decide(say(reader, f"Crane {number}."), Deed.BAN, moderator, NOON, why=INSULT)
    of_bans.tell(SOON)
    alerts = list(Alert.objects.of(reader))
    assert len(alerts) == 21

    with django_assert_max_num_queries(5):
        assert len(telling.told(alerts, reader)) == 11


def test_what_is_taken_back_of_an_older_ban_leaves_the_newer_one(reader, moderator, ban):
    moderating.unban(reader, moderator, NOON)
    moderating.decide(say(reader, "The crane is late."), Deed.BAN, moderator, NOON, why=INSULT)

    moderating.undo(ban, moderator, SOON)

    assert Ban.objects.filter(reader=reader).exists()
