"""Does an address that anybody may have written lead inside, wherever it comes in? `python -m bench.entries`

Every attack vector of the shared data at every entry of the product that calls an address: feed, article,
picture, discovery, a list by address, hub, webhook, push service, and the answers of a model's server (whose
own address is the operator's to choose: there only what it leads to counts). The program that comes with the
vectors replaces resolver and connect, so that nothing leaves the machine, and counts connections to what is not
public.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.world import ROOT, SHARED

HARNESS, VECTORS = SHARED / "checks" / "ssrf_harness.py", SHARED / "data" / "ssrf" / "vectors.json"
ENTRIES = ("feed", "article", "picture", "discovery_of", "listed", "hub", "webhook", "push", "model")


def measure() -> dict[str, float]:
    """Return how many vectors were tried, and how many connections went where they must not, over all entries."""
    if not HARNESS.exists() or not VECTORS.exists():
        return {}
    reports = {entry: _attacked(entry) for entry in ENTRIES}
    for entry, report in reports.items():
        print(
            f"   {entry:<12} {report['vectors']:>4} vectors: {report['reached']} reached,"
            f" {report['odd_ports_reached']} at odd ports, {report['controls_failed']} good ones failed"
        )
    named = {
        "vectors": "vectors",
        "reached": "reached",
        "odd_ports": "odd_ports_reached",
        "failed": "controls_failed",
    }
    return {f"entries.{name}": sum(report[key] for report in reports.values()) for name, key in named.items()}


def _attacked(entry: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        vectors = json.loads(VECTORS.read_text("utf-8"))
        if entry == "model":
            vectors = [vector for vector in vectors if vector["cls"] in ("redirect", "control")]
        chosen = Path(folder) / "vectors.json"
        chosen.write_text(json.dumps(vectors), encoding="utf-8")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DAILY8_")},
            "DAILY8_DATA": folder,
            "DAILY8_HOST_DELAY": "0",
            "DAILY8_SITE_URL": "https://news.example",
            "DJANGO_SETTINGS_MODULE": "daily8.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, str(HARNESS), str(chosen), "--client", f"bench.entering:{entry}"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    try:
        return dict(json.loads(done.stdout))
    except ValueError as error:
        raise RuntimeError(f"{entry}: {done.stderr[-2000:]}") from error


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<30} {value:10.0f}")
