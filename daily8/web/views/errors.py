"""What a reader sees when there is no page, or it cannot be made."""

import logging
import sys
from pathlib import Path

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render

from daily8.web import bodies
from daily8.work import references

logger = logging.getLogger(__name__)
_AWAY, _BACK_SECONDS = (InterfaceError, OperationalError), 10
_TEMPLATES = Path(__file__).parent.parent / "templates"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request goes to a name that is not the site's; for the operator, here is the setting.

    Or it is too large. It is plain text from a file: pages ask for the site's name, which is what is wrong.
    """
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return bodies.too_large(request)
    return HttpResponseBadRequest((_TEMPLATES / "400.html").read_text(encoding="utf-8"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """There is no such page; here is the way to others."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: in both languages, with the reference that stands on the lines of the log about it.

    It is plain text put into a file, since whatever broke may also break templates or static files. While the
    database is away, apps and caches show what they have, and come again.
    """
    reference = references.current() or references.begin()
    logger.error("reference %s: %s could not be answered", reference, references.without_secret(request.path))
    page = (_TEMPLATES / "500.html").read_text(encoding="utf-8").replace("{reference}", reference)
    if isinstance(sys.exc_info()[1], _AWAY):
        headers = {"Cache-Control": "no-store", "Retry-After": str(_BACK_SECONDS)}
        return HttpResponse(page, status=503, headers=headers)
    return HttpResponseServerError(page, headers={"Cache-Control": "no-store"})
