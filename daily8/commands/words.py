"""How the commands put numbers into sentences."""


def counted(number: int, noun: str) -> str:
    """Return "1 feed" or "2 feeds": the number with its noun, which takes an s for many."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
