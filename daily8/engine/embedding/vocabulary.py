"""Cuts texts into the word pieces that the model knows: the most likely ones, as SentencePiece does."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from daily8.engine.embedding.weights import Pieces

Hashes = npt.NDArray[np.uint64]
Tokens = npt.NDArray[np.int64]
# Where it ends, how many characters it has, how likely it is, and its number.
_Piece = tuple[int, int, float, int]

_WORD_START = "\N{LOWER ONE EIGHTH BLOCK}"
_LONGEST_TEXT = 2_048
_CACHED_WORDS = 20_000
# Words are cut many at once, in tables of so many cells.
_CELLS = 16_384
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
# What it is to be multiplied with for one, among numbers of 64 bits.
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_UNKNOWN_PENALTY = 10.0
# Most words are no longer.
_KEPT_LENGTHS = 32


class Vocabulary:
    """The word pieces by a hash of their characters, which takes a tenth of the memory of a dict."""

    def __init__(self, pieces: Pieces):
        characters, starts = _characters(pieces)
        lengths = np.diff(starts)
        self._longest = int(lengths.max())
        self._pieces = pieces
        self._unknown_score = float(pieces.scores.min()) - _UNKNOWN_PENALTY
        hashes = _hashes_of(characters, starts[:-1], lengths, self._longest)
        # The first pieces are marks such as <s>: no text may write them.
        ordinary = np.arange(len(hashes)) > max(pieces.start, pieces.end, pieces.unknown)
        order = np.argsort(hashes)
        order = order[ordinary[order]]
        self._hashes = hashes[order]
        self._tokens = order.astype(np.int32)
        self._scores = pieces.scores[order]
        exponents = np.arange(_LONGEST_TEXT + 2, dtype=np.uint64)
        self._powers, self._inverse_powers = _FACTOR**exponents, _INVERSE**exponents
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
        """For each end of a piece the best way to get there (Viterbi)."""
        for word, found in zip(words, self._found(words), strict=True):
            yield self._best_cut(len(word), found)

    def _best_cut(self, length: int, found: "Sequence[_Piece]") -> tuple[int, ...]:
        """The likeliest pieces of a word of so many characters, of those that were found in it."""
        best, ways, nexts = [0.0], [(0, 0)], iter(found)
        piece = next(nexts, None)
        for end in range(1, length + 1):
            value, way = best[-1] + self._unknown_score, (1, self._pieces.unknown)
            while piece and piece[0] == end:
                _, size, score, token = piece
                if best[end - size] + score > value:
                    value, way = best[end - size] + score, (size, token)
                piece = next(nexts, None)
            best.append(value)
            ways.append(way)
        return _followed(ways)

    def _found(self, words: Sequence[str]) -> "Iterator[list[_Piece]]":
        """Every piece that each word has: those that end first come first, and of these the longest."""
        sums = self._sums(words)
        length = sums.shape[1] - 1
        ends, sizes = _ends_and_sizes(length, min(self._longest, length))
        hashes = (sums[:, ends] - sums[:, ends - sizes]) * self._powers[ends]
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        rows, parts = np.nonzero(self._hashes[places] == hashes)
        at = places[rows, parts]
        columns = (ends[parts], sizes[parts], self._scores[at], self._tokens[at])
        pieces = list(zip(*(column.tolist() for column in columns), strict=True))
        for first, last in pairwise(np.searchsorted(rows, np.arange(len(words) + 1)).tolist()):
            yield pieces[first:last]

    def _sums(self, words: Sequence[str]) -> Hashes:
        """For each word the sums of its first 0, 1, 2... characters; of what is shorter, the same to the end.

        Two of them tell the hash of what is between: their difference, times the power of where it ends.
        """
        length = max(map(len, words))
        padded = "".join(word.ljust(length, "\0") for word in words)
        characters = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), "<u4").reshape(len(words), length)
        sums = np.zeros((len(words), length + 1), dtype=np.uint64)
        np.cumsum(characters * self._inverse_powers[1 : length + 1], axis=1, out=sums[:, 1:])
        return sums


@lru_cache(_KEPT_LENGTHS)
def _ends_and_sizes(length: int, reach: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where each part of a word of so many characters ends, and how long it is: of one end the longest first."""
    ends, shorter = np.nonzero(np.arange(reach) >= reach - np.arange(1, length + 1)[:, None])
    return ends + 1, reach - shorter


def _followed(ways: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The pieces from the start of a word to its end, by the last piece of each way there."""
    pieces = []
    end = len(ways) - 1
    while end > 0:
        size, token = ways[end]
        pieces.append(token)
        end -= size
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
