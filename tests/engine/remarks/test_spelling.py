"""The letters of comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.remarks import spelling


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a  \n\n\n\n\nb\n\n", "a\n\nb"),
        ("evil\u202etxt\u202c\u2067x\u2069", "eviltxtx"),
        ("zero\u200bwidth\u00ad\ufeff", "zerowidth"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("H\u0301\u0302\u0303\u0304\u0305\u0306ello", "H\u0301\u0302\u0303ello"),
        ("e\u200b\u0301", "é"),
        # What languages need stays.
        ("می\u200cروم", "می\u200cروم"),
        ("👩\u200d🔬 ❤\ufe0f", "👩\u200d🔬 ❤\ufe0f"),
        ("الشَّمْسُ", "الشَّمْسُ"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("tiếng Việt", "tiếng Việt"),
    ],
)
def test_a_text_is_kept_without_what_hides_turns_or_covers(typed, kept):
    assert spelling.tidy(typed) == kept


@given(st.text(max_size=60))
def test_tidying_again_changes_nothing(typed):
    assert spelling.tidy(spelling.tidy(typed)) == spelling.tidy(typed)


def test_piled_marks_are_counted_and_those_of_languages_are_not():
    assert spelling.piled_marks("Z" + "\u0301" * 40 + "a" + "\u0302" * 9) == 49
    assert spelling.piled_marks("الشَّمْسُ שָׁלוֹם tiếng") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Buy now!!!", "buy NOW"),
        ("cheap watches", "сhеар wаtсhеs"),
        ("أهلاً وسهلًا", "اهلا وسهلا"),
        ("كتـــاب", "كتاب"),
        ("ＦＵＬＬ width", "full width"),
        ("l33t w0rds", "leet words"),
    ],
)
def test_texts_that_say_the_same_with_other_signs_are_one(one, other):
    assert spelling.same(one) == spelling.same(other)


def test_numbers_stay_numbers():
    assert spelling.same("2026 or 1300") != spelling.same("zoz6 or ieoo")
