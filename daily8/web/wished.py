"""What somebody wants to follow who has to sign in first; this browser alone tells it, so no link can follow."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse

_COOKIE, _SALT = "wished", "daily8.web.wished"
# A letter that confirms an address may take its time.
_GOOD_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to follow, and the page to go back to then."""

    kind: str
    name: str
    back: str


def note(answer: HttpResponse, request: HttpRequest, wish: Wish) -> None:
    """Let the browser keep a wish, for the page that is asked for alone."""
    told = signing.dumps([wish.kind, wish.name, wish.back], salt=_SALT, compress=True)
    answer.set_cookie(
        _COOKIE,
        told,
        max_age=_GOOD_FOR,
        path=request.path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def noted(request: HttpRequest) -> Wish | None:
    """Return what this browser keeps, if it is ours and not too old."""
    try:
        kind, name, back = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Wish(kind, name, back)


def forget(answer: HttpResponse, request: HttpRequest) -> None:
    """Let the browser keep nothing any more."""
    answer.delete_cookie(_COOKIE, path=request.path, samesite="Lax")
