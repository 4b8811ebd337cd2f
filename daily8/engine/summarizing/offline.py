"""What `daily8 tool summarize` answers for a line."""

from typing import Any

from daily8.engine.language.sentences import sentences
from daily8.engine.summarizing.points import points


def summarize(row: dict[str, Any]) -> dict[str, Any]:
    """Return the points of `{"id", "title", "text", "language"}`, with the numbers of their sentences from 1."""
    title, text, language = (_text(row, name) for name in ("title", "text", "language"))
    found = points(title, [sentence.text for sentence in sentences(text)], language)
    return {"points": [{"text": point.text, "from": [place + 1 for place in point.sentences]} for point in found]}


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(f'write "{name}" as text')
    return value
