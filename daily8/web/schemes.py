"""Whether a request came by https, when another server speaks TLS."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from daily8.accounts.limits import is_proxy

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Schemes:
    """A WSGI application in front of another, which tells it the scheme that the reader's browser used.

    A site whose address is https is reached by it, unless a web server of ours says otherwise: one that says
    nothing would else have all its readers led in a circle.
    """

    def __init__(self, application: Application):
        self._application = application
        self._secure = urlsplit(settings.SITE_URL).scheme == "https"

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if self._secure:
            environ["wsgi.url_scheme"] = "http" if _came_in_the_open(environ) else "https"
        return self._application(environ, start_response)


def _came_in_the_open(environ: Environ) -> bool:
    # Of several the first is that of the outermost server.
    said = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).split(",")[0].strip().lower()
    return said == "http" and is_proxy(str(environ.get("REMOTE_ADDR", "")))
