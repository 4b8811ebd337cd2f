"""The API as a whole: its parts, its errors, its addresses."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from daily8.api.v1 import (
    articles,
    comments,
    contract,
    door,
    editions,
    hashtags,
    ingest,
    me,
    publishers,
    searching,
    stories,
    telling,
)
from daily8.api.v1.document import completed
from daily8.api.v1.problems import Fault, Problem, answer, nothing_here

logger = logging.getLogger(__name__)
PREFIX = "api/v1/"
_CODES = {400: "malformed", 401: "token_missing", 403: "scope_missing", 404: "not_found"}


class Words(JSONRenderer):
    """JSON in which Arabic is Arabic: escapes are three times as long."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class Api(NinjaAPI):
    """The API, whose document says all that its answers are."""

    def get_openapi_schema(self, **named: Any) -> Any:
        """Return the document, with what is true of every operation."""
        return completed(super().get_openapi_schema(**named))


api = Api(
    title="daily8",
    version="1",
    description="News from everywhere, as data: articles, stories, hashtags, publishers, editions, comments.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
    renderer=Words(),
)
for prefix, router in {
    # Before the keys of articles, of which it would be one.
    "/articles/batch": ingest.router,
    "/articles": articles.router,
    "/stories": stories.router,
    "/hashtags": hashtags.router,
    "/publishers": publishers.router,
    "/categories": publishers.categories,
    "/editions": editions.router,
    "/search": searching.router,
    "/me": me.router,
    "": comments.router,
    "/": telling.router,
}.items():
    api.add_router(prefix, router)


@api.exception_handler(Problem)
def _problem(_request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer(problem)


@api.exception_handler(Http404)
def _not_found(_request: HttpRequest, error: Http404) -> HttpResponse:
    return answer(Problem("not_found", str(error)))


@api.exception_handler(RequestDataTooBig)
def _too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return answer(Problem("too_large", f"at most {contract.LARGEST} bytes are taken"))


@api.exception_handler(HttpError)
def _refused(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return answer(Problem(_CODES.get(error.status_code, "internal"), str(error)))


@api.exception_handler(ValidationError)
def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [Fault(where=_where(each["loc"]), message=each["msg"]) for each in error.errors]
    return answer(Problem("invalid", errors=faults))


def _where(place: Any) -> str:
    """The part of the request, without the names that only our functions give it."""
    parts = [str(part) for part in place]
    return ".".join([parts[0], *(part for part in parts[1:] if part not in ("wanted", "told"))])


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(Problem("internal"))


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    told: dict[str, Any] = api.get_openapi_schema(path_prefix=f"/{PREFIX}")
    return told


def _contract() -> contract.Contract:
    return contract.kept(document)


def _patterns() -> list[URLPattern]:
    own, _app, _namespace = api.urls
    patterns = [
        path(f"{PREFIX}{pattern.pattern}", door.through(pattern.callback, _contract), name=f"api-{pattern.name}")
        for pattern in own
        if isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ]
    return [*patterns, re_path(rf"^{PREFIX}", door.through(nothing_here, _contract))]


patterns = _patterns()
