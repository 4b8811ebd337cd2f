"""Train what tells the category of an article: `python -m bench.training.train_categories [--check]`.

First it judges itself: ten times it learns from nine tenths of the labelled news and is asked about the last
tenth, with no event in both. Then it learns from everything and writes daily8/engine/tagging/categories.npz; with
--check it writes nothing.

Both what a vector tells and what words tell come by ridge regression: over the nearness to some hundred directions
found by k-means (Nyström), and over hashed words. An example that may have any of several categories is given to
those that the others make likely.
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
    SHARPNESS,
    WEIGHTS,
    Model,
    Numbers,
    buckets,
    directions,
    importance,
    nearness,
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
KINDS = 512
PENALTY = 0.1
PENALTY_OF_WORDS = 1.0
ROUNDS = 3
MOVES = 8

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
    """Return for each set how often an article that was not learned from gets a category that it may have."""
    right: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        model = model_of(data.part(data.folds != fold))
        asked = data.part((data.folds == fold) & data.with_lead)
        meaning = model.by_meaning(asked.vectors)
        for example, scores in zip(asked.examples, meaning, strict=True):
            words = model.by_words(example.title, example.text)
            for name, answer in (("", together(scores, words)), (".by_words", words)):
                best = CATEGORIES[int(answer.argmax())]
                right.setdefault(f"categories.{example.origin}{name}", []).append(best in example.categories)
    return {name: float(np.mean(answers)) for name, answers in sorted(right.items())}


def model_of(data: Table) -> Model:
    """Return the weights that explain these examples best."""
    middle = data.vectors.mean(axis=0)
    rows = directions(data.vectors, middle)
    kinds = _kinds(rows)
    meaning = _by_nearness(rows, kinds, data)
    return Model(CATEGORIES, data.embedder, middle, kinds, meaning, _by_words(data.part(data.with_lead)))


def _kinds(rows: Numbers) -> Numbers:
    """The directions around which the examples lie: spherical k-means from a fixed start."""
    kinds = rows[np.random.default_rng(0).choice(len(rows), min(KINDS, len(rows)), replace=False)]
    for _ in range(MOVES):
        nearest = (rows @ kinds.T).argmax(axis=1)
        for kind in np.unique(nearest):
            kinds[kind] = rows[nearest == kind].mean(axis=0)
        kinds /= np.linalg.norm(kinds, axis=1, keepdims=True)
    return kinds


def _by_nearness(rows: Numbers, kinds: Numbers, data: Table) -> Numbers:
    """Return for each kind of news and category a weight."""
    factor = np.linalg.cholesky(nearness(kinds, kinds) + 1e-4 * np.eye(len(kinds)))
    features = np.linalg.solve(factor, nearness(rows, kinds).T).T
    weighted = features.T * data.weights
    solving = np.linalg.inv(weighted @ features + PENALTY * np.eye(len(kinds))) @ weighted
    return np.linalg.solve(factor.T, _settled(features, solving, data.allowed))


def _by_words(data: Table) -> Numbers:
    """Return for each bucket of words and category a weight."""
    features = np.zeros((len(data.buckets), BUCKETS), dtype=np.float32)
    for row, found in enumerate(data.buckets):
        features[row, found] = importance(len(found))
    likeness = features @ features.T
    likeness[np.diag_indices(len(likeness))] += PENALTY_OF_WORDS / data.weights
    return _settled(features, features.T @ np.linalg.inv(likeness), data.allowed)


def _settled(features: Numbers, solving: Numbers, allowed: Truths) -> Numbers:
    """Solve for the allowed categories of each example, then again for those that the solution makes likely."""
    shares = allowed / allowed.sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        found = solving @ (shares - 1 / len(CATEGORIES))
        likely = np.exp(SHARPNESS * features @ found) * allowed
        shares = likely / likely.sum(axis=1, keepdims=True)
    return np.asarray(found)


def _write(model: Model) -> None:
    np.savez_compressed(
        WEIGHTS,
        categories=np.array(model.categories),
        embedder=np.array(model.embedder),
        middle=model.middle.astype(np.float16),
        kinds=model.kinds.astype(np.float16),
        meaning=model.meaning.astype(np.float16),
        words=model.words.astype(np.float16),
    )
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
