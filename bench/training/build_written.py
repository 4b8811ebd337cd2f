"""Make the table of words that people write: `python -m bench.training.build_written DICTIONARY...`.

How often a word is written comes from wordfreq (Robyn Speer, data CC BY-SA 4.0). Names that are in the news are
among them. What is written less often than once in five million words is left out, for mistakes are many there.
A DICTIONARY is a list of English words (Debian's wamerican-large, wbritish-large): what is in none of them, and is
another way to write a word that is in one and is fifty times as frequent, is a mistake too.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import wordfreq

from daily8.engine.words.written import WORDS, sign_of

LEAST_FREQUENCY, LEAST_LETTERS = 2.3, 4
# Fifty times, on the scale of Zipf.
FAR_MORE_FREQUENT = 1.7
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main(*dictionaries: str) -> None:
    """Write written.npz: the signs of all words in their order, as halves of the steps from each to the next."""
    english, arabic = _frequencies("en"), _frequencies("ar")
    spelled = {word.lower() for path in dictionaries for word in Path(path).read_text(encoding="utf-8").split()}
    mistakes = _mistakes(english, spelled)
    signs = np.array(
        sorted({sign_of(word) for word in (english.keys() - mistakes) | arabic.keys()}), dtype=np.uint32
    )
    steps = np.diff(signs, prepend=np.uint32(0)).astype("<u4")
    # The high halves are nearly all nothing: together they take no room.
    np.savez_compressed(WORDS, halves=np.ascontiguousarray(steps.view("<u2").reshape(-1, 2).T))
    print(f"{WORDS.name}: {len(signs)} words without {len(mistakes)}, {WORDS.stat().st_size / 1000:.0f} kB")


def _frequencies(language: str) -> dict[str, float]:
    words = wordfreq.top_n_list(language, 1_000_000)
    found = {word: wordfreq.zipf_frequency(word, language) for word in words if len(word) >= LEAST_LETTERS}
    return {
        word: frequency for word, frequency in found.items() if word.isalpha() and frequency >= LEAST_FREQUENCY
    }


def _mistakes(frequencies: Mapping[str, float], spelled: set[str]) -> set[str]:
    """Return what differs by one letter, or by two that changed places, from a word that is far more frequent."""
    found = set()
    for word, frequency in frequencies.items():
        if word in spelled and frequency >= LEAST_FREQUENCY + FAR_MORE_FREQUENT:
            most = frequency - FAR_MORE_FREQUENT
            found |= {other for other in _near(word) if frequencies.get(other, most + 1) <= most}
    return found - spelled


def _near(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, behind = word[:at], word[at:]
        yield from (f"{before}{letter}{behind}" for letter in LETTERS)
        if behind:
            yield before + behind[1:]
            yield from (f"{before}{letter}{behind[1:]}" for letter in LETTERS)
        if len(behind) > 1:
            yield f"{before}{behind[1]}{behind[0]}{behind[2:]}"


if __name__ == "__main__":
    main(*sys.argv[1:])
