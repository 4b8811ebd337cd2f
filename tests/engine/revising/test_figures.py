"""Figures that changed in a sentence that stayed; nothing else is one."""

import pytest

from daily8.engine.revising import figure_changes

FIRST = (
    "At least 12 people were killed and 30 were injured when the ferry sank on Monday, officials said. "
    "The ferry left the old quay at 14:30.\n\nThe owner promised $4 million for the families. "
    "Several houses near the port were damaged."
)
ARABIC = (
    "قتل ١٢ شخصا على الأقل وأصيب 30 آخرون في غرق العبارة يوم الاثنين. "
    "وقال المالك إنه سيدفع 4 ملايين دولار للعائلات."
)


def told(old: str, new: str, language: str = "en") -> list[tuple[str, str]]:
    return [(change.old, change.new) for change in figure_changes(old, new, language)]


def test_a_version_that_is_the_same_has_no_change():
    assert told(FIRST, FIRST) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("12 people", "17 people", [("12", "17")]),
        ("30 were injured", "forty were injured", [("30", "forty")]),
        ("$4 million", "$4.5 million", [("$4 million", "$4.5 million")]),
        ("Several houses", "Nine houses", [("", "Nine")]),
        ("12 people were killed and 30", "17 people were killed and 41", [("12", "17"), ("30", "41")]),
    ],
)
def test_a_figure_that_changed_is_told_as_both_write_it(before, after, expected):
    assert told(FIRST, FIRST.replace(before, after)) == expected


def test_what_it_counts_and_both_sentences_are_told():
    (change,) = figure_changes(FIRST, FIRST.replace("12 people", "17 people"), "en")

    assert change.what == "people"
    assert change.old_sentence.startswith("At least 12 people")
    assert change.new_sentence.startswith("At least 17 people")


def test_arabic_figures_in_both_digit_systems():
    assert told(ARABIC, ARABIC.replace("١٢ شخصا", "17 شخصا"), "ar") == [("١٢", "17")]
    assert told(ARABIC, ARABIC.replace("١٢ شخصا", "12 شخصا"), "ar") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("12 people", "twelve people"),
        ("$4 million", "$4,000,000"),
        ("14:30", "15:10"),
        ("on Monday", "on Tuesday, 3 March 2026"),
        ("officials said", "the coast guard said"),
    ],
)
def test_other_words_for_the_same_figure_and_days_and_hours_are_no_change(before, after):
    assert told(FIRST, FIRST.replace(before, after)) == []


def test_a_new_sentence_with_a_figure_is_new_text_and_no_changed_figure():
    assert told(FIRST, FIRST + " The mayor said 300 divers from six towns searched the bay all night.") == []


def test_a_sentence_that_went_is_no_changed_figure():
    assert told(FIRST, FIRST.replace("The owner promised $4 million for the families. ", "")) == []


def test_a_sentence_that_moved_and_changed_is_found():
    moved = "The owner promised $6 million for the families.\n\n" + FIRST.replace(
        "The owner promised $4 million for the families. ", ""
    )

    assert told(FIRST, moved) == [("$4 million", "$6 million")]


def test_how_long_ago_the_page_was_changed_is_no_figure():
    assert (
        told(
            "Updated 5 minutes ago by the news desk of the port.",
            "Updated 9 minutes ago by the news desk of the port.",
        )
        == []
    )
    arabic = "تم تحديث هذا الخبر قبل 5 دقائق من الآن"
    assert told(arabic, arabic.replace("5", "9"), "ar") == []


def test_a_text_that_was_written_anew_changes_no_figure():
    other = "Harbour pilots asked for 3 tugs. The council has 11 members, and four of them brought maps."

    assert told(FIRST, other) == []


@pytest.mark.parametrize(
    "text", ["", "\n\n", "12", "١٢ " * 5000, "a. " * 5000, "\ud800", "12 people\u202e 13 people."]
)
def test_nothing_that_is_written_breaks_it(text):
    assert isinstance(figure_changes(FIRST, text, "en"), list)
    assert isinstance(figure_changes(text, FIRST, "ar"), list)
