"""What a server understands of the wire format: learned from its complaints, for as long as the process lives."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from pydantic import BaseModel

from daily8.engine.ai.endpoint import is_too_long
from daily8.engine.ai.port import Message
from daily8.engine.ai.schemas import schema_of

# What a server may not have understood, rather than what it will never do.
_MISUNDERSTOOD = frozenset({400, 415, 422, 500, 501})


class Rung(IntEnum):
    """How an answer of a certain shape is asked for, from the surest way down."""

    SCHEMA = 0
    OBJECT = 1
    PROMPT = 2


@dataclass(slots=True)
class Manners:
    """How one model at one address wants to be asked."""

    rung: Rung = Rung.SCHEMA
    counts_in_streams: bool = True
    takes_temperature: bool = True
    newer_limit: bool = False

    def request(
        self,
        model: str,
        messages: Sequence[Message],
        *,
        shape: type[BaseModel] | None,
        most_tokens: int,
        streaming: bool,
    ) -> dict[str, Any]:
        """Return the request as this server takes it."""
        request: dict[str, Any] = {"model": model, "messages": _turns(messages), "stream": streaming}
        request["max_completion_tokens" if self.newer_limit else "max_tokens"] = most_tokens
        if self.takes_temperature:
            request["temperature"] = 0
        if streaming and self.counts_in_streams:
            request["stream_options"] = {"include_usage": True}
        if shape is not None:
            self._shape(request, shape)
        return request

    def _shape(self, request: dict[str, Any], shape: type[BaseModel]) -> None:
        schema = schema_of(shape)
        if self.rung is Rung.SCHEMA:
            named = {"name": shape.__name__, "schema": schema, "strict": True}
            request["response_format"] = {"type": "json_schema", "json_schema": named}
            return
        if self.rung is Rung.OBJECT:
            request["response_format"] = {"type": "json_object"}
        written = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
        request["messages"][-1]["content"] += f"\n\nAnswer with one JSON object of this JSON schema:\n{written}"

    def learn(self, status: int, complaint: str, *, used: "Manners", shaped: bool) -> bool:
        """Take a complaint to heart; return whether the next request will be another than the `used` one."""
        words = complaint.lower()
        if status not in _MISUNDERSTOOD or is_too_long(words):
            return False
        if self != used:
            return True
        if "stream_options" in words and self.counts_in_streams:
            self.counts_in_streams = False
        elif "temperature" in words and self.takes_temperature:
            self.takes_temperature = False
        elif "max_tokens" in words and not self.newer_limit:
            self.newer_limit = True
        else:
            # A failure teaches only where it names what it failed at.
            named = any(word in words for word in ("response_format", "schema", "grammar"))
            return shaped and (status < 500 or named) and self.step_down(used=used)
        return True

    def step_down(self, *, used: "Manners") -> bool:
        """Ask for shapes in a less sure way than the `used` one; return whether there is one."""
        if self == used and self.rung is not Rung.PROMPT:
            self.rung = Rung(self.rung + 1)
        return self != used


def manners_of(address: str, model: str) -> Manners:
    """Return what is known of a model at an address; what one caller learns, all others know."""
    return _KNOWN.setdefault((address, model), Manners())


# As many as operators have named since the process began.
_KNOWN: dict[tuple[str, str], Manners] = {}


def _turns(messages: Sequence[Message]) -> list[dict[str, str]]:
    # No server takes half a character.
    return [
        {"role": message.role.value, "content": message.content.encode("utf-8", "replace").decode()}
        for message in messages
    ]
