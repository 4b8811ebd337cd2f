"""Is a reader told everything once? `python -m bench.alerts [--kills 50] [--database postgresql://…]`

A fortnight passes by a clock of its own: stories go on, articles are found by searches that are followed, comments
are answered. Forty readers with all kinds of hours and limits are told by letters (into a folder) and pushes (to a
push service on loopback), by a worker that is killed at random instants and started again. What arrived is then
compared with what was made to happen.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.world import site_environment

DAYS, KILLS = 14, 50


def measure(kills: int = KILLS) -> dict[str, float]:
    """Play the fortnight on SQLite."""
    return {f"alerts.{name}": value for name, value in run(kills=kills).items()}


def run(*, kills: int, days: int = DAYS, database: str = "", seed: int = 1) -> dict[str, float]:
    """Play so many days in a process of its own; return what it counted."""
    with tempfile.TemporaryDirectory() as folder:
        played = subprocess.run(
            [sys.executable, "-m", "bench.alerts_fortnight", folder, str(days), str(kills), str(seed)],
            env=site_environment(Path(folder), DATABASE_URL=database) | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            check=True,
        )
    told: dict[str, float] = json.loads(played.stdout.splitlines()[-1])
    return told


def main() -> int:
    """Print what was counted; return 1 when anything was lost, told twice, or told when it should not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL database")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    told = run(kills=chosen.kills, days=chosen.days, database=chosen.database, seed=chosen.seed)
    for name, value in told.items():
        print(f"{name:<24} {value:>10g}")
    return int(any(told[name] for name in ("lost", "twice", "wrong", "quiet", "over")))


if __name__ == "__main__":
    sys.exit(main())
