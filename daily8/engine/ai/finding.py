"""Finds the JSON in what a model wrote: in fences, behind thoughts, between polite words."""

import json
import re
from collections.abc import Iterator
from typing import Any

_THOUGHTS = ("<think>", "</think>")
_OPENING = re.compile(r"\{")
_MOST_TRIES = 40
_DECODER = json.JSONDecoder()


def spoken(text: str) -> str:
    """Return a model's text without what it thought aloud before it."""
    opened, closed = _THOUGHTS
    if not text.lstrip().startswith(opened):
        return text.strip()
    _, _, behind = text.partition(closed)
    return behind.strip()


def objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a text in their order, none of which is part of another one."""
    at = 0
    for _ in range(_MOST_TRIES):
        opening = _OPENING.search(text, at)
        if opening is None:
            return
        try:
            found, at = _DECODER.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            at = opening.end()
        else:
            yield found


def objects_so_far(text: str) -> list[dict[str, Any]]:
    """Return the whole objects in the list of an answer that is still being written.

    Of `{"points": [{"text": "It rained."}, {"te` it is the first point.
    """
    beginning = text.find("[")
    return list(objects(text[beginning + 1 :])) if beginning >= 0 else []
