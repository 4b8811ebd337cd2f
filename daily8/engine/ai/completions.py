"""A model's answer as it comes over the wire, whole or word by word."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from daily8.engine.ai.endpoint import Endpoint, complaint_in, loaded
from daily8.engine.ai.errors import Kind, ModelError
from daily8.engine.ai.finding import spoken

_LETTERS_A_TOKEN = 3
_MOST_TOKENS = 100_000_000
_END = "[DONE]"
# So often at most somebody who reads along is told what there is.
EVERY_SECONDS = 0.3
_AT_A_STRETCH = 100
_DEEPEST = 3
_LONGEST_REFUSAL = 2_000
_BYTES_A_LETTER, _AROUND = 4, 4_000


@dataclass(slots=True)
class Completion:
    """What has come so far of one answer."""

    endpoint: Endpoint
    pieces: list[str] = field(default_factory=list)
    finish: str = ""
    refusal: str = ""
    most_in: int = _MOST_TOKENS
    most_out: int = _MOST_TOKENS
    letters: int = 0
    tokens_in: int | None = None
    tokens_out: int | None = None

    @property
    def text(self) -> str:
        """The text without thoughts."""
        self.pieces[:] = ["".join(self.pieces)]
        return spoken(self.pieces[0])

    @property
    def written(self) -> int:
        """How many tokens the model wrote: as the server counts, or else by our estimate."""
        return estimate(self.letters) if self.tokens_out is None else self.tokens_out

    @property
    def cut_short(self) -> bool:
        """Whether the model had more to say than it was given room for."""
        return self.finish == "length"

    def check(self, *, cut_is_short: bool) -> None:
        """Raise ModelError when nothing was said, or, where that counts, not all."""
        if self.cut_short and (cut_is_short or not self.text):
            raise self.error(Kind.TOO_LONG, "the answer was longer than it may be")
        if not self.text:
            why = self.endpoint.shown(self.refusal) or self.endpoint.shown(self.finish)
            raise self.error(Kind.EMPTY, f"it said nothing ({why or 'no reason given'})")

    def take(self, body: bytes, *, complete: bool) -> None:
        """Take the whole answer at once."""
        answer = loaded(body.decode("utf-8", "replace"))
        if answer is None and not complete:
            raise self.error(Kind.CUT, "the answer broke off")
        self._take(answer, part="message")

    async def take_events(self, events: AsyncIterator[str], on_text: Callable[[str], None] | None) -> None:
        """Take the answer word by word; raise ModelError when it breaks off before its end."""
        ended = False
        told, told_at = 0, -math.inf
        async for number, event in _numbered(events):
            if ended := event.strip() == _END:
                break
            self._take(loaded(event), part="delta")
            now = asyncio.get_running_loop().time()
            if on_text and self.letters > told and now >= told_at + EVERY_SECONDS:
                told, told_at = self.letters, now
                on_text(self.text)
            if number % _AT_A_STRETCH == 0:
                # Where events never have to be waited for, deadlines must come to their turn.
                await asyncio.sleep(0)
        if on_text and self.letters > told:
            on_text(self.text)
        if not (ended or self.finish):
            raise self.error(Kind.CUT, "the answer broke off")

    def error(self, kind: Kind, words: str) -> ModelError:
        """Return an error that names the model."""
        return ModelError(kind, f"{self.endpoint.name}: {words}")

    def _take(self, answer: Any, *, part: str) -> None:
        if not isinstance(answer, Mapping):
            raise self.error(Kind.NONSENSE, "what came is not an answer of a model")
        if complaint_in(answer):
            words = self.endpoint.shown(complaint_in(answer))
            raise self.error(Kind.FAILED, f"the server broke off: {words}")
        self._count(answer.get("usage"))
        choices = answer.get("choices")
        if not isinstance(choices, list):
            raise self.error(Kind.NONSENSE, "what came is not an answer of a model")
        if choices:
            self._choose(choices[0], part)

    def _choose(self, choice: Any, part: str) -> None:
        said = choice.get(part) if isinstance(choice, Mapping) else None
        if not isinstance(said, Mapping):
            raise self.error(Kind.NONSENSE, "what came is not an answer of a model")
        if text := _text(said.get("content")):
            self.pieces.append(text)
            self.letters += len(text)
        self.refusal = (self.refusal + _text(said.get("refusal")))[:_LONGEST_REFUSAL]
        self.finish = _text(choice.get("finish_reason")) or self.finish

    def _count(self, usage: Any) -> None:
        if isinstance(usage, Mapping):
            most_out = max(self.most_out, most_tokens_of(self.letters))
            self.tokens_in = _counted(usage.get("prompt_tokens"), self.tokens_in, self.most_in)
            self.tokens_out = _counted(usage.get("completion_tokens"), self.tokens_out, most_out)


def estimate(letters: int) -> int:
    """Return about how many tokens so many letters are; rather too many than too few."""
    return math.ceil(letters / _LETTERS_A_TOKEN)


def most_tokens_of(letters: int) -> int:
    """Return how many tokens so many letters can be at most: one for each byte, and some around them."""
    return letters * _BYTES_A_LETTER + _AROUND


def _text(content: Any, *, depth: int = _DEEPEST) -> str:
    """Return a text that comes as such or in parts; no database takes its noughts."""
    if isinstance(content, list) and depth:
        parts = (part.get("text") for part in content if isinstance(part, Mapping))
        return "".join(_text(part, depth=depth - 1) for part in parts)
    return content.replace("\0", "") if isinstance(content, str) else ""


def _counted(value: Any, before: int | None, most: int) -> int | None:
    """Return what a server counts, as far as that can be; what is no number at all is not counted."""
    return min(value, most) if type(value) is int and value >= 0 else before


async def _numbered(events: AsyncIterator[str]) -> AsyncIterator[tuple[int, str]]:
    number = 0
    async for event in events:
        number += 1
        yield number, event
