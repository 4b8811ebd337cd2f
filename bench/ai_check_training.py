"""Learns how the check weighs what its rules doubt and what the judge says, of claims the judge was not taught by.

    python -m bench.ai_check_training

Prints how claims about a fifth of the articles are told by weights learned from the other four, five times; then
learns from all and writes daily8/engine/checking/weights.json. The claims are those of planted_chosen_*: the judge
was taught by the others.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench import ai_ask, ai_check
from daily8.engine.checking import Checker, weighing
from daily8.engine.checking.checker import LEAST
from daily8.engine.judging import Judge, judge_of

Numbers = npt.NDArray[np.float64]
FOLDS = 5
_STEPS, _PART, _SMALL = 200, 0.5, 2.0
_LEAST = 0.0005


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim as it is weighed, and what it is: good, or wrong in which way."""

    article: str
    language: str
    kind: str
    traits: Mapping[str, float]


class Noting(Checker):
    """A checker that keeps what it weighed last: claims with words that their source has not."""

    noted: Mapping[str, float] | None = None

    def odds(self, traits: Mapping[str, float]) -> float:
        """Return the odds, and note of what."""
        self.noted = traits
        return super().odds(traits)


def claims(judge: Judge) -> Iterator[Weighed]:
    """Yield the claims that are weighed, and what is weighed of them."""
    for language in ("en", "ar"):
        for article in ai_check.rows(ai_check.SETS / f"planted_chosen_{language}.jsonl"):
            checker = Noting([article["title"], *article["sentences"]], language, lambda: judge)
            for claim in article["claims"]:
                checker.noted = None
                checker.check(claim["text"], language)
                if checker.noted:
                    yield Weighed(article["id"], language, claim["kind"], checker.noted)


def learn(values: Numbers, good: npt.NDArray[np.bool_]) -> Numbers:
    """Return the weights of a logistic regression by Newton's steps: none but the first is below nothing.

    Good and wrong claims weigh as much. No doubt may tell for a claim, nor the judge against it, by chance.
    """
    matters = np.where(good, 0.5 / good.mean(), 0.5 / (1 - good.mean()))
    weights = np.zeros(values.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (matters * (chances - good)) + _SMALL * weights
        moves = (weights > 0) | (slope < 0)
        moves[0] = True
        near = values[:, moves]
        bend = (near * (matters * chances * (1 - chances))[:, None]).T @ near + _SMALL * np.eye(near.shape[1])
        weights[moves] -= _PART * np.linalg.solve(bend, slope[moves])
        weights[1:] = np.maximum(weights[1:], 0)
    return weights


def main() -> None:
    """Print how unseen claims are told, and write the weights."""
    judge = judge_of(ai_ask.maker())
    if judge is None:
        raise SystemExit("no judge here")
    found = list(claims(judge))
    # The first, "always", is what may tell for or against.
    names = sorted({name for each in found for name in each.traits}, key=lambda name: (name != "always", name))
    values = np.array([[each.traits.get(name, 0.0) for name in names] for each in found])
    good = np.array([each.kind == "good" for each in found])
    places = {article: at % FOLDS for at, article in enumerate(sorted({each.article for each in found}))}
    folds = np.array([places[each.article] for each in found])
    odds = np.zeros(len(found))
    for fold in range(FOLDS):
        odds[folds == fold] = values[folds == fold] @ learn(values[folds != fold], good[folds != fold])
    _print(found, odds)
    weights = dict(zip(names, learn(values, good), strict=True))
    kept = {name: round(float(value), 3) for name, value in weights.items() if abs(value) > _LEAST}
    weighing.FILE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _print(found: list[Weighed], odds: Numbers) -> None:
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for each, sum_ in zip(found, odds, strict=True):
        key = each.language, each.kind
        every[key] += 1
        right[key] += (sum_ >= LEAST) == (each.kind == "good")
    for language, kind in sorted(every):
        share = right[language, kind] / every[language, kind]
        print(f"   {language} {kind:10} {'accepted' if kind == 'good' else 'caught':8} {share:.3f}")


if __name__ == "__main__":
    main()
