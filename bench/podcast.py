"""What does it take to read an edition aloud, and is it made once? `python -m bench.podcast [--kills 20]`

One English edition of the news world is read by the embedded voice: seconds of sound, of CPU for each of them, and
what is wrong with chapters, transcript and feed. Then an edition is read by a voice of tones while the process is
killed with SIGKILL at random instants and started again: one episode, each line in it once. (No recogniser of
speech is at hand: that a transcript matches means that it is the text that the voice was given.)
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.world import ROOT, daily8, import_sources, site_environment, world

KILLS = 20
PUBLISHERS, ARTICLES, DAYS = 20, 500, 3
# Once it works, it lives for so many seconds at most.
_LIFE = 0.25
_WITH_PODCAST = {"DAILY8_PODCAST_DAYS": "30"}


def measure(kills: int = KILLS) -> dict[str, float]:
    """Read one edition aloud, and another one with kills."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _read(Path(folder) / "read") | _killed(Path(folder) / "killed", kills)
    return {f"podcast.{name}": value for name, value in figures.items()}


def _read(site: Path) -> dict[str, float]:
    """The newest edition of the news world by the embedded voice."""
    with world(publishers=PUBLISHERS, articles=ARTICLES, days=DAYS, faults=0, seed=4) as running:
        import_sources(running, site)
        daily8(site, "update")
    day = _run(site, "newest").strip()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    daily8(site, "edition", "--podcast", day, **_WITH_PODCAST)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures: dict[str, float] = json.loads(_run(site, "told"))
    return figures | {"cpu_seconds": cpu, "cpu_a_second": cpu / figures["seconds"]}


def _killed(site: Path, kills: int, *, seed: int = 1) -> dict[str, float]:
    chance = random.Random(seed)
    site.mkdir()
    said = site / "said.txt"
    said.touch()
    _run(site, "eight")
    within = 0
    for _ in range(kills):
        with _reading(site, said) as process:
            time.sleep(chance.uniform(0, _LIFE))
            within += process.poll() is None
            process.kill()
    with _reading(site, said) as process:
        process.wait(timeout=120)
    figures = json.loads(_run(site, "told"))
    spoken = Counter(said.read_text(encoding="utf-8").splitlines())
    return {
        "kills": kills,
        "kills_within": within,
        # A line that was spoken at the very instant of a kill is spoken again: at most one for each.
        "spoken_in_vain": sum(spoken.values()) - figures["lines"],
        "episodes_twice": figures["episodes"] - 1 + figures["files"] - 1,
        "lines_lost": figures["transcript_differs"] + figures["chapter_error_ms"],
    }


def _reading(site: Path, said: Path) -> subprocess.Popen[bytes]:
    """Start the process that reads aloud, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.podcast_worker", str(said)],
        env=site_environment(site) | _WITH_PODCAST,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout
    process.stdout.readline()
    return process


def _run(site: Path, act: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench.podcast_site", act],
        env=site_environment(site) | _WITH_PODCAST,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    return done.stdout


def main() -> int:
    """Print what came of it; return 1 when something was lost, was there twice, or is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    figures = measure(parser.parse_args().kills)
    print(json.dumps(figures, indent=2))
    wrong = ("chapter_error_ms", "transcript_differs", "rules_broken", "episodes_twice", "lines_lost")
    return int(any(figures[f"podcast.{name}"] for name in wrong))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    sys.exit(main())
