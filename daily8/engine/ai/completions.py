"""A model's answer as it comes over the wire, whole or word by word."""

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


@dataclass(slots=True)
class Completion:
    """What has come so far of one answer."""

    endpoint: Endpoint
    pieces: list[str] = field(default_factory=list)
    finish: str = ""
    refusal: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None

    @property
    def text(self) -> str:
        """The text without thoughts."""
        return spoken("".join(self.pieces))

    @property
    def written(self) -> int:
        """How many tokens the model wrote: as the server counts, or else by our estimate."""
        return estimate(sum(map(len, self.pieces))) if self.tokens_out is None else self.tokens_out

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
        async for event in events:
            if event.strip() == _END:
                return
            before = len(self.pieces)
            self._take(loaded(event), part="delta")
            if on_text and len(self.pieces) > before:
                on_text(self.text)
        if not self.finish:
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
        self.refusal += _text(said.get("refusal"))
        self.finish = str(choice.get("finish_reason") or self.finish)

    def _count(self, usage: Any) -> None:
        if isinstance(usage, Mapping):
            self.tokens_in = _counted(usage.get("prompt_tokens"), self.tokens_in)
            self.tokens_out = _counted(usage.get("completion_tokens"), self.tokens_out)


def estimate(letters: int) -> int:
    """Return about how many tokens so many letters are; rather too many than too few."""
    return math.ceil(letters / _LETTERS_A_TOKEN)


def _text(content: Any) -> str:
    """Return a text that comes as such or in parts."""
    if isinstance(content, list):
        return "".join(_text(part.get("text")) for part in content if isinstance(part, Mapping))
    return content if isinstance(content, str) else ""


def _counted(value: Any, before: int | None) -> int | None:
    return value if type(value) is int and 0 <= value <= _MOST_TOKENS else before
