"""Grow the trees that tell the body of an article from what stands around it.

    uv pip install lightgbm && python -m bench.extraction_training [--check]

Reads the labelled pages of $DAILY8_SHARED/data/extraction and writes the two .npz files of
daily8/engine/extraction. With --check it writes nothing: it grows on four fifths of the sites and
reads the last fifth, five times in each of three shuffles, and prints the mean scores and how often
the other readers were asked.
"""

import random
import sys
from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from publicsuffixlist import PublicSuffixList

from bench.extraction import Labelled, body_scores, labelled_pages, tokens
from daily8.engine.extraction import authors, rendering, titles
from daily8.engine.extraction.advice import advice
from daily8.engine.extraction.blocks import Block, segment
from daily8.engine.extraction.features import FAMILIES, Claims, Matrix
from daily8.engine.extraction.forest import ADVISED, ALONE, Forest, Forests
from daily8.engine.extraction.page import read
from daily8.engine.extraction.selection import claims_of, is_doubtful, select, sizes_of, survey

# News pages count more than the blogs and company pages of the other two sets.
_SET_WEIGHTS = {"fundus": 1.3, "sh": 1.3, "rtl": 1.3, "wcxb": 0.8, "traf": 1.0}
_SHINGLE = 4
_COPIES, _DROPPED = 2, 0.15
_ALONE: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 15,
    "max_depth": 7,
    "learning_rate": 0.06,
    "min_data_in_leaf": 30,
    "min_sum_hessian_in_leaf": 20,
    "lambda_l2": 10,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 8,
    "verbose": -1,
}
# What others say is trusted less where each split is drawn by chance.
_ADVISED = {**_ALONE, "extra_trees": True, "feature_fraction": 0.5}
_TREES, _ADVISED_TREES = 200, 250
_SHUFFLES, _PARTS = 3, 5
_SUFFIXES = PublicSuffixList()


@dataclass(frozen=True, slots=True)
class Sample:
    """The blocks of one page with what is right for each."""

    page: Labelled
    table: Matrix
    advised: Matrix
    right: Matrix
    weight: Matrix
    sizes: Matrix


def sample(page: Labelled) -> Sample | None:
    blocks, claims, source = _cut(page)
    if not blocks or not (page.text or page.required):
        return None
    near, table = survey(blocks, claims)
    texts = [block.text for block in near]
    right, weight = _by_text(page, texts) if page.text else _by_pieces(page, texts)
    advised = np.concatenate([table, advice(near, source)], axis=1)
    return Sample(page, table, advised, right, weight * _SET_WEIGHTS[page.set], sizes_of(near))


def _cut(page: Labelled) -> tuple[list[Block], Claims, str]:
    parsed = read(page.body, url=page.url)
    claims = claims_of(parsed, title=titles.title(parsed), authors=authors.authors(parsed))
    return [block for block in segment(parsed.body) if block.picture is None], claims, parsed.source


def _by_text(page: Labelled, texts: list[str]) -> tuple[Matrix, Matrix]:
    wanted, optional = _shingles(page.text), _shingles(page.optional)
    whole = f" {' '.join(tokens(page.text))} "
    size = max(50, len(tokens(page.text)))
    right, weight = [], []
    for text in texts:
        words = tokens(text)
        pieces = [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]
        if pieces:
            share = sum(piece in wanted for piece in pieces) / len(pieces)
            free = sum(piece in optional and piece not in wanted for piece in pieces) / len(pieces) > 0.5
            worth = len(words) * (0.05 if free else 1.0)
        else:
            share = float(bool(words) and f" {' '.join(words)} " in whole)
            worth = len(words) * 0.4
        right.append(share >= 0.5)
        weight.append(worth * abs(2 * share - 1) / size * 100)
    return np.array(right, dtype=np.float32), np.array(weight, dtype=np.float32)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = tokens(text)
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _by_pieces(page: Labelled, texts: list[str]) -> tuple[Matrix, Matrix]:
    right, weight = [], []
    for text in texts:
        yes = any(piece in text for piece in page.required)
        no = any(piece in text or (len(text) > 15 and text in piece) for piece in page.forbidden)
        right.append(yes and not no)
        weight.append(4.0 if yes != no else 0.0)
    return np.array(right, dtype=np.float32), np.array(weight, dtype=np.float32)


def grow(samples: list[Sample]) -> Forests:
    """Grow the trees that judge alone and those that hear others."""
    alone = _grown([sample.table for sample in samples], samples, _ALONE, trees=_TREES)
    advised = _grown([sample.advised for sample in samples], samples, _ADVISED, trees=_ADVISED_TREES)
    return Forests(alone=alone, advised=advised)


