"""Writes what the judge is taught by: see bench/ai_judge_training.py.

python -m bench.ai_judge_lessons FOLDER
"""

import pickle
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from bench import ai_ask, ai_check
from bench.ai_judge_training import MATRICES, NORMS, Asked, Claimed
from daily8.engine.answering.answering import candidates_of, pages_of
from daily8.engine.answering.question import asked_of
from daily8.engine.answering.reading import body
from daily8.engine.checking import Checker
from daily8.engine.embedding.vocabulary import Vocabulary
from daily8.engine.embedding.weights import Weights, packaged_weights
from daily8.engine.judging.judge import (
    MOST_OF_CLAIM,
    MOST_OF_EVIDENCE,
    MOST_OF_QUESTION,
    MOST_OF_SENTENCE,
    MOST_OF_TITLE,
)
from daily8.engine.language.sentences import sentences

# By these the weights behind the judge are learned.
KEPT_BACK = {"ask", "ask_blind", "r1", "o1", "o13"}
# The files of claims that may be learned from, where they are of the half that may be looked at.
CLAIMS = ("", "blind_", "fresh_", "taught_")
_MOST_PLACES = 256


def prepare(folder: Path) -> None:
    """Write questions and claims as pieces, and the packaged weights."""
    weights = Weights(packaged_weights())
    vocabulary = Vocabulary(weights.pieces)
    for name, lessons in (("answers", _asked(vocabulary)), ("claims", _claimed(vocabulary))):
        pickle.dump(list(lessons), (folder / f"{name}.pickle").open("wb"), protocol=4)
    np.savez(folder / "weights.npz", **_numbers(weights))


def _asked(vocabulary: Vocabulary) -> Iterator[Asked]:
    for rows, articles in ai_ask.sets():
        for row in rows:
            article = articles[row["article"]]
            if row["half"] == "held" or row.get("group", "ask") in KEPT_BACK:
                continue
            question = asked_of(row["question"])
            found = candidates_of(question, pages_of(question, [article]), None)
            order = [each.place for each in sorted(found, key=lambda each: -each.score)]
            yield Asked(
                row["article"],
                _pieces(vocabulary, row["question"], MOST_OF_QUESTION),
                _pieces(vocabulary, article.title, MOST_OF_TITLE),
                [_pieces(vocabulary, body(sentence), MOST_OF_SENTENCE) for sentence in article.sentences],
                sorted(ai_ask.wanted(row, article)),
                [*order, *(set(range(len(article.sentences))) - set(order))],
            )


def _claimed(vocabulary: Vocabulary) -> Iterator[Claimed]:
    for source, language, claims in _read():
        checker = Checker(source, language)
        for claim in claims:
            rests = " ".join(source[number] for number in sorted(checker.check(claim["text"], language).sentences))
            first = _pieces(vocabulary, claim["text"], MOST_OF_CLAIM)
            rest = _pieces(vocabulary, rests, MOST_OF_EVIDENCE)
            yield Claimed([*first, *rest[1:]], claim["kind"] == "good")


def _read() -> Iterator[tuple[list[str], str, list[dict[str, str]]]]:
    """Yield the sources of the claims that may be learned from, with their languages and the claims."""
    for language, name in product(("en", "ar"), CLAIMS):
        for article in ai_check.rows(ai_check.SETS / f"planted_{name}{language}.jsonl"):
            if article["half"] == "tune":
                yield [article["title"], *article["sentences"]], language, article["claims"]
    for row in ai_check.rows(ai_check.SETS / "planted_news.jsonl"):
        if article := ai_check.shared(row["file"]).get(row["id"]):
            parts = [each.text for each in sentences(article["text"])]
            yield [article["title"], *parts], article["lang"][:2], row["claims"]


def _pieces(vocabulary: Vocabulary, text: str, most: int) -> list[int]:
    return [int(piece) for piece in vocabulary.tokens([text], most=most + 2)[0]]


def _numbers(weights: Any) -> dict[str, Any]:
    shape = weights.shape
    found = {
        "words": weights.blocks("emb.word", columns=shape.width).rows().astype(np.float16),
        "places": weights.table("emb.pos").reshape(shape.positions, -1)[:_MOST_PLACES]
        + weights.table("emb.type")[: shape.width],
        "shape": np.array([shape.layers, shape.heads, shape.width]),
        "epsilon": np.array(shape.epsilon),
    }
    for name in ["emb.ln", *(f"l{layer}.{norm}" for layer in range(shape.layers) for norm in NORMS)]:
        found |= {f"{name}.{part}": np.asarray(weights.table(f"{name}.{part}")) for part in "wb"}
    for name in (f"l{layer}.{matrix}" for layer in range(shape.layers) for matrix in MATRICES):
        columns = shape.inner_width if name.endswith("fo") else shape.width
        found[f"{name}.w"] = weights.blocks(f"{name}.w", columns=columns).rows()
        found[f"{name}.b"] = np.asarray(weights.table(f"{name}.b"))
    return found


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
