"""Which lines of a text are statements: no question, heading, list or code."""

import re

_ENDS = re.compile(r"[.!…。।۔！][\"'”’»)\]*]*$")
_QUESTION = re.compile(r"[?؟？][\"'”’»)\]*]*$")
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[{}<>|\\=;]|\w\(\)|\w_\w|::|//")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_LEAST_WORDS = 5
_MOST_CHARACTERS = 900
_LEAST_UNENDED = 9
_MOST_CODE = 0.02


def stands(text: str) -> bool:
    """Tell whether a line is a statement of a length that can be read at once."""
    if len(text) > _MOST_CHARACTERS or _QUESTION.search(text):
        return False
    if len(_CODE.findall(text)) > _MOST_CODE * len(text):
        return False
    words = _WORD.findall(text)
    if _UNSPACED.search(text):
        return len(text) >= _LEAST_WORDS * 2 and bool(_ENDS.search(text))
    if is_ended(text):
        return len(words) >= _LEAST_WORDS
    # What is written large throughout is a heading.
    small = [word for word in words if not word[0].isupper()]
    return len(words) >= _LEAST_UNENDED and len(small) >= len(words) / 3


def is_ended(text: str) -> bool:
    """Tell whether a line ends as sentences end."""
    return bool(_ENDS.search(text))
