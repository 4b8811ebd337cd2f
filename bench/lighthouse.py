"""What Lighthouse says of the front page and an article, on a phone: its four scores, of 100.

Lighthouse comes from npm (`npx`); without npm there are no figures.
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.serving import example_site
from tests import chromium

PROGRAM = "lighthouse@12"
# The option that carries them parts flags at spaces.
_FLAGS = [flag for flag in chromium.ARGUMENTS if " " not in flag]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def measure() -> dict[str, float]:
    """Return the least score of each category over the pages."""
    if shutil.which("npx") is None:
        print("   no npx: install Node.js to measure this")
        return {}
    scores: dict[str, list[float]] = {category: [] for category in CATEGORIES}
    with tempfile.TemporaryDirectory() as folder, example_site(Path(folder)) as example:
        for path in example.paths.values():
            report = _report(f"http://127.0.0.1:{example.port}{path}", Path(folder) / "report.json")
            print(f"   {path[:24]:<24}", *(f"{category} {report[category]:.0f}" for category in CATEGORIES))
            for category in CATEGORIES:
                scores[category].append(report[category])
    return {f"lighthouse.{category.replace('-', '_')}": min(found) for category, found in scores.items()}


def _report(url: str, path: Path) -> dict[str, float]:
    subprocess.run(
        [
            *("npx", "--yes", PROGRAM, url, "--quiet", "--output=json", f"--output-path={path}"),
            *("--form-factor=mobile", f"--chrome-flags=--headless=new {' '.join(_FLAGS)}"),
            f"--only-categories={','.join(CATEGORIES)}",
        ],
        env={**os.environ, "CHROME_PATH": chromium.PROGRAM or ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    categories = json.loads(path.read_text(encoding="utf-8"))["categories"]
    return {name: 100 * (category["score"] or 0.0) for name, category in categories.items()}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
