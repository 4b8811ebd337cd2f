"""What looks the same is one, whichever of the two was there first."""

import pytest

from daily8.engine.remarks.looks import look


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("noor_ali", "Noor-Ali"),
        ("noor_1", "noor1"),
        ("salma", "saIma"),
        ("lan", "Ian"),
        ("b0b_and_his_best_sisters_of_old", "bob_and_his_best_sisters_of_old"),
        ("José", "jose"),
        ("сору", "copy"),
        ("ΑΝΝΑ", "Anna"),
        ("ᴀᴅᴍɪɴ", "admin"),
        ("ꓮꓓꓟꓲꓠ", "admin"),
        ("أحمـد", "احمد"),
    ],
)
def test_names_that_look_the_same_are_one(one, other):
    assert look(one) == look(other)


@pytest.mark.parametrize(
    ("one", "other"), [("noor", "noora"), ("11", "ll"), ("reader1", "reader11"), ("نور", "نوره")]
)
def test_others_are_not(one, other):
    assert look(one) != look(other)


def test_a_name_without_letters_looks_like_nothing():
    assert look("ـ") == look("_.") == ""
