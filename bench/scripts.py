"""Does markup that tries to run get a chance? Attack vectors through the cleaner and on the real pages.

The vectors are those under DAILY8_SHARED. First all of them go through the cleaner alone, in Chromium, by the
program that comes with them; then every thirtieth or so stands as title, author, text, caption and picture address
of an article on the site's own pages, with the site's own policy. What the page of an article without any has too
(the site's own icons) is no finding.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.serving import site
from bench.world import ROOT, SHARED, daily8, site_environment
from daily8.engine.sanitizing import clean
from tests import chromium

VECTORS = SHARED / "data/xss/vectors.jsonl"
HARNESS = SHARED / "checks/xss_harness.py"
ON_PAGES = 300
HARMLESS = "The harbour was quiet on Wednesday"
_DRAWN = "element <svg"

# Everything that a payload calls to show that it ran, every policy report, and every event that it waits for.
WATCH = """
window.seen = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.seen.push("ran " + name);
addEventListener("securitypolicyviolation", (e) => window.seen.push(e.violatedDirective + e.blockedURI), true);
"""
POKE = """
() => {
  const events = ["mouseover", "mouseenter", "pointerover", "focus", "focusin", "mousedown", "mouseup", "keydown",
    "input", "change", "toggle", "error", "load", "begin", "animationstart", "transitionend", "scroll", "wheel",
    "copy", "paste", "drag", "drop", "beforetoggle", "auxclick", "touchstart", "pointerdown"];
  for (const element of document.querySelectorAll("main *"))
    for (const name of events) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
  for (const link of document.querySelectorAll("main a"))
    if (link.href && !/^(https?|mailto):/.test(link.href)) window.seen.push("link " + link.href.slice(0, 80));
  const active = "main script, main style, main svg, main math, main iframe, main object, main embed";
  for (const element of document.querySelectorAll(active)) window.seen.push("element " + element.outerHTML);
  return window.seen;
}
"""


def measure() -> dict[str, float]:
    """Return how many vectors ran, and how many left something active behind."""
    if not VECTORS.exists():
        return {}
    return _cleaned() | _on_pages()


def clean_fragment(html: str) -> str:
    """Clean as an article's text is cleaned; the harness calls this by name."""
    return clean(html, base="https://publisher.example/story")


def _cleaned() -> dict[str, float]:
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        subprocess.run(
            [
                *(sys.executable, str(HARNESS), str(VECTORS)),
                *("--sanitizer", "bench.scripts:clean_fragment", "--out", result.name),
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        report = json.loads(Path(result.name).read_text(encoding="utf-8"))
    return {f"scripts.{name}": float(report[name]) for name in ("vectors", "executed", "with_residue")}


def _on_pages() -> dict[str, float]:
    lines = VECTORS.read_text(encoding="utf-8").splitlines()
    chosen = lines[:: max(1, len(lines) // ON_PAGES)][:ON_PAGES]
    payloads = [json.loads(line)["payload"] for line in chosen]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        daily8(data, "migrate")
        harmless, *keys = _stored(data, HARMLESS, payloads)
        with site(data) as (port, _), _browser() as page:
            own = {
                one
                for one in _visit(page, f"http://127.0.0.1:{port}/en/article/{harmless}")
                if one.startswith(_DRAWN)
            }
            paths = [f"/en/article/{key}" for key in (harmless, *keys)] + [
                "/en/",
                "/en/latest",
                "/en/source/attack.example",
            ]
            seen = {path: set(_visit(page, f"http://127.0.0.1:{port}{path}")) - own for path in paths}
    bad = {path: found for path, found in seen.items() if found}
    for path, found in list(bad.items())[:10]:
        print(f"   {path}: {[one[:300] for one in sorted(found)][:3]}")
    return {"scripts.pages_visited": len(seen), "scripts.pages_with_reports": len(bad)}


def _stored(data: Path, harmless: str, payloads: list[str]) -> list[str]:
    """Store an article of harmless words, and one for each payload, as hostile as the pipeline could leave it.

    Return their keys.
    """
    done = subprocess.run(
        [sys.executable, "-m", "bench.hostile_articles"],
        input=json.dumps([harmless, *payloads]),
        env=site_environment(data),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return list(json.loads(done.stdout))


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.PROGRAM, args=chromium.ARGUMENTS)
        page = browser.new_page()
        page.add_init_script(WATCH)
        yield page
        browser.close()


def _visit(page: Page, url: str) -> list[str]:
    page.goto(url, wait_until="load")
    found = page.evaluate(POKE)
    return list(found) + ([f"left for {page.url}"] if page.url != url else [])


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
