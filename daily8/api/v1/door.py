"""The door that every request of the API comes through: who asks, how often, in which language."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_request, override

from daily8.accounts import tokens
from daily8.accounts.limits import client_address, network_of
from daily8.accounts.models import Scope, Token
from daily8.api.v1 import limits
from daily8.api.v1.contract import Contract
from daily8.api.v1.parameters import LOCALES
from daily8.api.v1.problems import Fault, Problem, answer

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]

# Where a request keeps the token that it came with, and what its answer is to say in the header Link.
_TOKEN, LINKS = "daily8.token", "daily8.links"
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
_SAFE = ("GET", "HEAD")
_EXPOSED = "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After"
_ALLOWED = "Accept, Accept-Language, If-None-Match"


def through(view: View, contract: Callable[[], Contract]) -> View:
    """Return a view of the API behind its door: it always answers as the API does, errors too."""

    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META:
            return _preflight()
        headers: Mapping[str, str] = {}
        method = request.method
        try:
            _let_in(request)
            headers = _count(request)
            # A head is that of the whole answer.
            request.method = "GET" if method == "HEAD" else method
            contract().check(request)
            with override(_locale(request)):
                response = view(request, *arguments, **named)
            response = _as_problem(response)
        except Problem as problem:
            response = answer(problem)
        request.method = method
        return _finished(request, response, headers)

    return wrapped


def token_of(request: HttpRequest, scope: Scope) -> Token:
    """Return the token that a request came with; raises Problem where it may not do this."""
    token: Token | None = request.META.get(_TOKEN)
    if token is None:
        raise Problem("token_missing", headers=_CHALLENGE)
    try:
        tokens.check(token, scope)
    except tokens.TokenError as error:
        raise Problem("scope_missing", str(error)) from error
    return token


def _let_in(request: HttpRequest) -> None:
    """Find out whose token it is; nothing that a browser sends by itself counts."""
    told = request.headers.get("Authorization")
    if told is None:
        return
    scheme, _, secret = told.partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise tokens.Unknown
        request.META[_TOKEN] = tokens.known(secret.strip(), timezone.now())
    except tokens.Unknown as error:
        # Whoever guesses is counted, too.
        _count(request)
        raise Problem("token_unknown", str(error), headers=_CHALLENGE) from error


def _count(request: HttpRequest) -> Mapping[str, str]:
    token: Token | None = request.META.get(_TOKEN)
    who = f"token {token.pk}" if token else f"network {network_of(client_address(request))}"
    most = settings.API_RATE_WITH_TOKEN if token else settings.API_RATE
    try:
        return limits.counts.count(who, timezone.now(), most=most).headers
    except limits.TooMany as refusal:
        seconds = str(refusal.allowance.seconds)
        raise Problem(
            "too_many_requests",
            f"{refusal}; go on in {seconds} seconds",
            headers={"Retry-After": seconds, **refusal.allowance.headers},
        ) from refusal


def _locale(request: HttpRequest) -> str:
    asked = request.GET.get("locale")
    if asked is None:
        return get_language_from_request(request)
    if asked not in LOCALES:
        raise Problem(
            "invalid", errors=[Fault(where="query.locale", message=f"write one of: {', '.join(LOCALES)}")]
        )
    return asked


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code != 405:
        return response
    allowed = {method.strip() for method in response.headers.get("Allow", "").split(",")}
    allowed |= {"HEAD"} if "GET" in allowed else set()
    return answer(Problem("method_not_allowed", headers={"Allow": ", ".join(sorted(allowed))}))


def _finished(request: HttpRequest, response: HttpResponseBase, headers: Mapping[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    # The pages are what search engines should find.
    response.headers["X-Robots-Tag"] = "noindex"
    if links := request.META.get(LINKS):
        response.headers["Link"] = links
    is_own = request.META.get(_TOKEN) or "Authorization" in request.headers
    if is_own:
        patch_cache_control(response, private=True, no_cache=True)
    if request.method in _SAFE and not is_own:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "HEAD" and isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _preflight() -> HttpResponse:
    """Tell a page of another site that it may read what everybody may; nothing of anybody's own."""
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ", ".join(_SAFE),
            "Access-Control-Allow-Headers": _ALLOWED,
            "Access-Control-Max-Age": "86400",
        },
    )
