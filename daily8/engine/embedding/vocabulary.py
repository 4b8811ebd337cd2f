"""Cuts texts into the word pieces that the model knows: the most likely ones, as SentencePiece does."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daily8.engine.embedding.weights import Pieces

Hashes = npt.NDArray[np.uint64]
Tokens = npt.NDArray[np.int64]

_WORD_START = "\N{LOWER ONE EIGHTH BLOCK}"
_LONGEST_TEXT = 2_048
_CACHED_WORDS = 20_000
# Words are cut many at once, in tables of so many cells.
_CELLS = 16_384
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_UNKNOWN_PENALTY = 10.0
_NEVER = np.float32(-1e30)


class Vocabulary:
    """The word pieces by a hash of their characters, which takes a tenth of the memory of a dict."""

    def __init__(self, pieces: Pieces):
        characters, starts = _characters(pieces)
        lengths = np.diff(starts)
        self._longest = int(lengths.max())
        self._pieces = pieces
        self._unknown_score = np.float32(pieces.scores.min() - _UNKNOWN_PENALTY)
        hashes = _hashes_of(characters, starts[:-1], lengths, self._longest)
        # The first pieces are marks such as <s>: no text may write them.
        ordinary = np.arange(len(hashes)) > max(pieces.start, pieces.end, pieces.unknown)
        order = np.argsort(hashes)
        order = order[ordinary[order]]
        self._hashes = hashes[order]
        self._tokens = order.astype(np.int32)
        self._scores = pieces.scores[order]
        self._powers = np.power(_FACTOR, np.arange(self._longest + 1, dtype=np.uint64))
        self._known: dict[str, tuple[int, ...]] = {}

    def tokens(self, texts: Sequence[str], *, most: int) -> list[Tokens]:
        """Return for each text its pieces between the marks of start and end, `most` of them at most."""
        split = [self._words(text) for text in texts]
        known = self._cut(word for words in split for word in words)
        start, end = self._pieces.start, self._pieces.end
        found = []
        for words in split:
            inner = [token for word in words for token in known[word]][: most - 2]
            found.append(np.array([start, *inner, end], dtype=np.int64))
        return found

    def _words(self, text: str) -> list[str]:
        composed = unicodedata.normalize("NFC", text[:_LONGEST_TEXT])
        plain = composed.translate(self._pieces.spellings)
        return [_WORD_START + word for word in plain[:_LONGEST_TEXT].split()]

    def _cut(self, words: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """Return the pieces of each word; those of words seen before are remembered."""
        wanted = set(words)
        # Another thread may empty the memory at any time.
        known = {word: pieces for word in wanted if (pieces := self._known.get(word)) is not None}
        new = sorted(wanted - known.keys(), key=len)
        for group in _groups(new):
            known.update(zip(group, self._best_cuts(group), strict=True))
        if len(self._known) > _CACHED_WORDS:
            self._known.clear()
        self._known.update((word, known[word]) for word in new)
        return known

    def _best_cuts(self, words: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """For each end of a piece the best way to get there, over all words at once (Viterbi)."""
        found = self._matches(words)
        count, length, reach = found.scores.shape
        best = np.full((count, reach + length), _NEVER, dtype=np.float32)
        best[:, reach - 1] = 0.0
        choice = np.zeros((count, length), dtype=np.int64)
        rows = np.arange(count)
        for end in range(length):
            ways = best[:, end : end + reach] + found.scores[:, end]
            choice[:, end] = ways.argmax(axis=1)
            best[:, end + reach] = ways[rows, choice[:, end]]
        for row, word in enumerate(words):
            yield _followed(choice[row], found.tokens[row], len(word), reach)

    def _matches(self, words: Sequence[str]) -> "_Matches":
        """Every piece that ends at each character of each word; the last column is one character long."""
        prefixes = _prefix_hashes(words)
        count, length = prefixes.shape[0], prefixes.shape[1] - 1
        reach = min(self._longest, length)
        scores = np.full((count, length, reach), _NEVER, dtype=np.float32)
        tokens = np.full((count, length, reach), self._pieces.unknown, dtype=np.int32)
        scores[:, :, reach - 1] = self._unknown_score
        ends, sizes = _ends_and_sizes(length, reach)
        hashes = prefixes[:, ends] - prefixes[:, ends - sizes] * self._powers[sizes]
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        rows, found = np.nonzero(self._hashes[places] == hashes)
        at, last, first = places[rows, found], ends[found] - 1, reach - sizes[found]
        scores[rows, last, first] = self._scores[at]
        tokens[rows, last, first] = self._tokens[at]
        return _Matches(scores, tokens)


@dataclass(frozen=True, slots=True)
class _Matches:
    scores: npt.NDArray[np.float32]
    tokens: npt.NDArray[np.int32]


def _ends_and_sizes(length: int, reach: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where each part of a word of so many characters ends, and how long it is, the shortest first."""
    sizes = np.arange(1, reach + 1)
    ends = np.concatenate([np.arange(size, length + 1) for size in sizes])
    return ends, np.repeat(sizes, length + 1 - sizes)


def _followed(
    choice: npt.NDArray[np.int64], tokens: npt.NDArray[np.int32], length: int, reach: int
) -> tuple[int, ...]:
    pieces = []
    end = length - 1
    while end >= 0:
        column = int(choice[end])
        pieces.append(int(tokens[end, column]))
        end -= reach - column
    return tuple(reversed(pieces))


def _groups(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Words, shortest first, in groups whose table is small."""
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and (end - start + 1) * len(words[end]) <= _CELLS:
            end += 1
        yield words[start:end]
        start = end


def _characters(pieces: Pieces) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """All pieces as one row of characters, and where each piece starts in it."""
    begins = (np.frombuffer(pieces.text, np.uint8) & 0xC0) != 0x80
    before = np.concatenate([[0], np.cumsum(begins)])
    text = pieces.text.decode("utf-8", "replace")
    return np.frombuffer(text.encode("utf-32-le"), "<u4"), before[pieces.offsets]


def _hashes_of(
    characters: npt.NDArray[np.uint32],
    starts: npt.NDArray[np.int64],
    lengths: npt.NDArray[np.int64],
    longest: int,
) -> Hashes:
    hashes = np.zeros(len(starts), dtype=np.uint64)
    for place in range(longest):
        reaches = lengths > place
        hashes[reaches] = hashes[reaches] * _FACTOR + characters[starts[reaches] + place]
    return hashes


def _prefix_hashes(words: Sequence[str]) -> Hashes:
    """For each word the hashes of its first 0, 1, 2... characters; of what is shorter, more of nothing."""
    length = max(map(len, words))
    padded = "".join(word.ljust(length, "\0") for word in words)
    characters = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), "<u4").reshape(len(words), length)
    hashes = np.zeros((len(words), length + 1), dtype=np.uint64)
    for place in range(length):
        hashes[:, place + 1] = hashes[:, place] * _FACTOR + characters[:, place]
    return hashes
