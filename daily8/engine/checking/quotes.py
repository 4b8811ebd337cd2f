"""Where a sentence quotes somebody."""

import re

_OPENING, _CLOSING, _EITHER = "“«„‟", "”»", "\"'‘’"
_SIGN = re.compile(f"[{_OPENING}{_CLOSING}{_EITHER}]")
# What stands in single signs may be a plural's possessive: so many words are a quotation.
_LEAST_WORDS = 3


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the places [start, end) between the signs of quotations, outermost first and apart.

    A sentence may begin or end within a quotation: one whose beginning or end is missing goes to that end.
    """
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for match in _SIGN.finditer(text):
        sign, place = match[0], match.start()
        if opened is None and _opens(text, place, sign):
            opened = (place + 1, sign)
        elif opened is not None and _closes(text, place, sign, opened[1]):
            found += _worth(text, opened[0], place, opened[1])
            opened = None
        elif opened is None and not found and _closes(text, place, sign, '"'):
            found.append((0, place))
    if opened is not None and opened[1] not in "'‘’":
        found.append((opened[0], len(text)))
    return found


def _opens(text: str, place: int, sign: str) -> bool:
    if sign in _OPENING:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (
        sign in _EITHER
        and sign != "’"
        and bool(after)
        and not after.isspace()
        and not before.isalnum()
        and (not before or before.isspace() or before in "([:—–-")
    )


def _closes(text: str, place: int, sign: str, opening: str) -> bool:
    if opening in "'‘":
        return sign in "'’" and not text[place + 1 : place + 2].isalnum()
    return sign in _CLOSING or sign == '"'


def _worth(text: str, start: int, end: int, opening: str) -> list[tuple[int, int]]:
    if opening in "'‘" and len(text[start:end].split()) < _LEAST_WORDS:
        return []
    return [(start, end)] if end > start else []
