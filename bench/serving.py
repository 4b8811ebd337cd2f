"""What a page costs: CPU of the server for a ready page, and bytes of a first view."""

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Response, sync_playwright

from bench.world import daily8, free_port, import_sources, site_environment, world

REQUESTS = 4000
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
TICKS = os.sysconf("SC_CLK_TCK")


def measure() -> dict[str, float]:
    """Serve a small site; return milliseconds of CPU a request and kilobytes of a first view."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with world(publishers=40, articles=400, seed=2) as running:
            import_sources(running, data)
            daily8(data, "update", DAILY8_HOST_DELAY="0")
        with sqlite3.connect(data / "daily8.sqlite3") as connection:
            keys = {
                language: connection.execute(
                    "SELECT key FROM articles_article WHERE visible AND language = ? AND words > 150", (language,)
                ).fetchone()[0]
                for language in ("en", "ar")
            }
        with _site(data) as (port, process):
            article = f"/en/article/{keys['en']}"
            return {
                "serving.article_cpu_ms": _cpu_ms(port, process, article),
                "serving.front_cpu_ms": _cpu_ms(port, process, "/en/"),
                "serving.not_modified_cpu_ms": _cpu_ms(port, process, article, conditional=True),
                **{
                    f"serving.{name}_kb_{language}": _first_view(port, path)
                    for language, key in keys.items()
                    for name, path in (("front", f"/{language}/"), ("article", f"/{language}/article/{key}"))
                },
            }


@contextmanager
def _site(data: Path) -> Iterator[tuple[int, int]]:
    """Run the web server; give its port and its process."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "daily8", "web"],
        env=site_environment(data, DAILY8_PORT=str(port)),
        start_new_session=True,
    )
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=10), "/en/", {})
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server does not start")


def _cpu_ms(port: int, process: int, path: str, *, conditional: bool = False) -> float:
    """CPU milliseconds of the server's processes for one request for a page that is ready."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Accept-Encoding": "br"}
    answer = _get(connection, path, headers)
    if conditional:
        headers["If-None-Match"] = answer.headers["ETag"]
    before = _cpu_seconds(process)
    for _ in range(REQUESTS):
        _get(connection, path, headers)
    return 1000 * (_cpu_seconds(process) - before) / REQUESTS


def _get(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status not in (200, 304):
        raise RuntimeError(f"{path} answers {answer.status}")
    return answer


def _cpu_seconds(session: int) -> float:
    """CPU seconds of all processes of a session so far."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def _first_view(port: int, path: str) -> float:
    """Kilobytes that a browser with an empty cache receives, pictures apart."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 390, "height": 844})
        received: list[Response] = []
        page.on("response", lambda answer: received.append(answer))
        page.goto(f"http://127.0.0.1:{port}{path}", wait_until="networkidle")
        sizes = [answer.request.sizes() for answer in received if answer.request.resource_type != "image"]
        browser.close()
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) / 1000


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
