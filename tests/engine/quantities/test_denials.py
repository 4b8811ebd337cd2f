"""Numbers of people to whom nothing happened."""

import pytest

from daily8.engine.quantities import Kind, quantities


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("None of the 155 passengers and crew was hurt.", [(0, Kind.INJURED), (155, Kind.COUNT)]),
        ("Not one of the 20 children was killed.", [(0, Kind.DEAD), (20, Kind.COUNT)]),
        ("No one among the 300 guests was killed.", [(0, Kind.DEAD), (300, Kind.COUNT)]),
        ("One of the 20 children was killed.", [(1, Kind.DEAD), (20, Kind.COUNT)]),
        ("Two of the 20 children were killed.", [(2, Kind.DEAD), (20, Kind.COUNT)]),
        ("One of the 20 injured is in hospital.", [(20, Kind.INJURED)]),
        ("Some of the 20 children were killed.", [(20, Kind.COUNT)]),
        ("Police denied that 30 people had been killed.", [(30, Kind.COUNT)]),
        ("The army denied it had killed 12 civilians, and said six soldiers died.",
         [(12, Kind.COUNT), (6, Kind.DEAD)]),
        ("The attack did not kill the 14 soldiers.", [(14, Kind.COUNT)]),
        ("The attack killed the 14 soldiers.", [(14, Kind.DEAD)]),
    ],
)  # fmt: skip
def test_what_did_not_happen_is_no_toll(text, told):
    assert [(each.value, each.kind) for each in quantities(text, "en")] == told


def test_what_is_denied_in_arabic_is_no_toll():
    (denied,) = quantities("نفت الشرطة مقتل 30 شخصا في الاحتجاجات.", "ar")
    (told,) = quantities("أعلنت الشرطة مقتل 30 شخصا في الاحتجاجات.", "ar")

    assert (denied.kind, told.kind) == (Kind.COUNT, Kind.DEAD)


def test_where_nobody_was_hurt_the_words_that_say_so_are_shown():
    text = "None of the 155 passengers was hurt."
    zero, _ = quantities(text, "en")

    assert text[zero.start : zero.end] == "None of the 155 passengers"
    assert zero.what == "passengers"
