"""Tables of words: those that stand in a module, and those that are files of their own (tables/)."""

from pathlib import Path

from daily8.engine.words.terms import plain

_TABLES = Path(__file__).with_name("tables")


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def valued(text: str) -> dict[str, int]:
    """Return each word's value: a line begins with the value."""
    lines = (line.split() for line in text.strip().splitlines())
    return {word: int(value) for value, *line in lines for word in line}


def table(name: str) -> frozenset[str]:
    """Return the words of a file, as they are compared."""
    return frozenset(plain(word) for line in lines_of(f"{name}.txt") for word in line.split())


def phrases(name: str) -> dict[str, str]:
    """Return what each phrase of a file stands for: a line begins with that, `|` is between its phrases."""
    lines = (line.partition(": ") for line in lines_of(f"{name}.txt"))
    return {phrase.strip(): key.strip() for key, _, line in lines for phrase in line.split("|")}


def lines_of(name: str) -> list[str]:
    """Return the lines of a file but for its comments."""
    lines = (_TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
