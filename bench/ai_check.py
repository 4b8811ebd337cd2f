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
from itertools import chain, product
from pathlib import Path
from typing import Any

from bench import ai_check_errors as errors
from daily8.engine.checking import Checker
from daily8.engine.language.sentences import sentences

SHARED = Path(os.environ.get("DAILY8_SHARED", "../shared")) / "data"
SETS = Path(__file__).parent / "ai_sets"
_STORIES = {"en": "g5w1h.jsonl", "ar": "arnews_categories.jsonl"}
_MOST_ARTICLES, _EACH = 120, 3
# All but the first were written by people who had not looked at the check; the last are for measuring alone.
_WRITTEN = ("", "blind_", "fresh_", "taught_", "chosen_", "last_")


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
    started = time.process_time()
    planted, labelled, wild = list(_planted()), list(_labelled()), list(_wild())
    spent = time.process_time() - started
    judged = [*planted, *labelled, *wild]
    if wrong:
        _print_wrong(judged)
    figures = {**_figures(planted), **_of_labelled(labelled), **_figures(wild)}
    return figures | {"ai_check.ms_a_claim": spent / max(1, len(judged)) * 1000}


def _planted() -> Iterator[Judged]:
    """Judge what is planted in our own articles, and in the shared ones, which all of us have looked at."""
    for language, written in product(_STORIES, _WRITTEN):
        for article in _rows(SETS / f"planted_{written}{language}.jsonl"):
            checker = Checker([article["title"], *article["sentences"]], language)
            group = f"{language}_{written}{article['half']}"
            for claim in article["claims"]:
                yield _judge(checker, group, claim["kind"], claim["text"], language)
    for planted in chain(_rows(SETS / "planted_gold.jsonl"), _rows(SETS / "planted_news.jsonl")):
        if article := _shared(planted["file"]).get(planted["id"]):
            language = article["lang"][:2]
            written = "gold" if planted["file"].startswith("summaries") else "news"
            group = f"{language}_{planted.get('group', written)}"
            checker = _checker(article["title"], article["text"], language)
            for claim in planted["claims"]:
                yield _judge(checker, group, claim["kind"], claim["text"], language)


@cache
def _shared(name: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a file of the shared data by their ids."""
    path = SHARED / name
    return {row["id"]: row for row in _rows(path)} if path.exists() else {}


def _labelled() -> Iterator[Judged]:
    folder = SHARED / "summaries"
    if not folder.exists():
        return
    articles = {row["id"]: row for row in _rows(folder / "articles_gold.jsonl")}
    checkers = {key: _checker(row["title"], row["text"], row["lang"]) for key, row in articles.items()}
    for row in _rows(folder / "llm_claims_labelled.jsonl"):
        kind = "good" if row["supported"] else "wrong"
        language = articles[row["article"]]["lang"]
        yield _judge(checkers[row["article"]], "labelled", kind, row["claim"], language)


def _wild() -> Iterator[Judged]:
    """Judge sentences of real articles, and what a program makes of them."""
    chance = random.Random(11)
    for language, name in _STORIES.items():
        path = SHARED / "stories" / name
        rows = list(_rows(path)) if path.exists() else []
        for row in chance.sample(rows, min(_MOST_ARTICLES, len(rows))):
            parts = [each.text for each in sentences(row["text"])]
            checker = Checker([row["title"], *parts], language)
            chosen = [part for part in parts[:12] if 8 <= len(part.split()) <= 60]
            for part in chance.sample(chosen, min(_EACH, len(chosen))):
                yield _judge(checker, f"{language}_wild", "good", part, language)
                for kind, text in errors.planted(part, row["text"], language, chance):
                    yield _judge(checker, f"{language}_wild", kind, text, language)


def _checker(title: str, text: str, language: str) -> Checker:
    return Checker([title, *(each.text for each in sentences(text))], language)


def _judge(checker: Checker, group: str, kind: str, claim: str, language: str) -> Judged:
    verdict = checker.check(claim, language)
    why = ", ".join(map(str, verdict.why)) or f"rests on {verdict.sentences}"
    return Judged(group, kind, claim, kind == "good", verdict.supported, why)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _figures(judged: Iterable[Judged]) -> dict[str, float]:
    """Return which share of the errors of each kind was caught, and of the good sentences refused."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for each in judged:
        counts[f"ai_check.{each.group}_{each.kind}"].append(each.right)
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
        "ai_check.labelled_balanced": (sum(good) / len(good) + sum(bad) / len(bad)) / 2,
        "ai_check.labelled_refused": 1 - sum(good) / len(good),
    }


def _print_wrong(judged: Iterable[Judged]) -> None:
    for each in judged:
        if not each.right and not each.group.endswith("_held"):
            print(f"   {each.group} {each.kind}: {' '.join(each.claim.split())[:220]}\n      {each.why[:160]}")


if __name__ == "__main__":
    for figure, value in measure(wrong="--wrong" in sys.argv).items():
        print(f"{figure:<40} {value:>8.4f}")
