"""What search finds, and what it costs.

python -m bench.search

Success: for how many of the queries of `search_queries.tsv` one of the articles that answer it is among the first
three results. The same results: for how many the articles with all words are the same, in the same order, on
SQLite and on PostgreSQL. Cost: CPU of a search that was not made before, and of its page, on sites of 10,000 and
of 100,000 articles.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from bench.search_questions import Question, questions
from bench.world import ROOT, daily8, site_environment
from tests.with_postgresql import server

FEW, MANY = 10_000, 100_000
FIRST = 3
PROCESSES = 5
Answers = dict[str, list[tuple[str, bool]]]


def measure() -> dict[str, float]:
    """Return shares of success by kind, of equal results, and milliseconds of CPU."""
    with tempfile.TemporaryDirectory() as folder:
        figures = {} if "--cost" in sys.argv else _found(Path(folder))
        return figures | _cost(Path(folder))


def _found(folder: Path) -> dict[str, float]:
    vectors = str(folder / "vectors")
    on_sqlite: Answers = json.loads(_asked(folder / "sqlite", vectors))
    with server() as url:
        on_postgresql: Answers = json.loads(_asked(folder / "postgresql", vectors, DATABASE_URL=url))
    asked = questions()
    same = [_words_of(on_sqlite[one.id]) == _words_of(on_postgresql[one.id]) for one in asked]
    return _success(asked, on_sqlite) | {"search.same_on_both": sum(same) / len(same)}


def _asked(folder: Path, vectors: str, **more: str) -> str:
    run_in(folder, "search_site", f"fill(Path({vectors!r}))", **more)
    return run_in(folder, "search_site", "ask()", **more)


def _words_of(answer: list[tuple[str, bool]]) -> list[str]:
    return [identifier for identifier, exact in answer if exact]


def _success(asked: list[Question], answers: Answers) -> dict[str, float]:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in asked:
        first = {identifier for identifier, _ in answers[one.id][:FIRST]}
        good = bool(one.wanted & first)
        for kind in (one.kind, one.language, "all"):
            kinds[kind].append(good)
    return {f"search.success_{kind}": sum(good) / len(good) for kind, good in kinds.items()}


def _cost(folder: Path) -> dict[str, float]:
    costs = {}
    for size in (FEW, MANY):
        run_in(folder / str(size), "large_site", f"fill({size})")
        costs[size] = _searches(folder / str(size))
    return {
        "search.find_ms": costs[MANY]["find"],
        "search.find_growth": costs[MANY]["find"] / costs[FEW]["find"],
        "search.page_ms": costs[MANY]["page"],
        "search.page_growth": costs[MANY]["page"] / costs[FEW]["page"],
    }


def _searches(site: Path) -> dict[str, float]:
    """The median of several processes, for how the memory of one happens to lie is a twentieth of the cost."""
    runs = [json.loads(run_in(site, "large_pages", "searches()")) for _ in range(PROCESSES)]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def run_in(folder: Path, module: str, call: str, **more: str) -> str:
    """Return what a call into a module of the benches prints, made on the site in a folder."""
    folder.mkdir(exist_ok=True)
    daily8(folder, "migrate", **more)
    program = (
        f"from pathlib import Path; import django; django.setup(); from bench import {module}; {module}.{call}"
    )
    environment = site_environment(folder, **more) | {"DJANGO_SETTINGS_MODULE": "daily8.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
