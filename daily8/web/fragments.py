"""Addresses of sentences within a page, which browsers scroll to and light up (WICG, Text Fragments)."""

import re
from urllib.parse import quote

# So many words at either end tell a sentence from the others of an article.
_WORDS = 5
# Words that are longer than this together are none that a page of any use has.
_LETTERS = 400
# Of ASCII, all but letters and digits; and what is no character at all.
_SIGNS = re.compile("[\x00-/:-@[-`{-\x7f\ud800-\udfff]")


def fragment(sentence: str) -> str:
    """Return what, behind the address of a page, points to a sentence in it; nothing where that is endless."""
    words = sentence.split()
    ends = [words] if len(words) <= 2 * _WORDS else [words[:_WORDS], words[-_WORDS:]]
    if not words or sum(map(len, words[:_WORDS] + words[-_WORDS:])) > _LETTERS:
        return ""
    return "#:~:text=" + ",".join(map(_escaped, ends))


def _escaped(words: list[str]) -> str:
    """A hyphen would part what stands before the words from them.

    Letters of other scripts stand as they are: browsers escape them, and escaped they weigh six times as much.
    """
    return _SIGNS.sub(lambda found: _escape(found[0]), " ".join(words))


def _escape(sign: str) -> str:
    return "%2D" if sign == "-" else quote(sign, safe="", errors="replace")
