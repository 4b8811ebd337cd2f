"""Learns the weights by which answers are chosen, of the questions that may be looked at: none of a held half.

    python -m bench.ai_ask_training [--trial]

Every question is asked of its article alone, and some of all articles of their set. The weights are those with
which the sentences that answer, and "the articles do not say" for what none does, are the likeliest. `--trial`
also learns from four fifths of the articles and prints how the last fifth is answered, five times. The weights
behind the judge are learned of questions that the judge was not taught by (`bench.ai_judge_training`).
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bench import ai_ask
from bench.ai_judge_lessons import KEPT_BACK
from daily8.engine.answering import Likeness, likeness_of, weighing
from daily8.engine.answering.answering import LEAST, Candidate, by_judgement, by_meaning, candidates_of, pages_of
from daily8.engine.answering.question import Question, asked_of
from daily8.engine.judging import Judge, judge_of
from daily8.engine.judging.odds import weigh

Numbers = npt.NDArray[np.float64]
FOLDS = 5
_STEPS, _RATE, _SMALL = 600, 0.05, 0.005
_LEAST = 0.0005
# That nothing answers weighs more than that something does: a wrong answer is worse than none.
_REFUSALS = 1.4
# Of all articles the likeliest sentences are enough to learn from.
_MOST = 40
# Of the questions that the judge is taught by, so few are asked of all articles.
_OTHERS_OF_ALL = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A question of some articles: the sentences that may answer, and which of them do."""

    group: str
    article: str
    scope: str
    question: Question
    found: Sequence[Candidate]
    wanted: frozenset[tuple[str, int]]

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        """Which sentences answer."""
        return np.array([each.key in self.wanted for each in self.found])


def cases() -> Iterator[Case]:
    """Yield every question that may be learned from, of its own article, and some of all."""
    for rows, articles in ai_ask.sets():
        group = rows[0].get("group") or "ask"
        every = 2 if group in KEPT_BACK else _OTHERS_OF_ALL
        for number, row in enumerate(row for row in rows if row["half"] != "held"):
            wanted = frozenset((row["article"], at) for at in ai_ask.wanted(row, articles[row["article"]]))
            question = asked_of(row["question"], row.get("before", ()))
            for scope in ai_ask.SCOPES[: 1 if row.get("alone") or number % every else 2]:
                read = [articles[row["article"]]] if scope == "one" else [*articles.values()]
                found = candidates_of(question, pages_of(question, read), None)
                yield _kept(Case(group, row["article"], scope, question, found, wanted))


def _kept(case: Case) -> Case:
    """Return a case with the likeliest of its sentences, and those that answer."""
    found = sorted(case.found, key=lambda each: -each.score)
    return replace(case, found=[each for at, each in enumerate(found) if at < _MOST or each.key in case.wanted])


def _with_meaning(case: Case, likeness: Likeness) -> Case:
    """Return a case as it is weighed after the words alone have been learned."""
    found = [replace(each, score=weigh(each.traits, weighing.ALONE)) for each in case.found]
    return replace(case, found=by_meaning(case.question, found, likeness))


def _with_judgement(case: Case, judge: Judge) -> Case:
    """Return a case as it is weighed after a judge has read it."""
    found = [replace(each, score=weigh(each.traits, weighing.WITH_MEANING)) for each in case.found]
    return replace(case, found=by_judgement(case.question, found, judge))


def learn(chosen: Sequence[Case], names: Sequence[str]) -> Numbers:
    """Return the weight of each trait."""
    values = np.array([[traits.get(name, 0.0) for name in names] for case in chosen for traits in _traits(case)])
    sizes = [len(case.found) for case in chosen]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of_case = np.repeat(np.arange(len(chosen)), sizes)
    right = np.concatenate([case.right for case in chosen])
    answered = np.array([case.right.any() for case in chosen])
    matters = np.where(answered, 1.0, _REFUSALS)
    matters /= matters.sum()
    shrink = _SMALL * np.minimum(1, (values.std(axis=0) + 0.05) ** 2 + 0.1)
    weights, drift, size = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        sums = values @ weights
        most = np.maximum(0, np.maximum.reduceat(sums, starts))
        likely = np.exp(sums - most[of_case])
        chances = likely / (np.add.reduceat(likely, starts) + np.exp(-most))[of_case]
        good = likely * right
        wanted = good / np.maximum(np.add.reduceat(good, starts), 1e-12)[of_case]
        slope = values.T @ ((chances - wanted) * matters[of_case]) + shrink * weights
        drift = 0.9 * drift + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        weights -= _RATE * (drift / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return weights


def trial(chosen: Sequence[Case], names: Sequence[str]) -> None:
    """Print how the articles that were not learned from are answered."""
    places = {article: at % FOLDS for at, article in enumerate(sorted({case.article for case in chosen}))}
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = learn([case for case in chosen if places[case.article] != fold], names)
        for case in (case for case in chosen if places[case.article] == fold):
            sums = np.array([[traits.get(name, 0.0) for name in names] for traits in _traits(case)]) @ weights
            best = int(sums.argmax())
            name = f"{case.scope}.{'right_first' if case.right.any() else 'refused'}"
            counts[f"{name} of"] += 1
            counts[name] += (
                bool(sums[best] >= LEAST and case.right[best]) if case.right.any() else bool(sums[best] < LEAST)
            )
            counts[f"{case.scope}.best"] += bool(case.right.any() and case.right[best])
    for name in sorted(name for name in counts if f"{name} of" in counts):
        print(f"   {name:24} {counts[name] / counts[f'{name} of']:.3f} of {counts[f'{name} of']}")


def main() -> None:
    """Learn the tables and write them, or print how they do.

    Each is learned with the ones before it in force: by them the sentences are chosen that it weighs.
    """
    chosen = list(cases())
    model = ai_ask.maker()
    likeness, judge = likeness_of(model), judge_of(model)
    _table("alone", chosen)
    if likeness:
        chosen = [_with_meaning(case, likeness) for case in chosen]
        _table("meaning", chosen)
    if judge:
        of_these = [case for case in chosen if case.group in KEPT_BACK]
        _table("judged", [_with_judgement(case, judge) for case in of_these])


def _table(name: str, chosen: Sequence[Case]) -> None:
    """Learn a table, and print how it does."""
    names = sorted({trait for case in chosen for traits in _traits(case) for trait in traits})
    print(f"{name}: {len(chosen)} questions, {len(names)} traits", flush=True)
    if "--trial" in sys.argv and name == "judged":
        trial(chosen, names)
    _write(name, dict(zip(names, learn(chosen, names), strict=True)))


def _traits(case: Case) -> list[dict[str, float]]:
    return [each.traits for each in case.found]


def _write(name: str, weights: dict[str, float]) -> None:
    """Put a table in the file, and let what follows be weighed by it."""
    tables = json.loads(weighing.FILE.read_text(encoding="utf-8"))
    tables[name] = {trait: round(float(value), 3) for trait, value in weights.items() if abs(value) > _LEAST}
    weighing.FILE.write_text(json.dumps(tables, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    in_force = {"alone": weighing.ALONE, "meaning": weighing.WITH_MEANING, "judged": weighing.JUDGED}[name]
    in_force.clear()
    in_force.update(tables[name])


if __name__ == "__main__":
    main()
