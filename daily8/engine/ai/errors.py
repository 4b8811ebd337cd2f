"""What can go wrong between asking a model and having an answer that can be used."""

from enum import StrEnum


class Kind(StrEnum):
    """Why a model gave nothing, as far as it matters for what to do next."""

    UNREACHABLE = "unreachable"
    """Nobody answers at the address, or what answers does not speak HTTP."""
    REFUSED = "refused"
    """The key, the name of the model or the request is not accepted: the operator has to look."""
    BUSY = "busy"
    """The server asks to come back later."""
    FAILED = "failed"
    """The server says that it failed."""
    LATE = "late"
    """The answer was not there in time."""
    CUT = "cut"
    """The answer broke off."""
    NONSENSE = "nonsense"
    """What came is not what was asked for, not even after a word of correction."""
    EMPTY = "empty"
    """The model said nothing."""
    TOO_LONG = "too_long"
    """The question is longer than the model reads, or the answer longer than it may be."""


class ModelError(Exception):
    """A model gave no answer that can be used; the message tells an operator why, and never holds the key.

    What the attempts cost is told all the same. `retry_after` are seconds, where a busy server named them.
    """

    def __init__(
        self,
        kind: Kind,
        message: str,
        *,
        retry_after: float | None = None,
        tokens_in: int = 0,
        tokens_out: int = 0,
        seconds: float = 0.0,
        attempts: int = 1,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after
        self.tokens_in = tokens_in
        self.tokens_out = tokens_out
        self.seconds = seconds
        self.attempts = attempts
