"""The machine: its Python and its memory."""

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from daily8.operating.diagnosis.findings import Finding, fail, ok, warn

_OLDEST_PYTHON = (3, 11)
_LITTLE_MEMORY = 300


def python() -> Iterator[Finding]:
    """Whether this Python is new enough."""
    if sys.version_info < _OLDEST_PYTHON:
        yield fail("python", f"Python {platform.python_version()} is too old", "install Python 3.11 or later")
        return
    yield ok("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def memory() -> Iterator[Finding]:
    """Whether there is memory for the web server and a worker."""
    path = Path("/proc/meminfo")
    if not path.exists():
        return
    lines = dict(line.split(":", 1) for line in path.read_text(encoding="ascii").splitlines() if ":" in line)
    free = int(lines.get("MemAvailable", "0 kB").split()[0]) // 1024
    if free < _LITTLE_MEMORY:
        yield warn(
            "memory",
            f"{free} MB are free; a worker with the embedded model takes 400",
            "end other programs, add memory, or set DAILY8_EMBEDDING=none",
        )
        return
    yield ok("memory", f"{free} MB free")
