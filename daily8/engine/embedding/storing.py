"""Keeps the converted model in a folder, under a name that vouches for it."""

import hashlib
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from daily8.engine.embedding.port import EmbeddingError

# To be raised with every change of the graph: old ones are then made anew.
_GRAPH = 2
_SECONDS = 300
_DIGITS = 16


class ConversionError(EmbeddingError):
    """The model could not be made ready."""


def converted(weights: Path, folder: Path, *, digest: str) -> Path:
    """Return where in the folder the graph of these weights is; it is made when it is not there or damaged.

    Any number of processes may ask at once: each that finds nothing makes it, and all make the same.
    """
    graph = _kept(folder, digest)
    if graph is None:
        _convert(weights, folder)
        graph = _kept(folder, digest)
    if graph is None:
        raise ConversionError(f"the model was converted, and cannot be read from {folder}: look at its disk")
    return graph


def keep(graph: bytes, folder: Path, *, weights: str) -> Path:
    """Write a graph into the folder, whole or not at all, and return where."""
    path = folder / f"{_stem(weights)}-{hashlib.sha256(graph).hexdigest()[:_DIGITS]}.onnx"
    folder.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(graph)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
    _tidy(folder, path)
    return path


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept(folder: Path, weights: str) -> Path | None:
    for path in sorted(folder.glob(f"{_stem(weights)}-*.onnx")):
        try:
            if path.stem.endswith(digest_of(path)[:_DIGITS]):
                return path
        except OSError:
            continue
    return None


def _tidy(folder: Path, newest: Path) -> None:
    """Remove older models, and drafts of processes that ended in the middle."""
    for path in folder.glob("e5-small-*"):
        finished = path.suffix == ".onnx"
        if path != newest and (finished or _written_at(path) < _written_at(newest) - _SECONDS):
            path.unlink(missing_ok=True)


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def _convert(weights: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "daily8.engine.embedding.conversion", str(weights), str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS)  # noqa: S603
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ConversionError(f"the model could not be converted into {folder}: {last[:300]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConversionError(f"the model could not be converted into {folder}: {error}") from error


def _stem(weights: str) -> str:
    return f"e5-small-{_GRAPH}-{weights[:_DIGITS]}"
