"""Numbers are found in whatever way they are written."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies

from daily8.engine.quantities import values


def found(text, language="en"):
    return [str(each.value) for each in values(text, language)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3.4 million", ["3400000"]),
        ("3,4 million and 3.4m", ["3400000", "3400000"]),
        ("1,900 and 1.900 and 3.4", ["1900", "1900", "3.4"]),
        ("12,34,567 rupees", ["1234567"]),
        ("two hundred and forty men", ["240"]),
        ("twenty-one, one hundred fifty", ["21", "150"]),
        ("five hundred thousand and twelve", ["500012"]),
        ("a dozen, half a dozen, two dozen", ["12", "6", "24"]),
        ("half a million, a quarter of a million", ["500000", "250000"]),
        ("two and a half million, a million and a half", ["2500000", "1500000"]),
        ("tens of thousands", ["10000"]),
        ("a third of voters, two-thirds", ["0.3333", "0.6667"]),
        ("the third man came 21st", ["3", "21"]),
        ("two or three of five, in 2019", ["2", "3", "5", "2019"]),
        ("between two and five", ["2", "5"]),
        ("$20k", ["20000"]),
    ],
)
def test_english_numbers_are_read_in_digits_and_words(text, numbers):
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("١٬٩٠٠ و٣٫٤ مليون", ["1900", "3400000"]),
        ("ثلاثة ملايين وأربعمئة ألف", ["3400000"]),
        ("خمسة وعشرون قتيلا وثلاثة عشر جريحا", ["25", "13"]),
        ("مئة وخمسون ألف نازح وألفا دولار وألفي شخص", ["150000", "2000", "2000"]),
        ("مليون ونصف المليون، مليونين ونصف", ["1500000", "2500000"]),
        ("3 آلاف و200 لاجئ و20 ألفا", ["3200", "20000"]),
        ("طائرتين وقتيلان وشخصين", ["2", "2", "2"]),
        ("أحد عشر شخصا وإحدى عشرة امرأة واثنا عشر", ["11", "11", "12"]),
        ("عشرات الآلاف ومئات القتلى", ["10000", "100"]),
        ("ثلاثة أرباع وثلثي ونصف مليون وربع السكان", ["0.75", "0.6667", "500000", "0.25"]),
        ("المرة الثالثة والدورة الخامسة والعشرين", ["3", "25"]),
        ("ألف وتسعمئة وستة وثمانون", ["1986"]),
        ("بـ20 و5 ب3 الـ15", ["20", "5", "3", "15"]),
        ("في فلسطين وباكستان", []),
    ],
)
def test_arabic_numbers_are_read_in_digits_and_words(text, numbers):
    assert found(text, "ar") == numbers


def test_a_value_says_where_it_stands():
    text = "Some \u200f٢٠ people"

    (value,) = values(text, "ar")

    assert text[value.start : value.end] == value.written == "٢٠"
    assert value.value == Decimal(20)


@given(strategies.text(alphabet="0123456789٠٩.,-،/ $%abmk\nومليونخمسة\u200f\u0660²⅓", max_size=60))
def test_any_text_is_read(text):
    for value in values(text, "ar"):
        assert value.written == text[value.start : value.end] != ""


@given(strategies.integers(0, 10**15))
def test_a_number_is_the_same_with_and_without_marks_between_its_thousands(number):
    assert {each.value for each in values(f"{number} | {number:,}", "en")} == {Decimal(number)}
