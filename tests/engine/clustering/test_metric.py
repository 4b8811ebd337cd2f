import numpy as np
import pytest

from daily8.engine.clustering.metric import WEIGHTS, Metric

DIMENSIONS = 384


@pytest.fixture
def embedder():
    with np.load(WEIGHTS) as stored:
        return str(stored["embedder"])


def some_vectors(count=50):
    made = np.random.default_rng(4).normal(size=(count, DIMENSIONS))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def test_vectors_of_the_known_embedder_are_moved_and_stay_of_length_one(embedder):
    vectors = some_vectors()

    moved = Metric(embedder, DIMENSIONS).apply(vectors)

    assert moved.shape == vectors.shape
    assert np.linalg.norm(moved, axis=1) == pytest.approx(np.ones(50), abs=1e-5)
    assert np.abs(moved - vectors).max() > 0.01


def test_vectors_that_were_near_stay_near(embedder):
    vectors = some_vectors(2)
    near = vectors[:1] + vectors[1:] * 0.1

    moved = Metric(embedder, DIMENSIONS).apply(np.concatenate([vectors, near]))

    assert moved[0] @ moved[2] > 0.9
    assert abs(moved[0] @ moved[1]) < 0.4


@pytest.mark.parametrize(("name", "dimensions"), [("another model", DIMENSIONS), (None, 8), ("", 0)])
def test_vectors_of_any_other_embedder_are_compared_as_they_are(name, dimensions, embedder):
    vectors = some_vectors()[:, :dimensions]

    moved = Metric(embedder if name is None else name, dimensions).apply(vectors)

    assert moved is vectors


def test_a_zero_vector_stays_one(embedder):
    assert not Metric(embedder, DIMENSIONS).apply(np.zeros((1, DIMENSIONS), dtype=np.float32)).any()
