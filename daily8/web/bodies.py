"""How much may be sent: looked at before anything of it is read or written to the disk."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponseBase]
# Doors of programs with refusals of their own, in the form that programs read, and with smaller limits.
_API = "/api/v1/"
_OF_PROGRAMS = ("/api/", "/websub/")
# Nobody sends so much that its length has more figures.
_MOST_FIGURES = 15


class BodiesMiddleware:
    """Refuses what is larger than anything that is read here, with or without a web server in front."""

    def __init__(self, get_response: Answer):
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say that it is too large."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdecimal()):
            return HttpResponse("Content-Length has to be a number.\n", content_type="text/plain", status=400)
        if len(length) > _MOST_FIGURES or (not _is_api(request) and int(length) > most_of(request)):
            return too_large(request)
        return self._get_response(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(_API)


def most_of(request: HttpRequest) -> int:
    """Return how many bytes may be sent with a request."""
    return settings.LARGEST_FORM if request.content_type == "multipart/form-data" else settings.LARGEST_BODY


def too_large(request: HttpRequest) -> HttpResponse:
    """Say what is too large, to people in their language and to programs in one line."""
    megabytes = most_of(request) // 1_000_000
    if request.path_info.startswith(_OF_PROGRAMS):
        said = f"The body is too large: at most {megabytes} MB are read, of forms without files less.\n"
        response = HttpResponse(said, content_type="text/plain; charset=utf-8", status=413)
    else:
        response = render(request, "413.html", {"megabytes": megabytes}, status=413)
    response.headers["Cache-Control"] = "no-store"
    return response
