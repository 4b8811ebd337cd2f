"""What small models write is taken where it can mean one thing only, and nothing else is."""

import pytest
from pydantic import ValidationError

from daily8.engine.ai.shapes import Answer, Place, Summary, translation_of

PLACES = [Place(article=1, sentence=3), Place(article=2, sentence=4)]


@pytest.mark.parametrize("written", [[1, 2], ["1", "2"], ["[1]", "[2]"], "[1], [2]", "1 and 2"])
def test_numbers_of_sentences_are_read_however_they_are_written(written):
    summary = Summary.model_validate({"points": [{"text": "It rained.", "sentences": written}]})

    assert summary.points[0].sentences == [1, 2]


@pytest.mark.parametrize(
    "written",
    [
        [{"article": 1, "sentence": 3}, {"article": "2", "sentence": 4}],
        [[1, 3], [2, 4]],
        ["[1.3]", "2:4"],
        "[1.3], [2.4]",
    ],
)
def test_places_are_read_however_they_are_written(written):
    answer = Answer.model_validate({"said": True, "sentences": [{"text": "It rained.", "sources": written}]})

    assert answer.sentences[0].sources == PLACES


@pytest.mark.parametrize("written", [[], None, [0], ["first"], [-1], [1.5], [10**9], list(range(1, 40))])
def test_numbers_that_are_none_are_refused(written):
    with pytest.raises(ValidationError):
        Summary.model_validate({"points": [{"text": "It rained.", "sentences": written}]})


@pytest.mark.parametrize("written", [[], "everywhere", [1, 3], [[1, 2, 3]], [{"article": 1}], [None]])
def test_places_that_are_none_are_refused(written):
    with pytest.raises(ValidationError):
        Answer.model_validate({"said": True, "sentences": [{"text": "It rained.", "sources": written}]})


@pytest.mark.parametrize("text", ["", "  ", "…", "x" * 801, None])
def test_a_sentence_says_something_and_comes_to_an_end(text):
    with pytest.raises(ValidationError):
        Summary.model_validate({"points": [{"text": text, "sentences": [1]}]})


def test_what_nobody_sees_is_left_out_of_a_model_s_words():
    written = "Rain\0\x07 \u202efell\u2069\ud800\ufdd0 on\nMonday; می\u200cخواهم \U000e0041"

    summary = Summary.model_validate({"points": [{"text": written, "sentences": [1]}]})
    paragraphs = translation_of(1).model_validate({"paragraphs": [written]}).paragraphs

    assert summary.points[0].text == paragraphs[0] == "Rain fell on Monday; می\u200cخواهم"
    with pytest.raises(ValidationError):
        Summary.model_validate({"points": [{"text": "\0\u202e", "sentences": [1]}]})


def test_a_translation_has_as_many_paragraphs_as_its_original():
    assert translation_of(2).model_validate({"paragraphs": ["a", " b "]}).paragraphs == ["a", "b"]
    for paragraphs in (["a"], ["a", "b", "c"], ["a", " "]):
        with pytest.raises(ValidationError):
            translation_of(2).model_validate({"paragraphs": paragraphs})
