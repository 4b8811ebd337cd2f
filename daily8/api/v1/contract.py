"""What the OpenAPI document says that a request may have: whatever it does not name is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest

from daily8.api.v1.problems import Fault, Problem

# Of a body: a hundred articles with their texts.
LARGEST = 2_500_000
_ROUTE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Operation:
    """What one method of one address takes."""

    parameters: frozenset[str]
    has_body: bool


class Contract:
    """What a document says of each address."""

    def __init__(self, document: Mapping[str, Any]):
        self._operations = {
            (path.strip("/"), method.upper()): Operation(
                frozenset(each["name"] for each in told.get("parameters", ()) if each["in"] == "query"),
                "requestBody" in told,
            )
            for path, methods in document["paths"].items()
            for method, told in methods.items()
        }

    def check(self, request: HttpRequest) -> None:
        """Raise Problem for a request that has what its operation does not take."""
        found = self._operations.get((_path(request), request.method or ""))
        if found is None:
            return
        faults = [Fault(where=f"query.{name[:100]}", message=_why(name, found)) for name in _wrong(request, found)]
        if faults:
            raise Problem("unknown_parameter", errors=faults)
        if found.has_body:
            _check_body(request)


def _path(request: HttpRequest) -> str:
    match = request.resolver_match
    return _ROUTE.sub(r"{\1}", match.route) if match else ""


def _wrong(request: HttpRequest, operation: Operation) -> list[str]:
    return [name for name, values in request.GET.lists() if name not in operation.parameters or len(values) > 1]


def _why(name: str, operation: Operation) -> str:
    if name in operation.parameters:
        return "this parameter is there more than once"
    return f"no such parameter; there are: {', '.join(sorted(operation.parameters)) or 'none'}"


def _check_body(request: HttpRequest) -> None:
    if request.content_type != "application/json":
        raise Problem("unsupported_media_type")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > LARGEST:
        raise Problem("too_large", f"the body has {length} bytes; at most {LARGEST} are taken")


@cache
def kept(read: Any) -> Contract:
    """Return the contract of the document that `read` returns, read once."""
    return Contract(read())
