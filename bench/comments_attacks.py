"""Does a comment that tries to run get a chance? All attack vectors as comments on the real pages, in Chromium.

Each stands as a comment in a thread; some hundreds also as report, appeal, word of a list and title in the queue
of a moderator. What runs, what the policy has to stop, and what is active in the page counts, before and after
every event that a payload may wait for, and after what stands in the page has been written into it once more.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from bench.scripts import POKE, VECTORS, WATCH
from bench.serving import site
from bench.world import ROOT, daily8, site_environment
from tests import chromium

# The drawings and scripts of the rest of a page are its own.
POKE_COMMENTS = POKE.replace("main ", ":is(.comments, .queue) ")
AGAIN = "document.querySelector('main').innerHTML = document.querySelector('main').innerHTML"


def measure() -> dict[str, float]:
    """Return how many vectors were said, and on how many pages one of them did something."""
    if not VECTORS.exists():
        return {}
    payloads = [json.loads(line)["payload"] for line in VECTORS.read_text("utf-8").split("\n") if line]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        daily8(data, "migrate")
        told = _stored(data, payloads)
        with site(data) as (port, _):
            seen = _seen(f"http://127.0.0.1:{port}", told)
    bad = {path: found for path, found in seen.items() if found}
    for path, found in list(bad.items())[:10]:
        print(f"   {path}: {found[:3]}")
    return {
        "comments_attacks.vectors": float(told["said"]),
        "comments_attacks.pages_visited": float(len(seen)),
        "comments_attacks.pages_with_reports": float(len(bad)),
    }


def _stored(data: Path, payloads: list[str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.comments_hostile"],
        input=json.dumps(payloads),
        env=site_environment(data),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout))


def _seen(address: str, told: dict[str, Any]) -> dict[str, list[Any]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.PROGRAM, args=chromium.ARGUMENTS)
        context = browser.new_context()
        context.add_cookies([{"name": "sessionid", "value": told["session"], "url": address}])
        seen = {path: _visit(context, address + path) for path in told["pages"]}
        browser.close()
    return seen


def _visit(context: BrowserContext, url: str) -> list[Any]:
    page = context.new_page()
    page.add_init_script(WATCH)
    answer = page.goto(url, wait_until="load")
    found = [] if answer and answer.ok else [f"answers {answer and answer.status}"]
    found += page.evaluate(POKE_COMMENTS)
    page.evaluate(AGAIN)
    found += page.evaluate(POKE_COMMENTS)
    found += [f"left for {page.url}"] if page.url.partition("#")[0] != url else []
    page.close()
    return found


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<40} {value:10.3f}")
