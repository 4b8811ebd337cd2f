"""Does time tell whether an address has an account? Known and unknown ones at every door, one after the other.

    python -m bench.doors

Each door of accounts is asked 60 times for an address (or a name) that has an account and 60 times for one that
has none, in turn, through the whole application with its real hash, each from a network of its own. The figure of
a door is how far apart the two medians are, as a share of the larger one; status and words are compared, too.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.world import ROOT, daily8, site_environment


def measure() -> dict[str, float]:
    """Return how far apart known and unknown ones are at each door, and how many answers differed in words."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        daily8(data, "migrate")
        done = subprocess.run(
            [sys.executable, "-m", "bench.doors_site"],
            env=site_environment(data),
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    told = json.loads(done.stdout.splitlines()[-1])
    figures = {}
    for door, (known, unknown, differing) in told.items():
        print(f"   {door:<16} known {known:6.1f} ms, unknown {unknown:6.1f} ms, {differing} answers differ")
        figures[f"doors.{door}"] = abs(known - unknown) / max(known, unknown)
    return figures | {"doors.answers_differ": float(sum(differing for *_times, differing in told.values()))}


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:<24} {value:>10.3f}")
