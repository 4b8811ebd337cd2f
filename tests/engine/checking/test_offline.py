"""What the tool answers for a line."""

import pytest

from daily8.engine.checking import offline
from daily8.engine.embedding.nothing import Nothing

SOURCE = (
    "A ferry carrying 212 people ran aground off Larnos on Saturday, killing four. "
    "Captain Elias Vorn was detained on Sunday, but he has not been charged."
)


def test_a_line_is_answered_with_a_verdict_and_the_sentences_it_rests_on():
    line = {"id": 7, "source": SOURCE, "claim": "Elias Vorn, the captain, was detained.", "language": "en"}

    told = offline.answer(line, Nothing())

    assert told["id"] == 7
    assert told["supported"] is True
    assert told["score"] >= 0.5
    assert told["why"] == []
    assert told["sentences"] == [2]


def test_a_doubt_says_its_kind_and_what_is_written():
    line = {"source": SOURCE, "claim": "A ferry carrying 221 people ran aground off Larnos.", "language": "en"}

    told = offline.answer(line, Nothing())

    assert told["supported"] is False
    assert told["score"] < 0.5
    assert told["why"] == ["number: 221"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"source": SOURCE}, 'write what is claimed as "claim"'),
        ({"source": 7, "claim": "x"}, 'write "source" as text'),
        ({"source": "x" * 400_001, "claim": "x"}, "400001 letters of source are more than the 400000"),
    ],
)
def test_a_line_without_a_claim_is_told_so(line, message):
    with pytest.raises(ValueError, match=message):
        offline.answer(line, Nothing())


def test_a_claim_about_nothing_is_not_supported():
    assert offline.answer({"source": "", "claim": "Four people died."}, Nothing())["supported"] is False
