"""What a page costs: CPU of the server for a ready page, and bytes of a first view.

The pages are those of the demo world, so nothing but the repository is needed.
"""

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Response, sync_playwright

from bench import nginx
from bench.world import free_port, site_environment
from tests import chromium

REQUESTS = 4000
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Example:
    """A running site with articles in English and Arabic, and some of its pages."""

    port: int
    session: int
    paths: dict[str, str]

    def page(self, path: str) -> str:
        """Return a page's markup."""
        return _get(http.client.HTTPConnection("127.0.0.1", self.port), path, {}).decode()


def measure() -> dict[str, float]:
    """Serve a small site; return milliseconds of CPU a request and kilobytes of a first view."""
    with tempfile.TemporaryDirectory() as folder, example_site(Path(folder)) as example:
        article, front = example.paths["article_en"], example.paths["front_en"]
        servers = _below(example.session, b"web")
        ready = _cpu_ms(example.port, servers, article)
        return {
            "serving.article_cpu_ms": ready,
            "serving.front_cpu_ms": _cpu_ms(example.port, servers, front),
            "serving.not_modified_cpu_ms": _cpu_ms(example.port, servers, article, conditional=True),
            **_beside_nginx(Path(folder), example, article, ready),
            **{f"serving.{name}_kb": _first_view(example.port, path) for name, path in example.paths.items()},
        }


@contextmanager
def example_site(data: Path) -> Iterator[Example]:
    """Read the demo world's newspapers and serve them."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "daily8", "demo", "--port", str(free_port())],
        env=site_environment(data, DAILY8_PORT=str(port)),
        stdout=subprocess.DEVNULL,
    )
    try:
        paths = {}
        for language in ("en", "ar"):
            paths[f"front_{language}"] = f"/{language}/"
            paths[f"article_{language}"] = _first_article(port, f"/{language}/")
        yield Example(port, process.pid, paths)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _first_article(port: int, front: str) -> str:
    """The article that a front page leads with, once there is one."""
    for _ in range(600):
        try:
            page = _get(http.client.HTTPConnection("127.0.0.1", port, timeout=10), front, {})
        except OSError:
            page = b""
        found = re.search(rb'href="(/../article/[0-9a-f]{32})"', page)
        if found:
            return found[1].decode()
        time.sleep(0.2)
    raise RuntimeError("the demo world shows no article")


@contextmanager
def site(data: Path) -> Iterator[tuple[int, int]]:
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


def _beside_nginx(folder: Path, example: Example, path: str, ready: float) -> dict[str, float]:
    """The page that is ready beside the same bytes as a file of nginx; nothing where there is none."""
    if nginx.PROGRAM is None:
        print("   no nginx here: install it to see what serving the same bytes costs it", file=sys.stderr)
        return {}
    page = _get(http.client.HTTPConnection("127.0.0.1", example.port), path, {"Accept-Encoding": "br"})
    with nginx.serving(folder / "nginx", page) as (port, process):
        least = _cpu_ms(port, _below(process, b"nginx: worker process"), "/page")
    return {"serving.nginx_cpu_ms": least, "serving.times_nginx": ready / least}


def _cpu_ms(port: int, servers: list[int], path: str, *, conditional: bool = False) -> float:
    """CPU milliseconds of the servers' processes for one request for a page that is ready."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Accept-Encoding": "br"}
    if conditional:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        headers["If-None-Match"] = answer.headers["ETag"]
    before = sum(map(_cpu_seconds, servers))
    for _ in range(REQUESTS):
        _get(connection, path, headers, status=304 if conditional else 200)
    return 1000 * (sum(map(_cpu_seconds, servers)) - before) / REQUESTS


def _get(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str], *, status: int = 200
) -> bytes:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != status:
        raise RuntimeError(f"{path} answers {answer.status}, not {status}")
    return body


def _below(ancestor: int, word: bytes) -> list[int]:
    """The processes below this one that have a word in their command: a web server and its workers."""
    parents, commands = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            commands[int(folder.name)] = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        parents[int(folder.name)] = int(stat[1])
    return [pid for pid, command in commands.items() if _is_below(pid, ancestor, parents) and word in command]


def _is_below(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        if pid == ancestor:
            return True
        pid = parents[pid]
    return False


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _first_view(port: int, path: str) -> float:
    """Kilobytes that a browser with an empty cache receives, pictures apart."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.PROGRAM, args=chromium.ARGUMENTS)
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
