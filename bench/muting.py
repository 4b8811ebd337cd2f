"""Does a mute hide exactly what its preview shows? 200 sets of mutes and follows over the news world.

    python -m bench.muting

The world is read by the real line; then one reader after the other mutes and follows by chance, walks through
every list to its end, and reads a letter and a push about what is shown and what is not.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.world import ROOT, SHARED, daily8, import_sources, site_environment, world

SETS = 200


def measure() -> dict[str, float]:
    """Return how many sets were tried on how many pages, and how often a page and the preview did not agree."""
    if not (SHARED / "newsworld").exists():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with world(publishers=40, articles=400, seed=5, end="now") as running:
            import_sources(running, data)
            daily8(data, "migrate")
            daily8(data, "update")
        done = subprocess.run(
            [sys.executable, "-m", "bench.muting_site", str(SETS)],
            env=site_environment(data),
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    told = json.loads(done.stdout.splitlines()[-1])
    for line in told.pop("examples"):
        print(f"   {line}")
    return {f"muting.{name}": float(value) for name, value in told.items()}


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:<24} {value:>10.1f}")
