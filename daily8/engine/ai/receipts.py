"""What one question has cost, over all attempts, whether they were of use or not."""

import asyncio
from dataclasses import dataclass, field

from daily8.engine.ai.completions import Completion, estimate
from daily8.engine.ai.errors import Kind, ModelError


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Receipt:
    """Adds up attempts; one of them may be under way, and is owed for unless the server refused it."""

    tokens_in: int = 0
    tokens_out: int = 0
    attempts: int = 0
    estimated: bool = False
    _started: float = field(default_factory=_now)
    _under_way: tuple[Completion, int] | None = None

    @property
    def seconds(self) -> float:
        """How long it has taken until now."""
        return _now() - self._started

    def begin(self, completion: Completion, *, letters: int) -> None:
        """Count an attempt that has just been sent, with so many letters."""
        self.attempts += 1
        self._under_way = (completion, letters)

    def refuse(self) -> None:
        """Owe nothing for the attempt under way."""
        self._under_way = None

    def settle(self) -> None:
        """Add what the attempt under way has cost until now."""
        if self._under_way is None:
            return
        completion, letters = self._under_way
        self._under_way = None
        self.estimated |= completion.tokens_in is None or completion.tokens_out is None
        self.tokens_in += estimate(letters) if completion.tokens_in is None else completion.tokens_in
        self.tokens_out += completion.written

    def on(self, error: ModelError) -> ModelError:
        """Return the error with its cost written on it."""
        if error.kind is Kind.UNREACHABLE:
            self.refuse()
        self.settle()
        error.tokens_in, error.tokens_out = self.tokens_in, self.tokens_out
        error.seconds, error.attempts = self.seconds, self.attempts
        return error
