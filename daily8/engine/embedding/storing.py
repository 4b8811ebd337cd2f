"""Keeps the converted model in a folder, under a name that vouches for it."""

import hashlib
import math
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from daily8.engine.embedding.port import EmbeddingError

_SECONDS = 300
_DIGITS = 16


class ConversionError(EmbeddingError):
    """The model could not be made ready."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of graph: its name, its number, to be raised with every change, and the program that makes it."""

    name: str
    number: int
    program: str

    def stem(self, digest: str) -> str:
        """Return how a file of it begins that is made of weights with this digest."""
        return f"{self.name}-{self.number}-{digest[:_DIGITS]}"


PASSAGES = Kind("e5-small", 2, "daily8.engine.embedding.conversion")


def converted(weights: Path, folder: Path, kind: Kind, *, digest: str) -> Path:
    """Return where in the folder the graph of these weights is; it is made when it is not there or damaged.

    Any number of processes may ask at once: each that finds nothing makes it, and all make the same.
    """
    graph = _kept(folder, kind.stem(digest))
    if graph is None:
        _convert(weights, folder, kind)
        graph = _kept(folder, kind.stem(digest))
    if graph is None:
        raise ConversionError(f"the model was converted, and cannot be read from {folder}: look at its disk")
    return graph


def keep(graph: bytes, folder: Path, kind: Kind, *, digest: str) -> Path:
    """Write a graph into the folder, whole or not at all, and return where."""
    path = folder / f"{kind.stem(digest)}-{hashlib.sha256(graph).hexdigest()[:_DIGITS]}.onnx"
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
    _tidy(folder, path, kind)
    return path


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept(folder: Path, stem: str) -> Path | None:
    for path in sorted(folder.glob(f"{stem}-*.onnx")):
        try:
            if path.stem.endswith(digest_of(path)[:_DIGITS]):
                return path
        except OSError:
            continue
    return None


def _tidy(folder: Path, newest: Path, kind: Kind) -> None:
    """Remove older graphs of a kind, and drafts of processes that ended in the middle."""
    for path in folder.glob(f"{kind.name}-[0-9]*"):
        finished = path.suffix == ".onnx"
        if path != newest and (finished or _written_at(path) < _written_at(newest) - _SECONDS):
            path.unlink(missing_ok=True)


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def _convert(weights: Path, folder: Path, kind: Kind) -> None:
    command = [sys.executable, "-m", kind.program, str(weights), str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS)  # noqa: S603
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ConversionError(f"the model could not be converted into {folder}: {last[:300]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConversionError(f"the model could not be converted into {folder}: {error}") from error
