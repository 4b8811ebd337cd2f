"""Which scripts a text is written in: who mixes them may want to be taken for another."""

import unicodedata

# By the first word of their letters' names; Japanese is written in three at once.
_FAMILIES = {
    "CJK": "JAPANESE",
    "HIRAGANA": "JAPANESE",
    "KATAKANA": "JAPANESE",
    "KATAKANA-HIRAGANA": "JAPANESE",
    "ARABIC-INDIC": "ARABIC",
    "EXTENDED": "ARABIC",
}


def scripts(text: str) -> frozenset[str]:
    """Return the scripts of a text's letters; figures and signs of ASCII are of all."""
    letters = (letter for letter in text if not letter.isascii() or letter.isalpha())
    return frozenset(map(_script, letters))


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "?").split(" ", 1)[0]
    return _FAMILIES.get(first, first)
