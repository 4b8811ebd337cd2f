"""Two versions as one: what stayed, what went, what came."""

from hypothesis import given, settings
from hypothesis import strategies as st

from daily8.engine.revising import Line, Piece, State, lines, pieces

PARAGRAPHS = st.lists(st.text("ab 12.,ابت", min_size=1, max_size=20), max_size=8).map("\n\n".join)


def written(told: list[Piece]) -> str:
    """Pieces as [gone] and {new}."""
    marks = {State.SAME: "{}", State.GONE: "[{}]", State.NEW: "{{{}}}"}
    return "".join(marks[piece.state].format(piece.text) for piece in told)


def test_words_that_changed_are_marked_whole():
    assert written(pieces("Bridge kills 12 in port", "Bridge kills 17 in port")) == "Bridge kills [12]{17} in port"
    assert written(pieces("Cost is $4 million", "Cost is $4.5 million")) == "Cost is $[4]{4.5} million"


def test_a_headline_that_was_written_anew_is_one_change():
    assert (
        written(pieces("Ships stay away", "Port closes for storm")) == "[Ships stay away]{Port closes for storm}"
    )


def test_one_word_between_two_changes_is_no_island():
    assert written(pieces("the old grey quay fell", "the new grey pier fell")) == (
        "the [old grey quay]{new grey pier} fell"
    )


def test_arabic_is_compared_by_words():
    assert written(pieces("مقتل ١٢ شخصا", "مقتل 17 شخصا")) == "مقتل [١٢]{17} شخصا"


def test_paragraphs_stay_come_go_and_change_in_their_place():
    old = "One stays.\n\nTwo goes away now.\n\nThree has 5 boats in port."
    new = "One stays.\n\nThree has 6 boats in port.\n\nFour is new."
    told = lines(old, new)

    assert [written(line.pieces) for line in told] == [
        "One stays.",
        "[Two goes away now.]",
        "Three has [5]{6} boats in port.",
        "{Four is new.}",
    ]
    assert [line.is_same for line in told] == [True, False, False, False]


def of(told: list[Line], state: State) -> list[str]:
    texts = ("".join(piece.text for piece in line.pieces if piece.state in (State.SAME, state)) for line in told)
    return sorted(text for text in texts if text)


def plain(text: str) -> list[str]:
    return sorted(part for part in (" ".join(each.split()) for each in text.split("\n")) if part)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_both_versions_can_be_read_from_the_difference(old, new):
    told = lines(old, new)

    assert of(told, State.GONE) == plain(old)
    assert of(told, State.NEW) == plain(new)
