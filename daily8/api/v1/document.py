"""The OpenAPI document, completed by what is true of every operation."""

from typing import Any

from daily8.api.v1.parameters import LOCALES
from daily8.api.v1.problems import CODES, TYPE

_LOCALE = {
    "name": "locale",
    "in": "query",
    "required": False,
    "description": "The language of names and of the site's own words; else Accept-Language decides.",
    "schema": {"type": "string", "enum": LOCALES},
    "example": "en",
}
_RATE = {
    "RateLimit-Policy": {"description": "How often may be asked in a minute.", "schema": {"type": "string"}},
    "RateLimit": {"description": "How often may still be asked, and how long.", "schema": {"type": "string"}},
}
_TAG = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
_LINK = {"Link": {"description": "Where a list goes on, as rel=next.", "schema": {"type": "string"}}}
_RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
_MOVED = {
    "description": "It is at another address now.",
    "headers": {"Location": {"description": "Where it is.", "schema": {"type": "string"}}},
}
_MEANINGS = {
    status: " ".join(meaning for known, meaning in CODES.values() if known == status)
    for status, _ in CODES.values()
}
_METHODS_THAT_READ = ("get",)


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with errors as they are sent, headers, and the parameter that every address takes."""
    for address, methods in document["paths"].items():
        for method, operation in methods.items():
            _complete(operation, method, has_key="{" in address)
    return document


def _complete(operation: dict[str, Any], method: str, *, has_key: bool) -> None:
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        parameter["schema"] = _without_null(parameter["schema"])
    parameters.append(_LOCALE)
    responses = operation["responses"]
    if method in _METHODS_THAT_READ and has_key and "404" in {str(status) for status in responses}:
        responses["301"] = _MOVED
    for status, told in list(responses.items()):
        _describe(int(status), told, reads=method in _METHODS_THAT_READ)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What a parameter is where it is given: an address cannot say null."""
    if "anyOf" not in schema:
        return schema
    [one] = [each for each in schema["anyOf"] if each.get("type") != "null"]
    known: dict[str, Any] = one
    return known | {name: value for name, value in schema.items() if name not in ("anyOf", "default")}


def _describe(status: int, told: dict[str, Any], *, reads: bool) -> None:
    if status < 300:
        told["headers"] = _RATE | (_TAG | _LINK if reads else {})
    if status < 400:
        return
    told["description"] = _MEANINGS[status]
    told["headers"] = _RATE | (_RETRY if status == 429 else {})
    content = told.get("content", {})
    if "application/json" in content:
        told["content"] = {TYPE: content.pop("application/json")}
