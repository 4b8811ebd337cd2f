"""What of an article is embedded, and how rows are brought to unit length."""

import numpy as np
import pytest

from daily8.engine.embedding import passage_of, question_of, unit

LEAD = "Officials said on Monday that the river had risen by two metres."


def test_a_headline_alone_is_told_from_a_title_with_its_lead():
    assert passage_of("Floods in the north") == "query: Floods in the north"
    assert passage_of("Floods in the north", LEAD) == f"passage: Floods in the north. {LEAD}"


@pytest.mark.parametrize("title", ["Is it over?", "هل انتهى الأمر؟", "It is over!"])
def test_a_title_that_ends_a_sentence_gets_no_second_full_stop(title):
    assert passage_of(title, LEAD) == f"passage: {title} {LEAD}"


def test_a_long_text_is_known_by_its_first_words():
    passage = passage_of("Floods", "word " * 200_000)

    assert len(passage.split()) == 1 + 60
    assert len(passage_of("水" * 9_000, "水" * 9_000)) < 500


def test_a_title_that_the_text_repeats_is_said_once():
    assert passage_of("Floods in the north", f"Floods in the north - {LEAD}").count("Floods") == 1


def test_breaks_and_spaces_make_no_difference():
    assert passage_of(" Floods\n in the\tnorth\r", f"\n\n{LEAD}\r\n") == passage_of("Floods in the north", LEAD)


def test_a_text_without_a_title_is_still_known():
    assert passage_of("", LEAD) == f"passage: {LEAD}"
    assert passage_of("", "") == "query: "


def test_rows_are_brought_to_unit_length_and_empty_ones_left():
    rows = unit(np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32))

    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 0.0]]


def test_what_is_searched_for_is_its_words_alone_and_never_long():
    assert question_of("  floods \n in the north ") == "floods in the north"
    assert len(question_of("word " * 200_000)) < 500
