"""What a reader sees when there is no page, or it cannot be made."""

import logging
import secrets
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render

logger = logging.getLogger(__name__)
_SERVER_ERROR = Path(__file__).parent.parent / "templates" / "500.html"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """There is no such page; here is the way to others."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: in both languages, with a reference that the log holds beside the cause.

    It is plain text put into a file, since whatever broke may also break templates or static files.
    """
    reference = secrets.token_hex(4)
    logger.error("reference %s: %s could not be answered", reference, request.path)
    page = _SERVER_ERROR.read_text(encoding="utf-8").replace("{reference}", reference)
    return HttpResponseServerError(page, headers={"Cache-Control": "no-store"})
