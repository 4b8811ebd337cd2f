import numpy as np
import pytest

from daily8.engine.embedding.codes import codes, nearest, words_of

RANDOM = np.random.default_rng(7)


def vectors(count: int, width: int = 384) -> np.ndarray:
    return RANDOM.standard_normal((count, width)).astype(np.float32)


def test_a_code_has_a_bit_for_each_number_and_whole_words():
    (code,) = codes(np.array([[1.0, -1.0, 0.5, 0.0, *[-1.0] * 66]], dtype=np.float32))

    assert len(code) == 16
    assert code[0] == 0b10100000
    assert not any(code[1:])


@pytest.mark.parametrize("most", [1, 5, 40, 100])
def test_the_nearest_are_those_that_differ_in_fewest_bits(most):
    made = vectors(40)
    table, asked = words_of(codes(made)), codes(made[7:8])[0]
    differing = [
        (bits ^ asked_bits).bit_count()
        for bits, asked_bits in zip(as_numbers(made), as_numbers(made[7:8]) * 40, strict=True)
    ]

    found = nearest(table, asked, most=most).tolist()

    assert found == sorted(range(40), key=lambda place: (differing[place], -place))[:most]
    assert found[0] == 7


def as_numbers(made: np.ndarray) -> list[int]:
    return [int.from_bytes(code, "big") for code in codes(made)]


def test_vectors_that_point_the_same_way_are_found_among_many():
    made = vectors(5000)
    asked = made[123] + 0.4 * vectors(1)[0]

    assert 123 in nearest(words_of(codes(made)), codes(asked[None])[0], most=10)


def test_among_none_none_is_near():
    assert nearest(np.zeros((6, 0), dtype=np.uint64), codes(vectors(1))[0], most=5).tolist() == []
