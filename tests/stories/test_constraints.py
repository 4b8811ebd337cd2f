from datetime import timedelta

import pytest

from daily8.stories.constraints import Constraints
from daily8.stories.models import Correction
from tests.conftest import NOON


def test_without_corrections_nothing_is_tied_and_nothing_apart():
    constraints = Constraints([])

    assert constraints.together("a") == frozenset()
    assert constraints.apart("a") == frozenset()


def test_the_same_event_is_passed_on_from_pair_to_pair():
    constraints = Constraints([("a", "b", True), ("c", "b", True), ("x", "y", True)])

    assert constraints.together("a") == {"b", "c"}
    assert constraints.together("c") == {"a", "b"}
    assert constraints.together("x") == {"y"}


def test_being_apart_holds_for_all_that_are_of_one_event_with_either():
    constraints = Constraints([("a", "b", True), ("x", "y", True), ("b", "x", False)])

    assert constraints.apart("a") == {"x", "y"}
    assert constraints.apart("y") == {"a", "b"}


def test_an_article_can_be_kept_apart_from_several():
    constraints = Constraints([("a", "b", False), ("a", "c", False)])

    assert constraints.apart("a") == {"b", "c"}
    assert constraints.apart("b") == {"a"}
    assert constraints.together("a") == frozenset()


@pytest.mark.django_db
def test_what_operators_said_is_read_from_the_table():
    Correction.objects.create(first_key="a", second_key="b", same=True, made_at=NOON)
    Correction.objects.create(first_key="b", second_key="c", same=False, made_at=NOON + timedelta(hours=1))

    constraints = Constraints.stored()

    assert constraints.together("b") == {"a"}
    assert constraints.apart("c") == {"a", "b"}
