"""Who an app reads for: a reader's name with a token as the password, then the token with each request."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from daily8.accounts import door, tokens
from daily8.accounts.door import Limit, TooOften
from daily8.accounts.limits import Attempt, TooManyAttempts, client_address
from daily8.accounts.models import Scope, User
from daily8.accounts.tokens import TokenError
from daily8.reading.streams import Library

View = Callable[..., HttpResponse]

# Apps ask for each feed by itself, and have many marked at once by a request for each.
_LIMIT = Limit("apps", from_one_network=6000, to_one=3000, lasting=timedelta(minutes=10))
_SENT = re.compile(r"GoogleLogin\s+auth=(\S+)", re.IGNORECASE)
_PLAIN = "text/plain; charset=utf-8"


class BadRequest(Exception):
    """An app asked for what there is not; the message says what."""


def words(told: str, status: int = 200) -> HttpResponse:
    """Answer in plain words."""
    return HttpResponse(told, status=status, content_type=_PLAIN)


@csrf_exempt
@sensitive_post_parameters("Passwd")
def client_login(request: HttpRequest) -> HttpResponse:
    """Let an app in: it sends the reader's name and a token, and is told the token to send from then on.

    Failures are counted with those of signing in, so that neither door is the easier one to guess at.
    """
    # Not in the address: that is written into logs.
    sent = request.POST
    # No name has that sign, and PostgreSQL takes no question with it.
    name, secret = sent.get("Email", "").replace("\x00", ""), sent.get("Passwd", "")
    now = timezone.now()
    attempt = Attempt(name, client_address(request))
    try:
        attempt.begin(now)
    except TooManyAttempts as error:
        return _wait(words("Error=TooManyAttempts\n", 429), door.minutes_until(error.ends_at))
    if not _is_good(name, secret):
        attempt.fail()
        return words("Error=BadAuthentication\nInfo=Make a token for apps on your account's page.\n", 401)
    attempt.succeed()
    if sent.get("output") == "json":
        return _private(JsonResponse({"SID": secret, "LSID": secret, "Auth": secret}))
    return _private(words(f"SID={secret}\nLSID={secret}\nAuth={secret}\n"))


def _is_good(name: str, secret: str) -> bool:
    try:
        token = tokens.holder(secret, Scope.READER, timezone.now())
    except TokenError:
        return False
    return bool(User.objects.called(name).filter(pk=token.user.pk).exists())


def for_reader(view: View) -> View:
    """Return a view that is called with what the reader's apps read, in the reader's language, or answers 401."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        user = _reader(request)
        if user is None:
            refusal = words("Unauthorized!\n", 401)
            refusal["Google-Bad-Token"] = "true"
            refusal["WWW-Authenticate"] = 'GoogleLogin realm="reader"'
            return refusal
        try:
            door.count(request, _LIMIT, str(user.pk))
        except TooOften as error:
            return _wait(words("Too many requests\n", 429), door.minutes_until(error.ends_at))
        library = Library(user, timezone.now())
        with override(library.language or get_language()):
            try:
                return _private(view(request, library, *arguments, **named))
            except BadRequest as error:
                return words(f"Bad request: {error}\n", 400)

    return wrapped


def _reader(request: HttpRequest) -> User | None:
    found = _SENT.fullmatch(request.headers.get("Authorization", "").strip())
    if found is None:
        return None
    try:
        return tokens.holder(found[1].strip('"'), Scope.READER, timezone.now()).user
    except TokenError:
        return None


@for_reader
def token(_request: HttpRequest, library: Library) -> HttpResponse:
    """What apps send along with changes. Nothing depends on it: no browser sends the header that lets them in."""
    return words(salted_hmac("daily8.reader.token", str(library.user.pk)).hexdigest())


@for_reader
def user_info(_request: HttpRequest, library: Library) -> HttpResponse:
    """Who the reader is."""
    user = library.user
    told = {
        "userId": str(user.pk),
        "userName": user.username,
        "userProfileId": str(user.pk),
        "userEmail": user.email,
    }
    return JsonResponse(told)


def compatible(_request: HttpRequest) -> HttpResponse:
    """Tell somebody who looks whether it is there that it is."""
    return words("PASS\n")


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _wait(response: HttpResponse, minutes: int) -> HttpResponse:
    response["Retry-After"] = str(60 * minutes)
    return response
