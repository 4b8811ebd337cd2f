"""Tables of words as they stand in a module: lines of words, or of a value and the words for it."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def valued(text: str) -> dict[str, int]:
    """Return each word's value: a line begins with the value."""
    lines = (line.split() for line in text.strip().splitlines())
    return {word: int(value) for value, *line in lines for word in line}


def keyed(text: str) -> dict[str, str]:
    """Return what each word stands for: a line begins with that, a colon behind it."""
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {word: key.strip() for key, _, line in lines for word in line.split()}
