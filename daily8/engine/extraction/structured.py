"""JSON-LD: what a page says about itself for machines."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Statement = dict[str, Any]

ARTICLES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "reviewnewsarticle", "backgroundnewsarticle", "askpublicnewsarticle", "blogposting",
    "liveblogposting", "socialmediaposting", "techarticle", "scholarlyarticle", "report",
    "satiricalarticle", "advertisercontentarticle", "review", "medicalwebpage",
})  # fmt: skip
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)+|(?:-->|//\s*\]\]>|\]\]>|;)+\s*$", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\u2028\u2029]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_MAX_DEPTH = 6
_MAX_NODES = 2000


def statements(scripts: Iterable[str]) -> list[Statement]:
    """Return every object of the scripts that has a type, outer ones first; broken scripts are left out."""
    found: list[Statement] = []
    for script in scripts:
        found.extend(_typed(_load(script)))
        if len(found) > _MAX_NODES:
            break
    return found


def types(statement: Statement) -> set[str]:
    """Return the lower-case names of a statement's types."""
    named = statement.get("@type")
    names = named if isinstance(named, list) else [named]
    return {name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def articles(found: list[Statement]) -> list[Statement]:
    """Return the statements about an article, in order."""
    return [statement for statement in found if types(statement) & ARTICLES]


def words(value: object) -> str:
    """Return the text of a value: a string, the first of a list, or an object's name."""
    if isinstance(value, list):
        return next((text for text in map(words, value[:20]) if text), "")
    if isinstance(value, dict):
        return words(value.get("@value") or value.get("name"))
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _load(script: str) -> object:
    script = _CONTROL.sub(" ", _WRAPPING.sub("", script.strip()))
    for text in (script, _TRAILING_COMMA.sub(r"\1", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _typed(value: object, depth: int = 0) -> Iterator[Statement]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:_MAX_NODES]:
            yield from _typed(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in (
            "@graph",
            "mainEntity",
            "mainEntityOfPage",
            "hasPart",
            "itemListElement",
            "item",
            "liveBlogUpdate",
        ):
            if name in value and isinstance(value[name], dict | list):
                yield from _typed(value[name], depth + 1)