def _grown(tables: list[Matrix], samples: list[Sample], parameters: dict[str, Any], *, trees: int) -> Forest:
    """Grow on the samples and on copies of them whose page lacks some of the clues."""
    chance = np.random.default_rng(8)
    copies = [_poorer(table, chance) for _ in range(_COPIES) for table in tables]
    right = np.concatenate([sample.right for sample in samples] * (1 + _COPIES))
    weight = np.concatenate([sample.weight for sample in samples] * (1 + _COPIES))
    data = lightgbm.Dataset(np.concatenate(tables + copies), label=right, weight=weight)
    return to_forest(lightgbm.train(parameters, data, num_boost_round=trees))


def _poorer(table: Matrix, chance: np.random.Generator) -> Matrix:
    table = table.copy()
    for family in FAMILIES:
        if chance.random() < _DROPPED:
            table[:, family] = 0
    return table


def to_forest(booster: lightgbm.Booster) -> Forest:
    columns: dict[str, list[float]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots = []
    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(columns["feature"]))
        _flatten(tree["tree_structure"], columns)
    return Forest(
        feature=np.array(columns["feature"], dtype=np.int32),
        threshold=np.array(columns["threshold"], dtype=np.float32),
        left=np.array(columns["left"], dtype=np.int32),
        right=np.array(columns["right"], dtype=np.int32),
        value=np.array(columns["value"], dtype=np.float32),
        roots=np.array(roots, dtype=np.int32),
    )


def _flatten(node: dict, columns: dict[str, list[float]]) -> int:
    at = len(columns["feature"])
    leaf = "leaf_value" in node
    columns["feature"].append(0 if leaf else node["split_feature"])
    columns["threshold"].append(np.inf if leaf else node["threshold"])
    columns["value"].append(node.get("leaf_value", 0.0))
    columns["left"].append(at)
    columns["right"].append(at)
    if not leaf:
        columns["left"][at] = _flatten(node["left_child"], columns)
        columns["right"][at] = _flatten(node["right_child"], columns)
    return at


def check(samples: list[Sample]) -> dict[str, float]:
    """Return the mean scores of pages read by trees that never saw their site."""
    rounds = [_read_unseen(samples, seed=seed) for seed in range(1, 1 + _SHUFFLES)]
    return {name: fmean(figures[name] for figures in rounds) for name in rounds[0]}


def _read_unseen(samples: list[Sample], *, seed: int) -> dict[str, float]:
    sites = sorted({_site(sample.page) for sample in samples})
    random.Random(seed).shuffle(sites)
    part = {site: at % _PARTS for at, site in enumerate(sites)}
    readings: dict[str, str] = {}
    asked: Counter[str] = Counter()
    for turn in range(_PARTS):
        forests = grow([sample for sample in samples if part[_site(sample.page)] != turn])
        for sample in samples:
            if part[_site(sample.page)] == turn:
                readings[sample.page.id] = _reading(sample.page, forests)
                asked[sample.page.set] += _is_asked(sample, forests)
    sizes = Counter(sample.page.set for sample in samples)
    return {**body_scores(readings), **{f"asked.{name}": asked[name] / sizes[name] for name in sizes}}


def _site(page: Labelled) -> str:
    host = urlsplit(page.url).hostname or page.id
    return _SUFFIXES.privatesuffix(host) or host


def _reading(page: Labelled, forests: Forests) -> str:
    blocks, claims, source = _cut(page)
    return rendering.to_text(select(blocks, claims, source=source, forests=forests))


def _is_asked(sample: Sample, forests: Forests) -> bool:
    return is_doubtful(sample.sizes, forests.alone.chances(sample.table))


def _keep(forest: Forest, weights: Path) -> None:
    arrays = {field.name: getattr(forest, field.name) for field in fields(Forest)}
    for name in ("feature", "left", "right"):
        arrays[name] = arrays[name].astype(np.int16)
    np.savez_compressed(weights, **arrays)
    print(f"{len(forest.feature)} nodes, {weights.stat().st_size} bytes in {weights}")


def main() -> None:
    samples = [found for page in labelled_pages() if (found := sample(page))]
    if "--check" in sys.argv:
        for name, figure in check(samples).items():
            print(f"{name:16} {figure:.4f}")
        return
    forests = grow(samples)
    _keep(forests.alone, ALONE)
    _keep(forests.advised, ADVISED)


if __name__ == "__main__":
    main()
