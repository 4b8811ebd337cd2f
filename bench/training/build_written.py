"""Make the table of words that people write: `python -m bench.training.build_written`.

How often a word is written comes from wordfreq (Robyn Speer, data CC BY-SA 4.0). Names that are in the news are
among them, and a few common mistakes. What is written less often than once in five million words is left out, for
mistakes are many there.
"""

import numpy as np
import wordfreq

from daily8.engine.words.written import WORDS, sign_of

LEAST_FREQUENCY, LEAST_LETTERS = 2.3, 4


def main() -> None:
    """Write written.npz: the signs of all words in their order, as halves of the steps from each to the next."""
    words = {
        word
        for language in ("en", "ar")
        for word in wordfreq.top_n_list(language, 1_000_000)
        if len(word) >= LEAST_LETTERS
        and word.isalpha()
        and wordfreq.zipf_frequency(word, language) >= LEAST_FREQUENCY
    }
    signs = np.array(sorted({sign_of(word) for word in words}), dtype=np.uint32)
    steps = np.diff(signs, prepend=np.uint32(0)).astype("<u4")
    # The high halves are nearly all nothing: together they take no room.
    np.savez_compressed(WORDS, halves=np.ascontiguousarray(steps.view("<u2").reshape(-1, 2).T))
    print(f"{WORDS.name}: {len(signs)} words, {WORDS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
