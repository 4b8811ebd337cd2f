"""Addresses of sentences within a page, which browsers scroll to and light up (WICG, Text Fragments)."""

from urllib.parse import quote

# So many words at either end tell a sentence from the others of an article.
_WORDS = 5


def fragment(sentence: str) -> str:
    """Return what is put behind the address of a page to point to a sentence in it."""
    words = sentence.split()
    if len(words) <= 2 * _WORDS:
        return f"#:~:text={_escaped(words)}"
    return f"#:~:text={_escaped(words[:_WORDS])},{_escaped(words[-_WORDS:])}"


def _escaped(words: list[str]) -> str:
    """A hyphen would part what stands before the words from them."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
