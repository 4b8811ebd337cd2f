"""What a site of 100,000 articles takes: memory of an import, and pages beside those of a small site.

python -m bench.large
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.world import ROOT, daily8, import_sources, measured, site_environment, world

LARGE, SMALL = 100_000, 2_000
PUBLISHERS, ARTICLES = 20, 200
NEW = "SELECT count(*) FROM articles_article WHERE visible"


def measure() -> dict[str, float]:
    """Return the peak of an import into it, with the model, and how much more CPU its pages take.

    The pages are made anew each time; ready ones cost the same on every site.
    """
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        _run(small, "fill", str(SMALL))
        _run(large, "fill", str(LARGE))
        little, much = (json.loads(_run(site, "pages")) for site in (small, large))
        figures = {f"large.{page}_ms": milliseconds for page, milliseconds in much.items()}
        figures |= {f"large.{page}_growth": much[page] / little[page] for page in much}
        return figures | _imported(large)


def _imported(site: Path) -> dict[str, float]:
    with world(publishers=PUBLISHERS, articles=ARTICLES, seed=3, end="now", warm=True) as running:
        import_sources(running, site)
        row = measured(running, site, sys.executable, "-m", "daily8", "update")
    return {"large.import_peak_mb": row["peak_mb"]}


def _run(site: Path, *arguments: str) -> str:
    site.mkdir(exist_ok=True)
    daily8(site, "migrate")
    program = "import sys, django; django.setup(); from bench import large_pages, large_site; "
    program += "large_site.fill(int(sys.argv[2])) if sys.argv[1] == 'fill' else large_pages.pages()"
    environment = site_environment(site) | {"DJANGO_SETTINGS_MODULE": "daily8.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
