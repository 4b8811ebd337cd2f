"""Grow the trees that tell the body of an article from what stands around it.

    uv pip install lightgbm && python -m bench.extraction_training [--check]

Reads the labelled pages of $DAILY8_SHARED/data/extraction and writes
daily8/engine/extraction/forest.npz; with --check it only grows on four fifths of the sites
and predicts the last fifth, five times, into PREDICTIONS.json for the scorer.
"""

import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from bench.extraction import Labelled, labelled_pages, tokens
from daily8.engine.extraction import authors, titles
from daily8.engine.extraction.blocks import segment
from daily8.engine.extraction.features import FAMILIES, Matrix
from daily8.engine.extraction.forest import WEIGHTS, Forest
from daily8.engine.extraction.page import read
from daily8.engine.extraction.selection import claims_of, survey

# News pages count more than the blogs and company pages of the other two sets.
_SET_WEIGHTS = {"fundus": 1.3, "sh": 1.3, "rtl": 1.3, "wcxb": 0.8, "traf": 1.0}
_SHINGLE = 4
_COPIES, _DROPPED = 2, 0.15
_PARAMETERS = {
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
_TREES = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """The blocks of one page with what is right for each."""

    page: Labelled
    texts: list[str]
    table: Matrix
    right: Matrix
    weight: Matrix


def sample(page: Labelled) -> Sample | None:
    parsed = read(page.body, url=page.url)
    names = authors.authors(parsed)
    blocks = [block for block in segment(parsed.body) if block.picture is None]
    if not blocks or not (page.text or page.required):
        return None
    near, table = survey(blocks, claims_of(parsed, title=titles.title(parsed), authors=names))
    texts = [block.text for block in near]
    right, weight = _by_text(page, texts) if page.text else _by_pieces(page, texts)
    return Sample(page, texts, table, right, weight * _SET_WEIGHTS[page.set])


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


def grow(samples: list[Sample]) -> lightgbm.Booster:
    """Grow on the samples and on copies of them whose page lacks some of the clues."""
    chance = np.random.default_rng(8)
    tables = [sample.table for sample in samples]
    for _ in range(_COPIES):
        tables += [_poorer(sample.table, chance) for sample in samples]
    right = np.concatenate([sample.right for sample in samples] * (1 + _COPIES))
    weight = np.concatenate([sample.weight for sample in samples] * (1 + _COPIES))
    data = lightgbm.Dataset(np.concatenate(tables), label=right, weight=weight)
    return lightgbm.train(_PARAMETERS, data, num_boost_round=_TREES)


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
        depth=_PARAMETERS["max_depth"],
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


def _site(page: Labelled) -> str:
    return ".".join((urlsplit(page.url).hostname or page.id).split(".")[-2:])


def check(samples: list[Sample]) -> dict[str, dict[str, str]]:
    """Predict each page by trees that never saw its site."""
    sites = sorted({_site(sample.page) for sample in samples})
    random.Random(8).shuffle(sites)
    fold = {site: at % 5 for at, site in enumerate(sites)}
    predictions = {}
    for turn in range(5):
        forest = to_forest(grow([sample for sample in samples if fold[_site(sample.page)] != turn]))
        for sample in samples:
            if fold[_site(sample.page)] == turn:
                chances = forest.chances(sample.table)
                enough = min(0.5, 0.6 * chances.max())
                kept = dict.fromkeys(
                    text for text, chance in zip(sample.texts, chances, strict=True) if chance > enough
                )
                predictions[sample.page.id] = {"text": "\n\n".join(kept)}
    return predictions


def main() -> None:
    samples = [found for page in labelled_pages() if (found := sample(page))]
    if "--check" in sys.argv:
        Path("PREDICTIONS.json").write_text(json.dumps(check(samples)))
        return
    forest = to_forest(grow(samples))
    arrays = {name: getattr(forest, name) for name in Forest.__slots__}
    arrays["feature"] = arrays["feature"].astype(np.int16)
    arrays["left"], arrays["right"] = arrays["left"].astype(np.int16), arrays["right"].astype(np.int16)
    np.savez_compressed(WEIGHTS, **arrays)
    print(f"{len(samples)} pages, {len(forest.feature)} nodes, {WEIGHTS.stat().st_size} bytes in {WEIGHTS}")


if __name__ == "__main__":
    main()
