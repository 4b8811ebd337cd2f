"""What every page says to browsers beside its content."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

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
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        if response.get("Content-Type", "").startswith("text/html"):
            # The theme and the choice of pictures are in cookies, and the page carries them.
            patch_vary_headers(response, ("Cookie", "Save-Data"))
        else:
            # Django says so of everything outside of the languages' addresses; one picture would be kept for each.
            for name in ("Vary", "Content-Language"):
                del response.headers[name]
        return response
