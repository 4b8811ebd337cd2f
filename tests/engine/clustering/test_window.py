import numpy as np
import pytest

from daily8.engine.clustering.features import Vocabulary, grams, wording
from daily8.engine.clustering.rarities import Rarities
from daily8.engine.clustering.window import TERMS, Probe, Window

TITLES = [
    "Strong quake shakes northern Chile",
    "Chile: powerful earthquake off Iquique",
    "Parliament votes on the budget",
    "Budget passed after a night of debate",
]


@pytest.fixture
def terms():
    vocabulary = Vocabulary()
    counted = [grams(title) for title in TITLES]
    for one in counted:
        vocabulary.learn(one)
    return [vocabulary.weigh(one) for one in counted]


@pytest.fixture
def vectors():
    made = np.random.default_rng(1).normal(size=(4, 384))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def window(terms, vectors):
    window = Window(384)
    for number in range(4):
        window.add(
            f"id {number}", Probe(terms[number], vectors[number], published=number * 60.0, publisher=number)
        )
    return window


def test_likenesses_in_the_window_are_those_of_the_articles(window, terms, vectors):
    probe = Probe(terms[0], vectors[0], published=0.0, publisher=0)
    rows = np.arange(4)

    meanings, wordings = window.meanings(probe, rows), window.wordings(probe, rows)

    assert meanings == pytest.approx(vectors @ vectors[0], abs=0.003)
    assert wordings == pytest.approx([wording(terms[0], other) for other in terms], abs=0.01)


def test_words_of_two_groups_are_compared_at_once(window, terms):
    ours, theirs = np.array([0, 1]), np.array([2, 3])

    shared = window.shared_wordings(ours, theirs)

    expected = [sum(wording(terms[one], terms[other]) for one in ours) for other in theirs]
    assert shared == pytest.approx(expected, abs=0.01)
    # Nothing of it stays behind.
    probe = Probe(terms[0], None, published=0.0, publisher=0)
    assert window.wordings(probe, theirs) == pytest.approx(
        [wording(terms[0], terms[other]) for other in theirs], abs=0.01
    )


def test_an_article_comes_back_out_of_the_window(window, terms, vectors):
    probe = window.probe(1)

    assert probe.terms.hashes.tolist() == terms[1].heaviest(TERMS).hashes.tolist()
    assert probe.terms.weights == pytest.approx(terms[1].weights, abs=0.01)
    assert probe.vector == pytest.approx(vectors[1], abs=0.002)
    assert (probe.published, probe.publisher) == (60.0, 1)


def test_an_article_without_a_vector_is_near_to_nothing(window, terms, vectors):
    row = window.add("plain", Probe(terms[0], None, published=0.0, publisher=0))

    assert window.probe(row).vector is None
    assert window.meanings(Probe(terms[0], vectors[0], 0.0, 0), np.array([row])).tolist() == [0.0]
    assert window.meanings(Probe(terms[0], None, 0.0, 0), np.arange(5)).tolist() == [0.0] * 5


def test_the_window_grows_and_shrinks(window, terms, vectors):
    for number in range(4, 2000):
        window.add(number, Probe(terms[number % 4], vectors[number % 4], published=0.0, publisher=0))
    kept = np.zeros(2000, dtype=bool)
    kept[[1, 1999]] = True

    moved = window.keep(kept)

    assert (len(window), window.ids, window.rows) == (2, ["id 1", 1999], {"id 1": 0, 1999: 1})
    assert (moved[1], moved[1999], moved[5]) == (0, 1, -1)
    assert window.probe(0).vector == pytest.approx(vectors[1], abs=0.002)
    assert window.add("next", Probe(terms[2], None, published=0.0, publisher=0)) == 2


def test_rows_that_share_rare_words_are_found_best_first(terms):
    rarities = Rarities()
    for row, one in enumerate(terms):
        rarities.add(one, row)

    for row, one in enumerate(terms):
        assert rarities.like(one, 3).tolist()[0] == row
    assert 3 not in rarities.like(terms[0], 3)


def test_of_words_that_all_use_only_the_last_articles_are_remembered(terms):
    rarities = Rarities()
    for row in range(1000):
        rarities.add(terms[0], row)

    found = rarities.like(terms[0], 100)

    assert len(found) <= 16
    assert found.min() >= 984


def test_forgotten_rows_share_no_words(terms):
    rarities = Rarities()
    for row, one in enumerate(terms):
        rarities.add(one, row)

    rarities.keep(np.array([-1, 0, 1, 2], dtype=np.int32))

    assert rarities.like(terms[1], 4)[0] == 0
    assert (rarities.like(terms[0], 4) >= 0).all()
