"""Who lets a call be made, and hears what it took."""

from typing import Any, Protocol


class Permit(Protocol):
    """Asked before each call that goes out, also before one that is made once more."""

    async def begin(self, *, most_in: int, most_out: int) -> Any:
        """Let a call begin that takes so many tokens at most; whatever is returned comes back to `end`.

        What is raised instead of that goes to whoever asked, and no call is made.
        """

    async def end(self, begun: Any, *, tokens_in: int, tokens_out: int, reason: str) -> None:
        """Hear what the call took, and why it failed if it did."""


class Free:
    """Lets every call be made."""

    async def begin(self, *, most_in: int, most_out: int) -> None:
        """Let it begin."""

    async def end(self, begun: Any, *, tokens_in: int, tokens_out: int, reason: str) -> None:
        """Forget it."""
