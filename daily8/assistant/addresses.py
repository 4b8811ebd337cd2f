"""Addresses in what a model writes: nobody is sent where no publisher sends him."""

import re

# Of pages and of people, with and without what begins them.
_ADDRESS = re.compile(r"\w+://|\bwww\.|\w@\w|\w{2,}\.[a-z]{2,}(?![\w.])", re.IGNORECASE)
_AROUND = ".,:;!?()[]«»“”\"'،؛؟"


def addresses(text: str) -> set[str]:
    """Return the words of a text that are addresses, or look like some."""
    words = (word.strip(_AROUND) for word in text.split())
    return {word.casefold() for word in words if _ADDRESS.search(word)}
