"""Numbers that are none exactly: "dozens", "more than a hundred", "a third"."""

import pytest

from daily8.engine.checking import Checker, Kind

ENGLISH = (
    "Flood cuts off three villages near Marn",
    "The flood destroyed 430 houses in Marn and drowned 70 sheep.",
    "Of the voters 34 per cent chose the Garden party.",
    "Some 40,000 people live in the valley.",
)
ARABIC = (
    "فيضان يعزل ثلاث قرى قرب بلدة مرن",
    "ودمر الفيضان 430 منزلا في بلدة مرن ونفقت 70 شاة.",
    "وصوت 34 في المئة من الناخبين لحزب الحديقة.",
)


def doubts(source, claim, language):
    return [doubt.kind for doubt in Checker(source, language).check(claim, language).why]


@pytest.mark.parametrize(
    "claim",
    [
        "The flood destroyed hundreds of houses in Marn.",
        "The flood drowned dozens of sheep.",
        "The flood destroyed more than 400 houses in Marn.",
        "A third of the voters chose the Garden party.",
        "Tens of thousands of people live in the valley.",
    ],
)
def test_a_multitude_may_be_any_number_of_its_size(claim):
    assert doubts(ENGLISH, claim, "en") == []


@pytest.mark.parametrize(
    "claim",
    [
        "The flood destroyed thousands of houses in Marn.",
        "The flood destroyed dozens of houses in Marn.",
        "The flood drowned hundreds of sheep.",
        "Half of the voters chose the Garden party.",
        "Millions of people live in the valley.",
    ],
)
def test_one_of_another_size_is_doubted(claim):
    assert Kind.NUMBER in doubts(ENGLISH, claim, "en")


@pytest.mark.parametrize(
    ("claim", "is_doubted"),
    [
        ("دمر الفيضان مئات المنازل في بلدة مرن.", False),
        ("دمر الفيضان آلاف المنازل في بلدة مرن.", True),
        ("صوت ثلث الناخبين لحزب الحديقة.", False),
        ("صوت نصف الناخبين لحزب الحديقة.", True),
    ],
)
def test_the_same_holds_in_arabic(claim, is_doubted):
    assert (Kind.NUMBER in doubts(ARABIC, claim, "ar")) is is_doubted
