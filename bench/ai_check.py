"""How surely the check tells sentences that an article bears out from those that it does not.

    python -m bench.ai_check [--wrong]

Three sets: `ai_sets/planted_*.jsonl`, articles of our own with good sentences and with errors of eight kinds (half
of the articles were not looked at while the check was tuned); the labelled sentences of small models in the shared
data; and sentences of real articles, as they are and with errors that a program makes. `--wrong` prints what was
judged wrongly, of the half that may be looked at.
"""

import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from bench import ai_ask
from bench import ai_check_errors as errors
from daily8.engine.checking import Checker
from daily8.engine.judging import Judge, judge_of
from daily8.engine.language.sentences import sentences

SHARED = Path(os.environ.get("DAILY8_SHARED", "../shared")) / "data"
SETS = Path(__file__).parent / "ai_sets"
_STORIES = {"en": "g5w1h.jsonl", "ar": "arnews_categories.jsonl"}
_MOST_ARTICLES, _EACH = 120, 3
# All but the first were written by people who had not looked at the check; the last are for measuring alone.
_WRITTEN = ("", "blind_", "fresh_", "last_")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what the check said of it."""

    group: str
    kind: str
    claim: str
    good: bool
    supported: bool
    why: str

    @property
    def right(self) -> bool:
        """Whether a good claim was accepted, or an error caught."""
        return self.good == self.supported


def measure(*, wrong: bool = False) -> dict[str, float]:
    """Return the figures of the bench by name; without the shared data only those of our own sets."""
    figures = _measured("ai_check", None, wrong=wrong)
    if judge := judge_of(ai_ask.maker()):
        return figures | _measured("ai_check.judged", judge, wrong=wrong)
    print("   no embedded model here")
    return figures


def _measured(name: str, judge: Judge | None, *, wrong: bool) -> dict[str, float]:
    """Return the figures of the check by its rules alone, or with a judge."""
    started = time.process_time()
    planted, labelled, wild = list(_planted(judge)), list(_labelled(judge)), list(_wild(judge))
    spent = time.process_time() - started
    judged = [*planted, *labelled, *wild]
    if wrong:
        _print_wrong(judged)
    figures = {**_figures(planted), **_of_labelled(labelled), **_figures(wild)}
    figures |= {"ms_a_claim": spent / max(1, len(judged)) * 1000}
    return {f"{name}.{key}": value for key, value in figures.items()}


def _planted(judge: Judge | None) -> Iterator[Judged]:
    """Check what is planted in our own articles, and in the shared ones, which all of us have looked at.

    With a judge only the halves that it was not taught by.
    """
    for language, written in product(_STORIES, _WRITTEN):
        for article in rows(SETS / f"planted_{written}{language}.jsonl"):
            if judge and article["half"] != "held":
                continue
            checker = Checker([article["title"], *article["sentences"]], language, lambda: judge)
            group = f"{language}_{written}{article['half']}"
            for claim in article["claims"]:
                yield _judge(checker, group, claim["kind"], claim["text"], language)
    for planted in rows(SETS / "planted_gold.jsonl"):
        if article := shared(planted["file"]).get(planted["id"]):
            language = article["lang"][:2]
            group = f"{language}_{'gold' if planted['file'].startswith('summaries') else 'news'}"
            checker = _checker(article["title"], article["text"], language, judge)
            for claim in planted["claims"]:
                yield _judge(checker, group, claim["kind"], claim["text"], language)


@cache
def shared(name: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a file of the shared data by their ids."""
    path = SHARED / name
    return {row["id"]: row for row in rows(path)} if path.exists() else {}


def _labelled(judge: Judge | None) -> Iterator[Judged]:
    folder = SHARED / "summaries"
    if not folder.exists():
        return
    articles = {row["id"]: row for row in rows(folder / "articles_gold.jsonl")}
    checkers = {key: _checker(row["title"], row["text"], row["lang"], judge) for key, row in articles.items()}
    for row in rows(folder / "llm_claims_labelled.jsonl"):
        kind = "good" if row["supported"] else "wrong"
        language = articles[row["article"]]["lang"]
        yield _judge(checkers[row["article"]], "labelled", kind, row["claim"], language)


def _wild(judge: Judge | None) -> Iterator[Judged]:
    """Judge sentences of real articles, and what a program makes of them."""
    chance = random.Random(11)
    for language, name in _STORIES.items():
        path = SHARED / "stories" / name
        found = list(rows(path)) if path.exists() else []
        for row in chance.sample(found, min(_MOST_ARTICLES, len(found))):
            parts = [each.text for each in sentences(row["text"])]
            checker = Checker([row["title"], *parts], language, lambda: judge)
            chosen = [part for part in parts[:12] if 8 <= len(part.split()) <= 60]
            for part in chance.sample(chosen, min(_EACH, len(chosen))):
                yield _judge(checker, f"{language}_wild", "good", part, language)
                for kind, text in errors.planted(part, row["text"], language, chance):
                    yield _judge(checker, f"{language}_wild", kind, text, language)


def _checker(title: str, text: str, language: str, judge: Judge | None) -> Checker:
    return Checker([title, *(each.text for each in sentences(text))], language, lambda: judge)


def _judge(checker: Checker, group: str, kind: str, claim: str, language: str) -> Judged:
    verdict = checker.check(claim, language)
    why = ", ".join(map(str, verdict.why)) or f"rests on {verdict.sentences}"
    return Judged(group, kind, claim, kind == "good", verdict.supported, why)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _figures(judged: Iterable[Judged]) -> dict[str, float]:
    """Return which share of the errors of each kind was caught, and of the good sentences refused."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for each in judged:
        counts[f"{each.group}_{each.kind}"].append(each.right)
    found = {}
    for name, rights in counts.items():
        share = sum(rights) / len(rights)
        good = name.endswith("_good")
        found[name.replace("_good", "_refused") if good else f"{name}_caught"] = 1 - share if good else share
    return found


def _of_labelled(judged: list[Judged]) -> dict[str, float]:
    if not judged:
        return {}
    good = [each.right for each in judged if each.good]
    bad = [each.right for each in judged if not each.good]
    return {
        "labelled_balanced": (sum(good) / len(good) + sum(bad) / len(bad)) / 2,
        "labelled_refused": 1 - sum(good) / len(good),
    }


def _print_wrong(judged: Iterable[Judged]) -> None:
    for each in judged:
        if not each.right and not each.group.endswith("_held"):
            print(f"   {each.group} {each.kind}: {' '.join(each.claim.split())[:220]}\n      {each.why[:160]}")


if __name__ == "__main__":
    for figure, value in measure(wrong="--wrong" in sys.argv).items():
        print(f"{figure:<40} {value:>8.4f}")
