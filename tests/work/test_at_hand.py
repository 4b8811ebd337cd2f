from unittest.mock import patch

from daily8.work import at_hand
from daily8.work.at_hand import AtHand


def test_a_value_is_at_hand_for_as_long_as_it_was_said():
    kept = AtHand(most=10)
    with patch("time.monotonic", return_value=100.0) as clock:
        kept.keep("short", 1, seconds=5)
        kept.keep("long", 2, seconds=50)
        clock.return_value = 105.0

        assert (kept.get("short"), kept.get("long"), kept.get("never")) == (None, 2, None)


def test_of_too_many_the_oldest_go():
    kept = AtHand(most=2)
    for key in (1, 2, 1, 3):
        kept.keep(key, key, seconds=60)

    assert [kept.get(key) for key in (1, 2, 3)] == [1, None, 3]


def test_all_is_forgotten_at_once():
    first, second = AtHand(most=2), AtHand(most=2)
    first.keep("a", 1, seconds=60)
    second.keep("b", 2, seconds=60)

    at_hand.forget()

    assert (first.get("a"), second.get("b")) == (None, None)
