"""Words that people write are told from others."""

import pytest

from daily8.engine.words.written import is_written


@pytest.mark.parametrize("word", ["penguins", "Penguins", "pretoria", "nostalgic", "البطاريق", "مراكب", "مرتديا"])
def test_what_is_written_now_and_then_is_known_however_it_is_capitalised(word):
    assert is_written(word)


def test_marks_and_forms_of_a_letter_make_no_other_word():
    assert is_written("أسئلة")
    assert is_written("اسئله")
    assert is_written("أَسْئِلَة")


@pytest.mark.parametrize("word", ["jacksonvile", "micorsoft", "ميكروسفت", "qwzzkx", "", "\ud800", "日本語の言葉"])
def test_what_nobody_writes_is_not_known(word):
    assert not is_written(word)


def test_hardly_any_other_word_is_taken_for_one():
    others = [f"{number:x}qjz{number * 7919:x}" for number in range(20_000)]

    assert sum(map(is_written, others)) < 10
