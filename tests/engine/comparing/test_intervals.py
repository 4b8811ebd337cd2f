"""Two figures disagree only where they cannot both be true."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies

from daily8.engine.comparing.counted import noun_of
from daily8.engine.comparing.intervals import agree, alike, interval
from daily8.engine.quantities import About, Kind, Quantity, quantities

KINDS = strategies.sampled_from((Kind.DEAD, Kind.MONEY, Kind.PERCENT, Kind.COUNT))


def figure(value, about=About.EXACT, kind=Kind.DEAD, upper=None):
    return Quantity(Decimal(str(value)), None if upper is None else Decimal(str(upper)), kind, "", "", about, 0, 1)


FIGURES = strategies.builds(
    figure,
    strategies.decimals(0, 10**12, places=2),
    strategies.sampled_from(About),
    KINDS,
)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (figure(9), figure(9), True),
        (figure(9), figure(10), False),
        (figure(9, About.AT_LEAST), figure(14), True),
        (figure(14, About.AT_MOST), figure(15), False),
        (figure(100, About.ABOUT), figure(108), True),
        (figure(100, About.ABOUT), figure(120), False),
        (figure(100, About.VAGUE), figure(700), True),
        (figure(100, About.VAGUE), figure(7000), False),
        (figure(30, upper=40), figure(36), True),
        (figure(3_400_000), figure(3_412_000), True),
        (figure(3_400_000), figure(3_512_000), False),
        (figure(40, kind=Kind.PERCENT), figure(40.3, kind=Kind.PERCENT), True),
        (figure("7.4e9", kind=Kind.MONEY), figure("7.38e9", kind=Kind.MONEY), True),
        (figure(210), figure(200), False),
    ],
)
def test_words_of_degree_and_written_digits_say_how_far_a_figure_reaches(one, other, wanted):
    assert agree(one, other) == wanted


@given(FIGURES, FIGURES)
def test_agreeing_is_mutual_and_everything_agrees_with_itself(one, other):
    assert agree(one, other) == agree(other, one)
    assert agree(one, one)
    assert alike(one, other) == alike(other, one)
    assert alike(one, one)


@given(FIGURES)
def test_a_figure_is_within_what_it_can_mean(one):
    low, high = interval(one)

    assert low <= one.value <= high


@pytest.mark.parametrize(
    ("english", "arabic", "noun"),
    [
        ("12 soldiers died.", "مقتل 12 جنديا.", "soldiers"),
        ("12 people died.", "مقتل 12 شخصا.", "people"),
        ("12 died.", "مقتل 12.", "people"),
        ("12 children died.", "مقتل 12 طفلا.", "children"),
        ("12 homes burned.", "احترق 12 منزلا.", "homes"),
        ("It has 12 seats.", "نال 12 مقعدا.", "seats"),
    ],
)
def test_what_is_counted_has_one_name_in_both_languages(english, arabic, noun):
    assert [noun_of(each) for each in quantities(english, "en") + quantities(arabic, "ar")] == [noun, noun]


def test_what_no_table_names_is_told_by_its_stem():
    (one,), (many,) = quantities("It sold 12 bridges.", "en"), quantities("It sold 13 old bridges.", "en")

    assert noun_of(one) == noun_of(many) != ""
