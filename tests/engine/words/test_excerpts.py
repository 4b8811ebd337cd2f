import pytest

from daily8.engine.words.excerpts import LENGTH, Piece, excerpt, marked
from daily8.engine.words.queries import parse

FILLING = "The council met again and nothing came of it. " * 40


def plain(pieces):
    return "".join(piece.text for piece in pieces)


def marks(pieces):
    return [piece.text for piece in pieces if piece.marked]


def test_every_form_of_a_word_is_marked_where_it_stands():
    pieces = marked("Elections in Kenya: the election's date", parse("election kenya"))

    assert plain(pieces) == "Elections in Kenya: the election's date"
    assert marks(pieces) == ["Elections", "Kenya", "election's"]


def test_arabic_words_are_marked_with_what_is_attached_to_them():
    assert marks(marked("بدء الانتخابات في مصر وللمصريين كلمتهم", parse("انتخاب مصر"))) == [
        "الانتخابات",
        "مصر",
        "وللمصريين",
    ]


def test_a_phrase_is_marked_only_where_it_stands_together():
    pieces = marked("The white walls of the White House", parse('"white house"'))

    assert marks(pieces) == ["White House"]


def test_what_is_excluded_is_not_marked():
    assert marks(marked("Storm and flood", parse("storm -flood"))) == ["Storm"]


def test_words_that_overlap_are_marked_once():
    assert marked("White House", parse('"white house" house white')) == [Piece("White House", marked=True)]


def test_an_excerpt_is_where_most_of_what_was_looked_for_stands():
    text = f"A storm came. {FILLING} The storm broke the dam of Ahero. {FILLING}"

    pieces = excerpt(text, parse("storm dam"))

    assert marks(pieces) == ["storm", "dam"]
    assert "broke the dam of Ahero" in plain(pieces)
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")
    assert len(plain(pieces)) <= LENGTH + 2


def test_a_text_that_says_nothing_of_it_begins_at_its_beginning():
    pieces = excerpt(FILLING, parse("storm"))

    assert plain(pieces).startswith("The council met again")
    assert marks(pieces) == []
    assert plain(pieces).endswith("…")


def test_a_short_text_is_shown_whole_with_single_spaces():
    assert excerpt("A  storm\ncame.", parse("storm")) == [
        Piece("A "),
        Piece("storm", marked=True),
        Piece(" came."),
    ]


def test_it_is_cut_between_words():
    pieces = excerpt(f"{FILLING} dam {FILLING}", parse("dam"))

    words = set(plain(pieces).strip("…").split())
    assert words <= {*FILLING.split(), "dam"}


def test_letters_that_mean_something_elsewhere_stay_plain_text():
    hostile = '<script>alert("storm")</script>'

    assert plain(excerpt(hostile, parse("storm"))) == hostile


@pytest.mark.parametrize("text", ["", " ", "x" * 100_000, "storm " * 20_000, "\u202e\u200f" * 500])
def test_texts_of_any_kind_give_a_short_excerpt(text):
    assert len(plain(excerpt(text, parse("storm")))) <= LENGTH + 2
