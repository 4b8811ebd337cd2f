"""One way to write what is written in several: case, accents, digits, the forms of Arabic letters."""

import unicodedata

# Tatweel is decoration; the forms of alef, ya, waw and ha stand for each other in what people type.
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ـ": ""}
)
# One letter in one language is two in another.
_PAIRS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def fold(word: str) -> str:
    """Return a word without case, accents, marks and tatweel, with ASCII digits and each letter in one form."""
    if word.isascii():
        return word.lower()
    word = word.casefold().translate(_LETTERS).translate(_PAIRS)
    plain = "".join(map(_plain, unicodedata.normalize("NFKD", word)))
    return plain.translate(_LETTERS)


def _plain(letter: str) -> str:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return ""
    digit = unicodedata.digit(letter, -1)
    return letter if digit < 0 else str(digit)
