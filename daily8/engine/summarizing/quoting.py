"""Quotations: which are whole, what is said outside of them, and which sentences lie within one."""

import re
from collections.abc import Sequence

_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}
# Where a quotation begins with „ it may end with “ or ”.
_LOW = "„"
_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]")
# A quotation hardly goes on for longer; a mark is then missing.
_LONGEST = 8


def is_whole(text: str) -> bool:
    """Tell whether each quotation and bracket that begins in a text also ends there."""
    if text.count('"') % 2:
        return False
    if _LOW in text:
        return text.count(_LOW) * 2 == sum(map(text.count, "„“”"))
    return all(text.count(opened) == text.count(closed) for opened, closed in _PAIRS.items())


def outside_quotations(text: str) -> str:
    """Return what a text says in its own voice; a quotation's marks stay, its words do not."""
    return _QUOTED.sub(_emptied, text)


def _emptied(match: re.Match[str]) -> str:
    """Return the marks of a quotation, and what stands before the last of them if it parts what follows."""
    quoted = match[0]
    return quoted[0] + (quoted[-2] if quoted[-2:-1] in (",", "،") else "") + quoted[-1]


def within_quotations(sentences: Sequence[str]) -> set[int]:
    """Return the places of the sentences that lie wholly within a quotation begun before them."""
    inside: set[int] = set()
    run: list[int] = []
    open_since = False
    for place, text in enumerate(sentences):
        balance = _balance(text)
        if open_since and balance == 0 and '"' not in text:
            run.append(place)
        elif balance:
            if open_since:
                inside.update(run)
            open_since, run = not open_since if balance == _TOGGLE else balance > 0, []
        if len(run) > _LONGEST:
            open_since, run = False, []
    return inside


_TOGGLE = 2


def _balance(text: str) -> int:
    """Return 1 where a quotation begins and does not end, -1 where one ends, 2 where the mark does not tell."""
    if text.count('"') % 2:
        return _TOGGLE
    return (text.count("“") + text.count("«") > text.count("”") + text.count("»")) - (
        text.count("“") + text.count("«") < text.count("”") + text.count("»")
    )
