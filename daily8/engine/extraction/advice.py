"""What two other readers of pages make of one, for a page that leaves our own trees in doubt."""

import logging
import re

import numpy as np
import trafilatura
from lxml.etree import LxmlError
from resiliparse.extract.html2text import extract_plain_text

from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.features import Matrix

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_RUN = 4
_COVERED = 0.5
_NEIGHBOURS = 3
# Both readers take time that grows faster than a page, and recurse into it; no publisher's page is so large.
_LONGEST_SOURCE = 3_000_000
_DEEPEST = 100
_MOST_BLOCKS = 4000
# A tag of tens of thousands of attributes.
_WIDE_TAG = re.compile(r"<\w[^<>]{100000}")
_READER_FAILURES = (AttributeError, LookupError, LxmlError, RuntimeError, TypeError, ValueError)

# It reports each page in which it finds nothing, and there we have our own answer.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def may_be_asked(blocks: list[Block], source: str) -> bool:
    """Say whether a page is of a size that the other readers are known to get through."""
    deepest = max((block.place.depth for block in blocks), default=0)
    ordinary = 0 < len(source) < _LONGEST_SOURCE and len(blocks) < _MOST_BLOCKS and deepest < _DEEPEST
    return ordinary and _WIDE_TAG.search(source) is None


def advice(blocks: list[Block], source: str) -> Matrix:
    """Return for each block what the other readers say about it and about its neighbours."""
    words = [_WORD.findall(block.text) for block in blocks]
    sizes = np.array([block.size for block in blocks], dtype=np.float32)
    readings = (_plain(source), _precise(source))
    return np.concatenate([_columns(_coverage(words, reading), sizes) for reading in readings], axis=1)


def _plain(source: str) -> str:
    try:
        return extract_plain_text(source, main_content=True, list_bullets=False, alt_texts=False, comments=False)
    except _READER_FAILURES:
        return ""


def _precise(source: str) -> str:
    try:
        return trafilatura.extract(source, favor_precision=True, include_comments=False) or ""
    except _READER_FAILURES:
        return ""


def _coverage(blocks: list[list[str]], reading: str) -> Matrix:
    """Return which share of each block stands in a reading word for word."""
    read = _WORD.findall(reading)
    runs = set(_runs(read))
    whole = f" {' '.join(read)} "
    shares = []
    for words in blocks:
        own = _runs(words)
        if own:
            shares.append(sum(run in runs for run in own) / len(own))
        else:
            shares.append(float(bool(words) and f" {' '.join(words)} " in whole))
    return np.array(shares, dtype=np.float32)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*[words[at:] for at in range(_RUN)], strict=False))


def _columns(covered: Matrix, sizes: Matrix) -> Matrix:
    padded = np.pad(covered, 1)
    inside = np.flatnonzero(covered > _COVERED)
    at = np.arange(len(covered))
    first, last = (inside[0], inside[-1]) if len(inside) else (0, len(covered) - 1)
    return np.stack(
        [
            covered,
            padded[:-2],
            padded[2:],
            np.full_like(covered, (covered * sizes).sum() / max(1.0, sizes.sum())),
            _around(covered * sizes) / np.maximum(1.0, _around(sizes)),
            (first <= at) & (at <= last),
        ],
        axis=1,
    ).astype(np.float32)


def _around(values: Matrix) -> Matrix:
    """Return the sums over each block and its next neighbours."""
    sums = np.pad(np.cumsum(values, dtype=np.float64), (_NEIGHBOURS + 1, _NEIGHBOURS), mode="edge")
    sums[: _NEIGHBOURS + 1] = 0.0
    return np.asarray(sums[2 * _NEIGHBOURS + 1 :] - sums[: -2 * _NEIGHBOURS - 1], dtype=np.float32)
