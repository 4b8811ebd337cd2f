"""The maker elsewhere: any server that speaks OpenAI's `/embeddings`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, ClassVar

import numpy as np

from daily8.engine.embedding.port import PASSAGE, EmbeddingError, Vectors, unit, words_of
from daily8.engine.http import FetchError, Response, post
from daily8.engine.http.shown import shown, with_path, without_secrets

_PATH = "/embeddings"
_AT_ONCE = 64
_LEAST_DIMENSIONS = 8
_MOST_DIMENSIONS = 8_192
_TRIAL = PASSAGE + "news"
_SHOWN = 200
# As much as a column for it holds.
_LONGEST_NAME = 80


class EndpointError(EmbeddingError):
    """The server gave no vectors, or gave what are none."""


@dataclass(slots=True)
class Endpoint:
    """Vectors by a model behind an address, such as http://localhost:11434/v1."""

    address: str = field(repr=False)
    model: str
    key: str = field(default="", repr=False)
    user_agent: str = "daily8"
    _dimensions: int = field(default=0, init=False)

    here: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """The model and where it is: the same model elsewhere may be another version of it."""
        name = f"{self.model} at {shown(self.address)}"
        if len(name) <= _LONGEST_NAME:
            return name
        digest = blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()
        return f"{name[: _LONGEST_NAME - len(digest) - 2]}… {digest}"

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has; the server is asked at the first time."""
        if not self._dimensions:
            self.embed([_TRIAL])
        return self._dimensions

    def embed(self, passages: Sequence[str]) -> Vectors:
        """Return a row of unit length for each passage; raise EndpointError when the server gives none."""
        asked = [self._asked(passage) for passage in passages]
        rows = [self._ask(part) for part in _parts(asked)]
        if not rows:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        return np.concatenate(rows)

    def _asked(self, passage: str) -> str:
        """Only models of the e5 family are told whether a passage is a headline."""
        words = passage if "e5" in self.model.lower() else words_of(passage)
        # No server takes an empty text or half a character.
        return words.encode("utf-8", "replace").decode() if words.strip() else "-"

    def _ask(self, texts: Sequence[str]) -> Vectors:
        body = json.dumps({"model": self.model, "input": texts, "encoding_format": "float"})
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            response = post(self._url(), body.encode(), headers=headers, user_agent=self.user_agent)
        except FetchError as error:
            raise EndpointError(f"{shown(self.address)} gave no vectors: {self._shown(str(error))}") from error
        return self._read(response, count=len(texts))

    def _url(self) -> str:
        return with_path(self.address, _PATH)

    def _read(self, response: Response, *, count: int) -> Vectors:
        if response.status != 200 or not response.complete:
            raise EndpointError(f"{shown(self.address)} answered {response.status}: {self._complaint(response)}")
        try:
            vectors = _vectors(json.loads(response.body), count=count)
        except (ValueError, RecursionError) as error:
            raise EndpointError(f"{shown(self.address)} gave what are no vectors: {error}") from error
        if self._dimensions not in (0, vectors.shape[1]):
            raise EndpointError(
                f"{shown(self.address)} gave {vectors.shape[1]} numbers, before {self._dimensions}: another model?"
            )
        self._dimensions = vectors.shape[1]
        return vectors

    def _complaint(self, response: Response) -> str:
        """The server's own words as far as a log may show them."""
        return self._shown(response.body[: 4 * _SHOWN].decode("utf-8", "replace"))

    def _shown(self, words: str) -> str:
        """Return words without what opens the address."""
        words = without_secrets(words, self.address)
        if self.key:
            words = words.replace(self.key, "…")
        return "".join(letter if letter.isprintable() else " " for letter in words)[:_SHOWN]


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + _AT_ONCE] for start in range(0, len(texts), _AT_ONCE))


def _vectors(answer: Any, *, count: int) -> Vectors:
    """Return the vectors of an answer in the order in which they were asked for."""
    items = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(items, list) or len(items) != count:
        raise ValueError(f"`data` is not a list of {count}")
    rows: dict[int, list[float]] = {}
    for place, item in enumerate(items):
        index = item.get("index", place) if isinstance(item, dict) else None
        if type(index) is not int or not 0 <= index < count or index in rows:
            raise ValueError("`index` does not number the vectors")
        rows[index] = _numbers(item.get("embedding"))
    return _checked([rows[index] for index in range(count)])


def _numbers(values: Any) -> list[float]:
    if not isinstance(values, list) or not _LEAST_DIMENSIONS <= len(values) <= _MOST_DIMENSIONS:
        raise ValueError(f"`embedding` is not a list of {_LEAST_DIMENSIONS} to {_MOST_DIMENSIONS} numbers")
    if any(type(value) not in (int, float) for value in values):
        raise ValueError("`embedding` holds what is no number")
    return values


def _checked(rows: list[list[float]]) -> Vectors:
    if len(set(map(len, rows))) != 1:
        raise ValueError("the vectors are of different lengths")
    try:
        vectors = np.asarray(rows, dtype=np.float64)
    except OverflowError as error:
        raise ValueError("a number is too large") from error
    lengths = np.linalg.norm(vectors, axis=1)
    if not np.isfinite(lengths).all() or not (lengths > 0).all():
        raise ValueError("a vector has no direction")
    return unit(np.asarray(vectors / lengths[:, None], dtype=np.float32))
