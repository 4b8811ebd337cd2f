"""Train what tells the category of an article: `python -m bench.training.train_categories [--check]`.

First it judges itself: ten times it learns from nine tenths of the labelled news and is asked about the last
tenth, with no event in both. Then it learns from everything and writes daily8/engine/tagging/categories.npz; with
--check it writes nothing.

Both what a vector tells and what words tell come by kernel ridge regression: over directions with a kernel of
second degree, of which the strongest axes are kept, and over hashed words. An example that may have any of several
categories is given to those that the others make likely.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.training.labelled_news import FOLDS, MADE_UP, PAGES, Example, examples
from daily8.engine.embedding import passage_of
from daily8.engine.embedding.embedded import Embedded
from daily8.engine.tagging.categories import (
    BUCKETS,
    NUMBERS,
    SHARPNESS,
    WEIGHTS,
    Model,
    Numbers,
    buckets,
    directions,
    importance,
    together,
)

CATEGORIES = (
    "world", "politics", "business", "technology", "science", "health",
    "sports", "culture", "entertainment", "environment", "opinion", "local",
)  # fmt: skip
# How much one article of a set teaches.
WEIGHT = {
    "arnews_categories": 0.8,
    "tg_categories": 2.0,
    "uci_aggregator": 0.3,
    "g5w1h": 1.0,
    PAGES: 1.0,
    MADE_UP: 2.0,
}
HEADLINE_SHARE = 0.4
AXES = 16
PENALTY_OF_MEANING = 0.5
PENALTY_OF_WORDS = 1.0
ROUNDS = 3

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Table:
    """The examples as numbers, those with a text twice: with the lead and as a headline alone."""

    examples: list[Example]
    vectors: Numbers
    buckets: list[list[int]]
    allowed: Truths
    weights: Numbers
    folds: npt.NDArray[np.int64]
    with_lead: Truths
    embedder: str

    def part(self, which: Truths) -> "Table":
        """Return some of the rows."""
        chosen = np.flatnonzero(which)
        return Table(
            examples=[self.examples[row] for row in chosen],
            vectors=self.vectors[chosen],
            buckets=[self.buckets[row] for row in chosen],
            allowed=self.allowed[chosen],
            weights=self.weights[chosen],
            folds=self.folds[chosen],
            with_lead=self.with_lead[chosen],
            embedder=self.embedder,
        )


def main(arguments: list[str]) -> int:
    data = table(examples())
    for name, value in accuracies(data).items():
        print(f"{name:40} {value:.4f}")
    if "--check" not in arguments:
        _write(model_of(data))
    return 0


def table(found: list[Example]) -> Table:
    """Return the examples as numbers."""
    rows = [(example, example.text, HEADLINE_SHARE * bool(example.text)) for example in found]
    rows = [(example, text, 1.0 - share) for example, text, share in rows]
    rows += [(example, "", HEADLINE_SHARE) for example in found if example.text]
    with tempfile.TemporaryDirectory() as folder:
        embedded = Embedded.prepared(Path(folder))
        vectors = embedded.embed([passage_of(example.title, text) for example, text, _ in rows])
    return Table(
        examples=[example for example, *_ in rows],
        vectors=vectors.astype(np.float64),
        buckets=[buckets(example.title, text) for example, text, _ in rows],
        allowed=np.array([[name in example.categories for name in CATEGORIES] for example, *_ in rows]),
        weights=np.array([WEIGHT[example.origin] * share for example, _, share in rows]),
        folds=np.array([example.fold for example, *_ in rows]),
        with_lead=np.arange(len(rows)) < len(found),
        embedder=embedded.name,
    )


def accuracies(data: Table) -> dict[str, float]:
    """Return for each set how often an article that was not learned from gets a category that it may have.

    None at all counts as wrong.
    """
    right: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        model = model_of(data.part(data.folds != fold))
        asked = data.part((data.folds == fold) & data.with_lead)
        meaning = model.by_meaning(asked.vectors)
        for example, scores in zip(asked.examples, meaning, strict=True):
            words = model.by_words(example.title, example.text)
            for name, answer in (("", together(scores, words)), (".by_words", words)):
                told, _ = model.likeliest(answer)
                right.setdefault(f"categories.{example.origin}{name}", []).append(told in example.categories)
    return {name: float(np.mean(answers)) for name, answers in sorted(right.items())}


def model_of(data: Table) -> Model:
    """Return the weights that explain these examples best."""
    middle = data.vectors.mean(axis=0)
    rows = directions(data.vectors, middle).astype(np.float32)
    likeness = rows @ rows.T
    given = _settled(1 + likeness + likeness**2 / 2, data, penalty=PENALTY_OF_MEANING)
    axes, bends = _axes(rows, given)
    words = _by_words(data.part(data.with_lead))
    return Model(CATEGORIES, data.embedder, middle, given.sum(axis=0), given.T @ rows, axes, bends, words)


def _axes(rows: Numbers, given: Numbers) -> tuple[Numbers, Numbers]:
    """The part of second degree of each category's score: along which axes it bends most, and how much."""
    axes, bends = [], []
    for weights in given.T:
        strengths, directed = np.linalg.eigh((rows * weights[:, None]).T @ rows / 2)
        strongest = np.argsort(-np.abs(strengths))[:AXES]
        axes.append(directed[:, strongest].T)
        bends.append(strengths[strongest])
    return np.stack(axes), np.stack(bends)


def _by_words(data: Table) -> Numbers:
    """Return for each bucket of words and category a weight."""
    features = np.zeros((len(data.buckets), BUCKETS), dtype=np.float32)
    for row, found in enumerate(data.buckets):
        features[row, found] = importance(len(found))
    return features.T @ _settled(features @ features.T, data, penalty=PENALTY_OF_WORDS)


def _settled(likeness: Numbers, data: Table, *, penalty: float) -> Numbers:
    """Return what each example gives to each category.

    Solved first for all allowed categories of each example alike, then again for those that come out likely.
    """
    noise = np.diag(penalty / data.weights).astype(np.float32)
    solving = np.linalg.inv(likeness + noise)
    shares = data.allowed / data.allowed.sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        given = solving @ (shares - 1 / len(CATEGORIES)).astype(np.float32)
        likely = np.exp(SHARPNESS * likeness @ given) * data.allowed
        shares = likely / likely.sum(axis=1, keepdims=True)
    return np.asarray(given)


def _write(model: Model) -> None:
    np.savez_compressed(
        WEIGHTS,
        categories=np.array(model.categories),
        embedder=np.array(model.embedder),
        **{name: getattr(model, name).astype(np.float16) for name in NUMBERS},
    )
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
