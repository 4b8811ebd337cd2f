"""What `daily8 tool hashtags` answers for a line."""

from functools import cache
from typing import Any

from daily8.engine.embedding import Embedder, passage_of
from daily8.engine.tagging import categories
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.finding import find
from daily8.engine.tagging.found import Found
from daily8.engine.tagging.tagging import Tag, chosen


def hashtags(row: dict[str, Any]) -> dict[str, Any]:
    """Return all that `{"id", "title", "text", "language"}` names, the most telling first.

    The three to eight that the article's page would show come first, with `shown`. A mention is a place
    [start, end) in the text as it was given; places in the title stand apart.
    """
    title, text, language = (_text(row, name) for name in ("title", "text", "language"))
    found = find(title, text, language, _directory())
    tags = chosen(found, title, text, language, _directory())
    shown = {tag.thing.key for tag in tags}
    others = [each for each in found if each.thing.key not in shown]
    return {
        "id": row.get("id"),
        "hashtags": [_line(tag) | {"shown": True} for tag in tags]
        + [_line(each) | {"shown": False} for each in others],
    }


@cache
def _directory() -> Directory:
    return Directory()


def _line(tag: Tag | Found) -> dict[str, Any]:
    return {
        "name": _name(tag),
        "key": tag.thing.key,
        "kind": tag.thing.kind.value,
        "mentions": [list(place) for place in tag.mentions],
        "title_mentions": [list(place) for place in tag.title_mentions],
    }


def _name(tag: Tag | Found) -> str:
    """Return a thing's name; of one that no table knows the name that it was first seen with."""
    if tag.known or len(_NAMES) >= _MOST_NAMES:
        return _NAMES.get(tag.thing.key, tag.thing.name)
    return _NAMES.setdefault(tag.thing.key, tag.thing.name)


# Lines of one file are answered by one process: whatever has one key there has one name.
_NAMES: dict[str, str] = {}
_MOST_NAMES = 50_000


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(f'write "{name}" as text')
    return value


def answer(row: dict[str, Any], embedder: Embedder) -> dict[str, Any]:
    """Return the hashtags of an article and its category, "" where nothing tells it."""
    found = hashtags(row)
    title, text = _text(row, "title"), _text(row, "text")
    vector = embedder.embed([passage_of(title, text)])[0]
    category, _ = categories.category(vector, title, text, made_by=embedder.name)
    return {"id": found.pop("id"), "category": category, **found}
