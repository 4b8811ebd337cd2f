import numpy as np
import pytest

from daily8.engine.clustering.cells import Cells

DIMENSIONS = 64


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def crowd(count, seed=0):
    """Vectors around some dozens of middles, as news lie around subjects."""
    random = np.random.default_rng(seed)
    middles = random.normal(size=(60, DIMENSIONS))
    return unit(middles[random.integers(60, size=count)] + random.normal(size=(count, DIMENSIONS)) * 0.6)


def nearest(vectors, asked, most):
    return set(np.argsort(-(vectors @ asked))[:most].tolist())


def test_among_few_rows_the_nearest_are_found_in_order():
    vectors = crowd(500)
    cells = Cells(DIMENSIONS)
    for row, vector in enumerate(vectors):
        cells.add(vector, row)

    found = cells.near(vectors[3], 10).tolist()

    assert found[0] == 3
    assert len(nearest(vectors, vectors[3], 10) & set(found)) >= 9
    likes = vectors[found] @ vectors[3]
    assert (np.diff(likes) < 0.01).all()


@pytest.mark.parametrize("at_once", [True, False])
def test_among_many_rows_nearly_all_of_the_nearest_are_found(at_once):
    vectors = crowd(9000)
    cells = Cells(DIMENSIONS)
    if at_once:
        cells.add_many(vectors, np.arange(len(vectors), dtype=np.int32))
    else:
        for row, vector in enumerate(vectors):
            cells.add(vector, row)

    asked = crowd(40, seed=1)
    shares = [len(nearest(vectors, one, 8) & set(cells.near(one, 48).tolist())) / 8 for one in asked]

    assert len(cells) == 9000
    assert np.mean(shares) > 0.85


def test_the_same_rows_make_the_same_cells():
    vectors = crowd(3000)

    def found():
        cells = Cells(DIMENSIONS)
        cells.add_many(vectors, np.arange(3000, dtype=np.int32))
        return [cells.near(one, 20).tolist() for one in crowd(10, seed=2)]

    assert found() == found()


def test_forgotten_rows_are_not_found_and_the_others_under_their_new_places():
    vectors = crowd(2500)
    cells = Cells(DIMENSIONS)
    cells.add_many(vectors, np.arange(2500, dtype=np.int32))
    moved = np.full(2500, -1, dtype=np.int32)
    moved[1000:] = np.arange(1500)

    cells.keep(moved)

    assert len(cells) == 1500
    assert cells.near(vectors[1000], 5)[0] == 0
    assert cells.near(vectors[3], 2000).max() < 1500


def test_rows_that_all_point_the_same_way_are_no_trouble():
    same = np.repeat(unit(np.ones((1, DIMENSIONS))), 5000, axis=0)
    cells = Cells(DIMENSIONS)

    cells.add_many(same, np.arange(5000, dtype=np.int32))

    assert len(cells.near(same[0], 48)) == 48


def test_an_empty_window_has_no_nearest():
    assert len(Cells(DIMENSIONS).near(unit(np.ones(DIMENSIONS)), 5)) == 0
