"""Errors as programs read them: RFC 9457 documents with a code that never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema
from pydantic import ConfigDict, Field

TYPE = "application/problem+json"
# Every code with its status and what it means; a code that was once given keeps its meaning.
CODES: dict[str, tuple[int, str]] = {
    "malformed": (400, "The body is not JSON."),
    "token_missing": (401, "This needs a token, in the header Authorization: Bearer."),
    "token_unknown": (401, "The token is unknown, has expired or was revoked."),
    "scope_missing": (
        403,
        "The token lacks the scope for this, or its account the second lock that is asked for.",
    ),
    "forbidden": (403, "The account may not do this."),
    "not_found": (404, "There is nothing at this address that may be seen."),
    "method_not_allowed": (405, "This address takes other methods; see the header Allow."),
    "busy": (409, "An earlier version is being read just now; try once more in a minute."),
    "nothing_said": (409, "Nothing that could be read is said."),
    "closed": (409, "Nothing more may be said here."),
    "too_many_follows": (409, "The account follows as much as can be followed."),
    "too_large": (413, "The body is larger than it may be."),
    "unsupported_media_type": (415, "The body must be sent as application/json."),
    "invalid": (422, "A parameter or a part of the body is not as it should be; see errors."),
    "not_an_address": (409, "This is no web address of a publisher."),
    "publisher_unknown": (409, "The publisher of this address is not known here, and was not to be made."),
    "kept_long_enough": (
        409,
        "Articles of its publisher are not kept here for so long.",
    ),
    "unknown_parameter": (422, "The query has a parameter that this address does not take, or one twice."),
    "too_many_requests": (429, "Too many requests; see the header Retry-After."),
    "internal": (500, "Something failed here; the log of the site says what."),
}


class Fault(Schema):
    """One thing that is wrong with what was sent."""

    where: str = Field(description="The part of the request, such as query.size or body.items.3.url.")
    message: str = Field(description="What is wrong with it, in English, for whoever reads a log.")


class ProblemDocument(Schema):
    """What an error says (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Not Found",
                "status": 404,
                "code": "not_found",
                "detail": "no article 00000000000000000000000000000000",
            }
        }
    )

    type: str = Field(description="Always about:blank: what an error means is said by its code.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The status once more.")
    code: str = Field(
        description="What went wrong, by a word that never changes.", json_schema_extra={"enum": list(CODES)}
    )
    detail: str = Field(description="What went wrong with this request, in English; its wording may change.")
    errors: list[Fault] = Field(default=[], description="Where the code is invalid: each thing that is wrong.")


@dataclass
class Problem(Exception):
    """A request that is refused; the code decides the status."""

    code: str
    detail: str = ""
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(problem: Problem) -> HttpResponse:
    """Return a refusal as it is sent."""
    status, meaning = CODES[problem.code]
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": problem.code,
        "detail": problem.detail or meaning,
    }
    if problem.errors:
        told["errors"] = [fault.model_dump() for fault in problem.errors]
    response = JsonResponse(told, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def answers(model: Any, *codes: int, status: int = 200) -> dict[int, Any]:
    """Return what an operation answers with, for its documentation: what every one may, and these."""
    return {status: model, **dict.fromkeys(sorted({401, 405, 422, 429, *codes}), ProblemDocument)}


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Say that an address leads nowhere."""
    return answer(Problem("not_found", f"no such address: {request.path[:200]}"))
