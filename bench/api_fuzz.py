"""Does the API do what its document says, and refuse what it does not say?

    python -m bench.api_fuzz [EXAMPLES]

schemathesis asks a site with the demo world in four ways: by the document's own examples, at the edges of every
value, by values at random (right ones and wrong ones, EXAMPLES of each operation), and by following what answers
name. All of its checks must hold: no server error, only documented answers, headers and shapes, wrong data
refused, right data taken, other methods refused, nothing without a token. It is done once without a
token, and once with one that may do everything.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.serving import example_site
from bench.world import ROOT, site_environment

EXAMPLES = 100
_MANY = {"DAILY8_API_RATE": "1000000", "DAILY8_API_RATE_WITH_TOKEN": "1000000"}


def measure(examples: int = EXAMPLES) -> dict[str, float]:
    """Return how many requests were made, and how many failures there were; print each kind of asking."""
    figures: dict[str, float] = {"api_fuzz.requests": 0.0, "api_fuzz.failures": 0.0}
    with _site() as (address, token):
        for name, headers in (("anybody", []), ("a token", ["--header", f"Authorization: Bearer {token}"])):
            requests, failures = _ask(address, headers, examples)
            print(f"   as {name:<8} {requests:>6} requests, {failures} failures")
            figures["api_fuzz.requests"] += requests
            figures["api_fuzz.failures"] += failures
    return figures


@contextmanager
def _site() -> Iterator[tuple[str, str]]:
    """The address of a site with articles, and a token of an operator's."""
    # Before the site inherits them.
    os.environ.update(_MANY)
    with tempfile.TemporaryDirectory() as folder, example_site(Path(folder)) as example:
        [data] = (path.parent for path in Path(folder).rglob("daily8.sqlite3"))
        made = subprocess.run(
            [sys.executable, "-m", "bench.api_fuzz_site"],
            env=site_environment(data, DJANGO_SETTINGS_MODULE="daily8.config.settings"),
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        yield f"http://127.0.0.1:{example.port}", made.stdout.split()[-1]


def _ask(address: str, headers: list[str], examples: int) -> tuple[int, int]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/v1/openapi.json", *headers),
                *("--max-examples", str(examples), "--continue-on-failure", "--no-color"),
                *("--generation-database", "none"),
            ],
            cwd=folder,
            capture_output=True,
            text=True,
        )
    requests = re.search(r"(\d+) generated", done.stdout)
    failures = re.search(r"(\d+) unique failures?", done.stdout)
    if requests is None or (done.returncode and not failures):
        raise RuntimeError(f"schemathesis did not come to its end:\n{done.stdout[-4000:]}{done.stderr[-2000:]}")
    if failures:
        print(done.stdout[-8000:])
    return int(requests[1]), int(failures[1]) if failures else 0


if __name__ == "__main__":
    told = measure(int(sys.argv[1]) if sys.argv[1:] else EXAMPLES)
    for figure, value in told.items():
        print(f"{figure:<24} {value:>10.0f}")
    sys.exit(told["api_fuzz.failures"] > 0)
