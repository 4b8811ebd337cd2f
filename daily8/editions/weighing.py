"""Other weights than those that an edition was made with, as somebody asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from daily8.editions.formula import Weights


@dataclass(frozen=True, slots=True)
class Scale:
    """How far a weight can be moved, and in which steps."""

    most: float
    step: float


SCALES = {
    "breadth": Scale(3, 0.25),
    "depth": Scale(3, 0.25),
    "growth": Scale(3, 0.25),
    "reach": Scale(3, 0.25),
    "followup": Scale(1, 0.1),
}
# Longer words are no number that anybody means.
_LETTERS = 12


def asked(words: Mapping[str, str], usual: Weights) -> Weights:
    """Return the weights that these words name, each within its scale; the usual one where they name none."""
    values = {name: _value(words.get(name, ""), scale) for name, scale in SCALES.items()}
    return Weights(**usual.told() | {name: value for name, value in values.items() if value is not None})


def _value(words: str, scale: Scale) -> float | None:
    try:
        value = float(words) if len(words) <= _LETTERS else float("nan")
    except ValueError:
        return None
    return round(min(max(value, 0), scale.most), 2) if isfinite(value) else None
