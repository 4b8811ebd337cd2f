"""Every attack and every fault, in one table: `make trust`, or `python -m bench.trust [--quick] [NAME ...]`

Each row runs a bench that can be run alone too, as often as a site should outlive it; with --quick, a tenth as
often. A row is good when each of its figures is what is wanted, and nothing was left out.
"""

import argparse
import importlib
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MINUTE = 60


@dataclass(frozen=True)
class Trial:
    """A bench, how often it is done, and what its figures have to be: one number, or at least so much."""

    name: str
    what: str
    exact: Mapping[str, float]
    least: Mapping[str, float] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    quick: Mapping[str, Any] = field(default_factory=dict)
    module: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    told: str
    good: bool
    minutes: float


TRIALS = (
    Trial("feeds", "broken and hostile feeds", {"hostile_share": 1, "crashes": 0}),
    Trial("faults", "publishers that misbehave in every way", {"lost": 0, "twice": 0, "without_reason": 0}),
    Trial(
        "scripts",
        "scripts in articles, on pages in a browser",
        {"executed": 0, "with_residue": 0, "pages_with_reports": 0},
    ),
    Trial(
        "comments_attacks",
        "scripts in comments, on every page",
        {"pages_with_reports": 0},
        least={"vectors": 8700},
    ),
    Trial(
        "entries",
        "addresses that lead inside, at nine entries",
        {"reached": 0, "odd_ports": 0, "failed": 0},
        least={"vectors": 500},
    ),
    Trial("api_fuzz", "requests made of the API's own document", {"failures": 0}, least={"requests": 2000}),
    Trial("doors", "guessing passwords and codes", {"answers_differ": 0}),
    Trial(
        "kills",
        "processes killed while articles are read",
        {"lost": 0, "twice": 0, "changed": 0},
        least={"runs": 1},
        options={"times": 50, "publishers": 200, "articles": 4000},
        quick={"times": 5, "publishers": 60, "articles": 1200},
    ),
    Trial(
        "machines",
        "workers killed behind a broker",
        {"lost": 0, "changed": 0, "unequal_pages": 0},
        least={"articles": 550, "pairs": 0.99},
        options={"publishers": 60, "articles": 1500},
        quick={"publishers": 40, "articles": 600},
    ),
    Trial(
        "backups",
        "backups taken while all write",
        {"not_restored": 0},
        least={"made": 1},
        options={"times": 50},
        quick={"times": 5},
    ),
    Trial("disk", "a full disk, a disk that can only be read", {"lost": 0, "changed": 0, "wrong_answers": 0}),
    Trial(
        "away",
        "a database that goes away and comes back",
        {"lost": 0, "changed": 0, "wrong_answers": 0},
        least={"times": 1},
        options={"times": 10},
        quick={"times": 3},
    ),
    Trial("clock", "a clock that jumps", {"lost": 0, "changed": 0, "wrong_answers": 0}, module="clock_jumps"),
    Trial(
        "mixed_load",
        "200 people at once",
        {"errors": 0, "locked": 0, "tracebacks": 0},
        options={"minutes": 30.0},
        quick={"minutes": 3.0},
    ),
)


def main(names: Sequence[str], *, quick: bool) -> int:
    """Run the trials, print each as it ends and all at the end; return 1 unless every one is good."""
    rows = []
    for trial in TRIALS:
        if not names or trial.name in names:
            print(f"== {trial.what}", flush=True)
            rows.append(_row(trial, quick=quick))
    print(_table(rows))
    return 0 if all(row.good for row in rows) else 1


def _row(trial: Trial, *, quick: bool) -> Row:
    started = time.monotonic()
    measure: Callable[..., dict[str, float]] = importlib.import_module(
        f"bench.{trial.module or trial.name}"
    ).measure
    try:
        figures = measure(**(trial.quick if quick else trial.options))
    except Exception as error:
        traceback.print_exc()
        told, good = f"ended with {type(error).__name__}", False
    else:
        told, good = _judged(trial, {name.partition(".")[2]: value for name, value in figures.items()})
    return Row(trial.what, told, good, (time.monotonic() - started) / MINUTE)


def _measure(trial: Trial) -> Callable[..., dict[str, float]]:
    module = importlib.import_module(f"bench.{trial.module or trial.name}")
    measure: Callable[..., dict[str, float]] = module.measure
    return measure


def _judged(trial: Trial, figures: Mapping[str, float]) -> tuple[str, bool]:
    """Say the figures that count; one that is missing is not good."""
    if not figures:
        return "not run: it needs what is missing here", False
    wanted = [*trial.least, *trial.exact]
    told = ", ".join(f"{name.replace('_', ' ')} {figures.get(name, float('nan')):g}" for name in wanted)
    good = all(figures.get(name) == value for name, value in trial.exact.items())
    return told, good and all(figures.get(name, float("-inf")) >= value for name, value in trial.least.items())


def _table(rows: Sequence[Row]) -> str:
    what, told = max(len(row.what) for row in rows), max(len(row.told) for row in rows)
    return "\n".join(
        f"{row.what:<{what}}  {row.told:<{told}}  {'good' if row.good else 'BAD':<4} {row.minutes:6.1f} min"
        for row in rows
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth as often")
    parser.add_argument("names", nargs="*", help=f"some of: {', '.join(trial.name for trial in TRIALS)}")
    given = parser.parse_args()
    if strange := set(given.names) - {trial.name for trial in TRIALS}:
        parser.error(f"there is no {min(strange)}")
    sys.exit(main(given.names, quick=given.quick))
