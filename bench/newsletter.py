"""Does each subscriber get an edition once? `python -m bench.newsletter [--subscribers 500] [--kills 50]`

An edition is sent to subscribers while the process that sends it is killed with SIGKILL at random instants and
started again, on SQLite. What lies in the folder of letters at the end must be one for each.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

from bench.world import site_environment

SUBSCRIBERS, KILLS = 500, 50
# Once it works, it lives for so many seconds at most.
_LIFE = 0.06


def measure(subscribers: int = SUBSCRIBERS, kills: int = KILLS) -> dict[str, float]:
    """Send an edition once, with kills."""
    return {f"newsletter.{name}": value for name, value in run(subscribers=subscribers, kills=kills).items()}


def run(*, subscribers: int, kills: int, seed: int = 1) -> dict[str, float]:
    """Return what came of it."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        environment = site_environment(data) | {"DAILY8_EMBEDDING": "none"}
        made = [sys.executable, "-m", "bench.newsletter_site", str(subscribers)]
        subprocess.run(made, env=environment, check=True)
        killed = within = 0
        while killed < kills:
            with _sending(environment) as process:
                time.sleep(chance.uniform(0, _LIFE))
                process.kill()
            killed += 1
            within += len(_letters(data)) < subscribers
        _finish(environment, data, subscribers)
        return {"subscribers": subscribers, "kills": killed, "kills_within": within} | _counted(data, subscribers)


def _sending(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the process that sends, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.newsletter_worker"], env=environment, stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    return process


def _finish(environment: dict[str, str], data: Path, subscribers: int) -> None:
    ends_at = time.monotonic() + 120
    with _sending(environment) as process:
        while len(_letters(data)) < subscribers and time.monotonic() < ends_at:
            time.sleep(0.1)
        # Whoever would be written to twice is by now.
        time.sleep(1)
        process.kill()


def _letters(data: Path) -> list[Path]:
    return list((data / "mail").glob("*.eml"))


def _counted(data: Path, subscribers: int) -> dict[str, float]:
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in _letters(data)]
    got = Counter(letter["To"] for letter in letters)
    return {"lost": subscribers - len(got), "twice": sum(number - 1 for number in got.values())}


def main() -> int:
    """Print what came of it; return 1 when a letter was lost or came twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=SUBSCRIBERS)
    parser.add_argument("--kills", type=int, default=KILLS)
    chosen = parser.parse_args()
    told = run(subscribers=chosen.subscribers, kills=chosen.kills)
    print(json.dumps(told))
    return int(bool(told["lost"] or told["twice"]))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
