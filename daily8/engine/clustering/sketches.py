"""A text as a small set of numbers by which its copies are known, in any script.

Runs of five words are hashed, and the smallest hashes are kept: all of a short text, every second of a longer
one, every fourth of one longer still. Two sketches are compared at the coarser of their levels, so that a text
of 200,000 words costs no more room than one of 200. Spelling that a copying desk changes leaves no trace: case,
accents, Arabic vowel signs, tatweel and forms of alef, and how apostrophes and digits are written.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

# Words in a shingle; fewest words of a text that can be called a copy; most hashes in a sketch.
SHINGLE = 5
FEWEST_WORDS = 30
MOST_HASHES = 128
# Enough for a million words: each level halves the hashes that are kept.
LEVELS = 16

Hashes: TypeAlias = NDArray[np.uint64]
_Codes: TypeAlias = NDArray[np.uint32]

# A longer text is known by its beginning, so that no text costs more than 40 milliseconds and 30 MB.
_MOST_CHARACTERS = 400_000
_HEADER = 8
_GAP, _DROPPED, _UNKNOWN = 0, 1, 0xFFFFFFFF
_ONE = np.uint64(1)
# Word hashes are polynomials in this number over the characters; a word of more than 64 starts anew.
_BASE = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_BASE, place, 1 << 64) for place in range(64)], dtype=np.uint64)
_PLACES = np.array([pow(0xC2B2AE3D27D4EB4F, place, 1 << 64) for place in range(SHINGLE)], dtype=np.uint64)
_APOSTROPHES = "'’‘ʼ`´ʹ"
# Scripts written without spaces: each character counts as a word.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
_FORMS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ک": "ك",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a stored sketch says."""

    level: int
    numbers: int
    hashes: Hashes


def sketch(text: str) -> bytes:
    """Return what copies of a text are found by: at most 520 bytes, none for a text of a few words."""
    words, is_number = _words(text)
    if len(words) < FEWEST_WORDS:
        return b""
    level, kept = _sample(_shingles(words))
    numbers = int(words[is_number].sum(dtype=np.uint64)) >> 32
    header = np.array([level, numbers], dtype="<u4")
    return header.tobytes() + kept.astype("<u4").tobytes()


def read(stored: bytes) -> Sketch:
    """Return what a stored sketch says; an empty or torn one has no hashes."""
    if len(stored) <= _HEADER or len(stored) % 4:
        return Sketch(level=0, numbers=0, hashes=np.empty(0, dtype=np.uint64))
    level, numbers = np.frombuffer(stored, dtype="<u4", count=2).tolist()
    hashes = np.frombuffer(stored, dtype="<u4", offset=_HEADER).astype(np.uint64)
    level = min(level, LEVELS - 1)
    return Sketch(level, numbers, hashes[hashes < _ONE << np.uint64(32 - level)])


def counts(hashes: Hashes) -> NDArray[np.uint8]:
    """Return how many of the hashes are left at each level."""
    limits = _ONE << np.arange(32, 32 - LEVELS, -1, dtype=np.uint64)
    found: NDArray[np.uint8] = np.searchsorted(hashes, limits).clip(max=255).astype(np.uint8)
    return found


def _sample(shingles: Hashes) -> tuple[int, Hashes]:
    """Return the first level at which the hashes fit in a sketch, and those hashes in rising order."""
    kept = np.unique(shingles)
    level = 0
    while len(kept) > MOST_HASHES and level < LEVELS - 1:
        level += 1
        kept = kept[: np.searchsorted(kept, _ONE << np.uint64(32 - level))]
    return level, kept[:MOST_HASHES]


def _shingles(words: Hashes) -> Hashes:
    """Return a hash of 32 bits for each run of words."""
    runs = len(words) - SHINGLE + 1
    total = np.zeros(runs, dtype=np.uint64)
    for place, factor in enumerate(_PLACES):
        total += words[place : place + runs] * factor
    return _mixed(total) >> np.uint64(32)


def _words(text: str) -> tuple[Hashes, NDArray[np.bool_]]:
    """Return a hash for each word of the text, and which of the words start with a digit."""
    codes = _folded(text[:_MOST_CHARACTERS])
    letters = codes != _GAP
    alone = _alone()[codes]
    starts = letters.copy()
    starts[1:] &= ~letters[:-1] | alone[1:] | alone[:-1]
    (firsts,) = np.nonzero(starts)
    if not len(firsts):
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.bool_)
    place = np.arange(len(codes)) - firsts[np.maximum(np.cumsum(starts) - 1, 0)]
    hashes = np.add.reduceat(codes * _POWERS[place & 63], firsts)
    first_codes = codes[firsts]
    return _mixed(hashes), (first_codes >= ord("0")) & (first_codes <= ord("9"))


def _folded(text: str) -> _Codes:
    """Return the text's characters in their plain form, nought between words."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    if len(codes) and _has_joined_forms(codes):
        codes = _as_codes(unicodedata.normalize("NFKC", text))
    codes = np.minimum(codes, 0xFFFF)
    plain = _plain()[codes]
    if (unknown := codes[plain == _UNKNOWN]).size:
        _learn(unknown)
        plain = _plain()[codes]
    kept: _Codes = plain[plain != _DROPPED]
    return kept


def _as_codes(text: str) -> _Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)


def _has_joined_forms(codes: _Codes) -> bool:
    """Tell whether Arabic letters come as drawn forms, or Latin ones at full width."""
    return bool(((codes >= 0xFB00) & (codes <= 0xFFEF)).any())


def _mixed(values: Hashes) -> Hashes:
    """Return the values with every bit depending on every other (the end of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _plain() -> NDArray[np.uint32]:
    """Return the plain form of each character that was met; the last place stands for those of other planes."""
    table = np.full(0x10000, _UNKNOWN, dtype=np.uint32)
    table[0xFFFF] = _GAP
    return table


def _learn(codes: _Codes) -> None:
    """Find the plain forms of characters that are met for the first time."""
    for code in np.unique(codes).tolist():
        _plain()[code] = _plain_form(chr(code))


def _plain_form(character: str) -> int:
    kind = unicodedata.category(character)
    if character in _APOSTROPHES or character == "ـ" or kind in {"Mn", "Cf", "Me"}:
        return _DROPPED
    if kind == "Nd":
        return ord("0") + unicodedata.digit(character)
    if kind[0] not in "LN" and kind != "Mc":
        return _GAP
    base = _FORMS.get(character) or unicodedata.normalize("NFKD", character)[0].lower()[0]
    plain = ord(_FORMS.get(base, base))
    # Some ideographs of the basic plane are other forms of rare ones beyond it.
    return plain if plain < 0xFFFF else _GAP


@cache
def _alone() -> NDArray[np.bool_]:
    """Return which characters are words by themselves."""
    table = np.zeros(0x10000, dtype=np.bool_)
    for first, last in _UNSPACED:
        table[first : last + 1] = True
    return table
