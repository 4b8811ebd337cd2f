"""What speaks for something and against it, weighed together: a logistic regression whose weights are known."""

import math
from collections.abc import Mapping


def weigh(traits: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the sum of the traits by their weights, a logarithm of odds; what has no weight weighs nothing."""
    return sum(value * weights.get(name, 0.0) for name, value in traits.items())


def chance(odds: float) -> float:
    """Return how sure the logarithm of odds is, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
