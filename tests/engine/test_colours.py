"""Colours that can be read."""

import pytest

from daily8.engine import colours


def test_contrast_is_as_the_formula_says():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#b3330b", "#b3330b") == 1


@pytest.mark.parametrize("colour", ["#ffcc00", "#00ff00", "#ff69b4", "#808080", "#123456"])
@pytest.mark.parametrize("papers", [("#fbfaf7", "#f1eee7"), ("#141310", "#211f1b")])
def test_the_nearest_that_can_be_read_can_be_and_is_no_further_than_it_must_be(colour, papers):
    found = colours.nearest_readable(colour, papers)

    assert colours.is_readable(found, papers)
    assert min(colours.contrast(found, paper) for paper in papers) < 4.8 or found == colour


def test_what_can_be_read_stays():
    assert colours.nearest_readable("#1d4ed8", ("#fbfaf7",)) == "#1d4ed8"


def test_where_none_can_be_read_it_is_black_or_white():
    assert colours.nearest_readable("#123456", ("#777777", "#000000", "#ffffff")) in ("#000000", "#ffffff")


@pytest.mark.parametrize("text", ["", "red", "#FFF000", "#12345", "#1234567", "#zzzzzz", " #123456"])
def test_what_is_no_colour(text):
    assert not colours.is_colour(text)
