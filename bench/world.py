"""The news world on loopback, for the benches: publishers with known truth and faults."""

import json
import os
import socketserver
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("DAILY8_SHARED", "../shared")).resolve()
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class World:
    """A running news world."""

    admin: str

    def read(self, path: str) -> bytes:
        """Return what the admin address answers."""
        with urllib.request.urlopen(self.admin + path, timeout=60) as answer:
            return bytes(answer.read())

    def read_json(self, path: str) -> Any:
        """Return what the admin address answers, as JSON."""
        return json.loads(self.read(path))


@contextmanager
def world(**options: object) -> Iterator[World]:
    """Run a news world with these options of its command line while the block lasts."""
    port, admin = free_port(), free_port()
    arguments = [f"--{name.replace('_', '-')}={value}" for name, value in options.items() if value is not True]
    arguments += [f"--{name.replace('_', '-')}" for name, value in options.items() if value is True]
    process = subprocess.Popen(
        [sys.executable, str(SHARED / "newsworld"), f"--port={port}", f"--admin-port={admin}", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running = World(f"http://127.0.0.1:{admin}")
        _wait_for(running)
        yield running
    finally:
        process.terminate()
        process.wait()


def site_environment(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a site that may read the world, with its data in this folder."""
    return {
        **os.environ,
        "DAILY8_DATA": str(data),
        "DAILY8_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8",
        "PYTHONPATH": str(ROOT),
        # As it is without the extra `speech`, which is here for the tests: only bench.podcast has editions read.
        "DAILY8_PODCAST_DAYS": "0",
        **more,
    }


def daily8(data: Path, *arguments: str, stdin: bytes = b"", **more: str) -> str:
    """Run a daily8 command on the site in this folder; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "daily8", *arguments],
        env=site_environment(data, **more),
        check=True,
        capture_output=True,
        input=stdin,
    )
    return done.stdout.decode()


def measured(running: World, data: Path, *command: str, **more: str) -> dict[str, Any]:
    """Run a command under the world's own meter; return wall and CPU seconds, peak MB and requests."""
    done = subprocess.run(
        [sys.executable, str(SHARED / "newsworld/measure.py"), "run", f"--admin={running.admin}", "--", *command],
        env=site_environment(data, **more),
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def import_sources(running: World, data: Path) -> None:
    """Add all feeds of the world to the site in this folder."""
    data.mkdir(parents=True, exist_ok=True)
    listed = data / "feeds.opml"
    listed.write_bytes(running.read("/opml"))
    daily8(data, "sources", "import", str(listed))


def _wait_for(running: World) -> None:
    for _ in range(300):
        try:
            running.read("/healthz")
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the news world does not start")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        return int(server.server_address[1])


def page_at(url: str) -> str:
    """Return a page of a site that may still be starting."""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
