"""The addresses for programs that watch the site: /health, /ready and /metrics.

They are answered before anything else is asked: a probe knows no name of the site, and a site that is not well has
to be able to say so.
"""

import secrets
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from daily8.accounts.limits import client_address, is_proxy
from daily8.operating import handling, metrics, schema
from daily8.operating.figures import Figures

Answer = Callable[[HttpRequest], HttpResponseBase]
_FIGURES = Figures()
# They stand before what says this of all other answers.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Tables that were found to be of this version once stay so.
_KNOWN: set[str] = set()


class Doors:
    """Stands before all of Django, and notes which view answers what comes through."""

    def __init__(self, get_response: Answer):
        self._get_response = get_response
        self._doors = {"/health": health, "/ready": ready, "/metrics": figures}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer what is one of the three addresses, and let the rest through."""
        handling.reach(request.path_info)
        door = self._doors.get(request.path_info)
        if door is None:
            return self._get_response(request)
        handling.name(request.path_info.strip("/"))
        response = door(request)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response

    def process_view(self, request: HttpRequest, _view: object, _arguments: object, _named: object) -> None:
        """Note the view by its name."""
        if request.resolver_match is not None:
            handling.name(request.resolver_match.view_name)


def health(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked.

    `forwarded` tells whether a proxy said who asks, and `secure` whether the request passes for one by https.
    """
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META and is_proxy(request.META.get("REMOTE_ADDR", ""))
    return JsonResponse({"daily8": "ok", "forwarded": forwarded, "secure": request.is_secure()})


def ready(_request: HttpRequest) -> HttpResponse:
    """Whether readers can be served; 503 with the names of what is missing where they cannot."""
    missing = _missing()
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


def figures(request: HttpRequest) -> HttpResponse:
    """All figures, for who may read them."""
    if not _may_read(request):
        return HttpResponse("Set DAILY8_METRICS or DAILY8_METRICS_TOKEN.\n", content_type="text/plain", status=403)
    return HttpResponse(metrics.text([_FIGURES]), content_type=metrics.TYPE)


def _missing() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if "tables" not in _KNOWN:
            if schema.missing():
                return ["migrations"]
            _KNOWN.add("tables")
    except (DatabaseError, InterfaceError):
        connection.close()
        return ["database"]
    return []


def _may_read(request: HttpRequest) -> bool:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and kind.lower() == "bearer":
        return secrets.compare_digest(given.strip().encode(), settings.METRICS_TOKEN.encode())
    if _by_public_name(request):
        # A proxy on this machine that does not say for whom it asks would open the door to all.
        return False
    try:
        address = ip_address(client_address(request))
    except ValueError:
        return False
    return any(address in network for network in settings.METRICS)


def _by_public_name(request: HttpRequest) -> bool:
    site = urlsplit(settings.SITE_URL)
    try:
        asked = urlsplit(f"{site.scheme}://{request.META.get('HTTP_HOST', '')}")
        return bool(site.hostname) and _place(asked) == _place(site)
    except ValueError:
        # It is no name at all, and tells nothing of who asks.
        return True


def _place(address: SplitResult) -> tuple[str, int | None]:
    """Host and port, however they are written."""
    usual = 443 if address.scheme == "https" else 80
    return (address.hostname or "").rstrip("."), address.port or usual
