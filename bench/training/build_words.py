"""Make the tables of common words: `python -m bench.training.build_words DICTIONARY`.

DICTIONARY is a list of English words that writes names with capitals (Debian's wamerican), so that "reading" is
known as a word and "Washington" is not. How common a word is comes from wordfreq (Robyn Speer, data CC BY-SA 4.0).
A line of the tables holds words of one frequency, in tenths of the Zipf scale, the most common first.
"""

import itertools
import sys
from pathlib import Path

import wordfreq

from daily8.engine.tagging.reading import fold

WORDS = Path(__file__).parents[2] / "daily8/engine/tagging/words"
MOST_WORDS = {"en": 34_000, "ar": 24_000}
CREDIT = "# Frequencies: wordfreq by Robyn Speer, CC BY-SA 4.0; made by bench/training/build_words.py\n"


def main(dictionary: str) -> None:
    """Write english.txt and arabic.txt."""
    spelled = set(Path(dictionary).read_text(encoding="utf-8").split())
    _write("english.txt", [word for word in wordfreq.top_n_list("en", MOST_WORDS["en"]) if word in spelled], "en")
    words = [word for word in wordfreq.top_n_list("ar", MOST_WORDS["ar"]) if "\u0620" < word[0] < "\u064b"]
    _write("arabic.txt", words, "ar")


def _write(name: str, words: list[str], language: str) -> None:
    # Folded here, so that nobody waits for it at the start; the most common spelling counts.
    words = list({fold(word): word for word in reversed(words)}.values())[::-1]
    bands = itertools.groupby(words, lambda word: wordfreq.zipf_frequency(word, language) // 0.1 / 10)
    lines = [f"{band:.1f} {' '.join(map(fold, group))}" for band, group in bands]
    (WORDS / name).write_text(CREDIT + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(words)} words")


if __name__ == "__main__":
    main(sys.argv[1])
