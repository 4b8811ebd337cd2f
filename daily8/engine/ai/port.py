"""What the rest asks of a model that writes, and of one that speaks, wherever it runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from pydantic import BaseModel

Shape = TypeVar("Shape", bound=BaseModel)


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the talk with a model."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered, and what it cost.

    `tokens_in` and `tokens_out` are of all `attempts` together: counted by the server, or by our estimate where
    it does not say (`estimated`).
    """

    text: str
    parsed: BaseModel | None
    tokens_in: int
    tokens_out: int
    seconds: float
    attempts: int
    estimated: bool = False

    def read_as(self, shape: type[Shape]) -> Shape:
        """Return the parsed answer; raise TypeError when another shape was asked for, or none."""
        if not isinstance(self.parsed, shape):
            raise TypeError(f"the answer is not a {shape.__name__}")
        return self.parsed


class Chat(Protocol):
    """A model that writes."""

    @property
    def name(self) -> str:
        """The model and where it is, in at most 80 letters."""

    async def ask(
        self,
        messages: Sequence[Message],
        *,
        shape: type[BaseModel] | None,
        most_tokens: int,
        deadline_seconds: float,
        on_text: Callable[[str], None] | None = None,
    ) -> Reply:
        """Return the model's answer, of the shape asked for; raise ModelError when there is none in time.

        `on_text` is called with all of the text so far whenever more has come. After a word of correction the
        text begins anew. Cancelling closes the connection, so that the server can stop as well.
        """


class Form(StrEnum):
    """What speech is wanted as: packed for those who listen, or whole for those who work on it."""

    MP3 = "mp3"
    WAV = "wav"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Speech as a file, with its media type."""

    audio: bytes
    media_type: str
    seconds: float


class Speech(Protocol):
    """A model that reads aloud."""

    @property
    def name(self) -> str:
        """The model and where it is, in at most 80 letters."""

    async def say(
        self, text: str, *, voice: str, language: str, deadline_seconds: float, form: Form = Form.MP3
    ) -> Spoken:
        """Return the text as speech; raise ModelError when there is none in time, or none of this form."""
