"""What every page says to browsers beside its content."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponseBase]
# A news site needs nothing of the machine that it is read on.
_PERMISSIONS = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class HeadersMiddleware:
    """Lets browsers keep pages but ask each time whether they changed, and gives up what is not needed."""

    def __init__(self, get_response: Answer):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with these headers."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        if _for_one_reader(request, response):
            patch_cache_control(response, private=True)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # Their pages have forms, and one sent under "no-referrer" has no origin that the check against forged
            # requests could compare. Other sites are told nothing either way.
            response.headers.setdefault("Referrer-Policy", "same-origin")
        if response.get("Content-Type", "").startswith("text/html"):
            # The theme and the choice of pictures are in cookies, and the page carries them.
            patch_vary_headers(response, ("Cookie", "Save-Data"))
        else:
            # Django says so of everything outside of the languages' addresses; one picture would be kept for each.
            for name in ("Vary", "Content-Language"):
                del response.headers[name]
        return response


def _for_one_reader(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether it was made for who is signed in, or gives somebody a cookie: neither is to be kept for others.

    A service worker sees no such cookie, in neither direction; this is how it knows. What says of itself that it
    is public, as pictures do, is the same for everybody.
    """
    if "public" in response.headers["Cache-Control"]:
        return False
    return settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
