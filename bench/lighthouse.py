"""What Lighthouse says of pages of each kind, on a phone: its four scores, of 100, and how far they shift.

Lighthouse comes from npm (`npx`); without npm there are no figures.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.serving import Example, example_site
from tests import chromium

PROGRAM = "lighthouse@12"
# The option that carries them parts flags at spaces.
_FLAGS = [flag for flag in chromium.ARGUMENTS if " " not in flag]
SHIFT = "cumulative-layout-shift"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def measure() -> dict[str, float]:
    """Return the least score of each category over the pages, and the largest layout shift."""
    if shutil.which("npx") is None:
        print("   no npx: install Node.js to measure this")
        return {}
    reports = []
    with tempfile.TemporaryDirectory() as folder, example_site(Path(folder)) as example:
        for name, path in _paths(example).items():
            report = _report(f"http://127.0.0.1:{example.port}{path}", Path(folder) / "report.json")
            print(f"   {name:<12}", *(f"{category} {value:g}" for category, value in report.items()))
            reports.append(report)
    figures = {f"lighthouse.{name.replace('-', '_')}": min(one[name] for one in reports) for name in CATEGORIES}
    return figures | {"lighthouse.layout_shift": max(one[SHIFT] for one in reports)}


def _paths(example: Example) -> dict[str, str]:
    """A page of each kind in both languages: what the front page and the article lead to."""
    paths = dict(example.paths)
    for language in ("en", "ar"):
        front, article = (example.page(paths[f"{kind}_{language}"]) for kind in ("front", "article"))
        for kind, page in (("story", front), ("hashtag", article), ("source", article)):
            found = re.search(rf'href="(/{language}/{kind}/[^"?/]+)"', page)
            if found is None:
                raise RuntimeError(f"no {kind} to be led to in {language}")
            paths[f"{kind}_{language}"] = found[1]
        paths[f"search_{language}"] = f"/{language}/search"
    return paths


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
    report = json.loads(path.read_text(encoding="utf-8"))
    scores = {name: round(100 * (each["score"] or 0.0)) for name, each in report["categories"].items()}
    return scores | {SHIFT: round(report["audits"][SHIFT]["numericValue"], 4)}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
