"""How common words are in English and Arabic."""

from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"
# What a word counts as that no table knows.
_RARE = 2.5


def is_common(folded: str, *, least: float = 0.0) -> bool:
    """Tell whether a folded word is an everyday one, written with a small letter in English."""
    return frequencies().get(folded, -1.0) >= least


def rarity(folded: str) -> float:
    """Return how rare a folded word is: 0 for "the", 5 for one that no table knows."""
    return 7.5 - frequencies().get(folded, _RARE)


@cache
def frequencies() -> dict[str, float]:
    """Return the Zipf frequency of every common word, folded: 7.5 for the most common."""
    found: dict[str, float] = {}
    for name in ("english.txt", "arabic.txt"):
        for line in (_WORDS / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                band, *words = line.split(" ")
                frequency = float(band)
                for word in words:
                    found.setdefault(word, frequency)
    return found
