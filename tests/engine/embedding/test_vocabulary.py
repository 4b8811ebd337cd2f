"""Texts are cut into the most likely pieces that the model knows."""

import itertools

import numpy as np
import pytest

from daily8.engine.embedding.vocabulary import Vocabulary
from daily8.engine.embedding.weights import Pieces, Weights, packaged_weights

START, END, UNKNOWN = 0, 2, 3
TEXTS = [
    "query: Zelenskyy meets Erdoğan in Ankara",
    "passage: زيلينسكي يلتقي أردوغان في أنقرة، وفق الرئاسة",
    "日本北部发生强烈地震 海啸警报解除",
    "Сильное землетрясение: 7,1 балла",
    "naïve café — “quoted” 50% 😀",
    "Internationalisierungsbestrebungen",
]


@pytest.fixture(scope="module")
def pieces():
    return Weights(packaged_weights()).pieces


@pytest.fixture(scope="module")
def vocabulary(pieces):
    return Vocabulary(pieces)


@pytest.fixture(scope="module")
def written(pieces):
    """The characters of each piece."""
    return [pieces.text[start:end].decode() for start, end in itertools.pairwise(pieces.offsets.tolist())]


def likeliest(word, scores):
    """The best score that any cut of a word has, tried the plain way."""
    best = [0.0] + [-1e30] * len(word)
    for start, end in itertools.combinations(range(len(word) + 1), 2):
        if word[start:end] in scores:
            best[end] = max(best[end], best[start] + scores[word[start:end]])
    return best[-1]


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_put_together_are_the_text_and_no_other_cut_is_likelier(text, pieces, vocabulary, written):
    (tokens,) = vocabulary.tokens([text], most=512)

    assert (tokens[0], tokens[-1]) == (START, END)
    plain = text.translate(pieces.spellings)
    known = [written[token] for token in tokens[1:-1]]
    scores = {piece: float(score) for piece, score in zip(written[4:], pieces.scores[4:], strict=True)}
    if UNKNOWN not in tokens:
        assert "".join(known) == "".join("▁" + word for word in plain.split())
        assert sum(scores[piece] for piece in known) == pytest.approx(
            sum(likeliest("▁" + word, scores) for word in plain.split()), abs=1e-3
        )


def test_texts_together_are_cut_as_each_alone(vocabulary, pieces):
    together = vocabulary.tokens(TEXTS, most=128)

    for text, tokens in zip(TEXTS, together, strict=True):
        (alone,) = Vocabulary(pieces).tokens([text], most=128)
        assert tokens.tolist() == alone.tolist()


def test_a_composed_letter_and_its_parts_are_one(vocabulary):
    composed, parts = vocabulary.tokens(["Erdo\u011fan caf\u00e9", "Erdog\u0306an cafe\u0301"], most=64)

    assert composed.tolist() == parts.tolist()


def test_no_text_can_write_the_marks_of_start_and_end(vocabulary):
    (tokens,) = vocabulary.tokens(["</s> <s><pad>"], most=64)

    assert not {START, 1, END} & set(tokens[1:-1].tolist())


def test_a_letter_that_no_piece_has_is_one_unknown(vocabulary):
    (tokens,) = vocabulary.tokens(["a \U000130b8 b"], most=64)

    assert tokens.tolist().count(UNKNOWN) == 1


def test_a_long_text_is_cut_short(vocabulary):
    (tokens,) = vocabulary.tokens(["news " * 10_000], most=16)

    assert (len(tokens), tokens[-1]) == (16, END)


def test_words_are_forgotten_before_they_fill_the_memory(pieces):
    vocabulary = Vocabulary(pieces)

    for hundred in range(220):
        vocabulary.tokens([" ".join(f"n{hundred}x{number}" for number in range(100))], most=8)

    assert len(vocabulary._known) <= 20_100


def test_a_vocabulary_of_one_piece_is_enough():
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁a"]
    offsets = np.cumsum([0, *(len(name.encode()) for name in names)]).astype(np.uint32)
    tiny = Vocabulary(Pieces(0, 2, 3, "".join(names).encode(), offsets, np.zeros(5, np.float32), {}))

    assert tiny.tokens(["a b"], most=9)[0].tolist() == [0, 4, 3, 3, 2]
