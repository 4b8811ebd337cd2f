"""The document of the API, and a page on which it can be read and tried."""

import gzip
import json
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from ninja.responses import Response

from daily8.api.v1.site import PREFIX, document

# The page is for programmers, and in the language of the document.
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>API</title>
<link rel="stylesheet" href="{base}docs/swagger-ui.css">
<link rel="icon" href="/favicon.ico">
</head>
<body>
<main id="swagger-ui"></main>
<script type="application/json" id="swagger-settings">{settings}</script>
<script src="{base}docs/swagger-ui-bundle.js"></script>
<script src="{base}docs/swagger-ui-init.js"></script>
</body>
</html>
"""
_TYPES = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui-init.js": "text/javascript; charset=utf-8",
}
_SETTINGS = {"layout": "BaseLayout", "deepLinking": True, "tryItOutEnabled": True}


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The OpenAPI document."""
    response = Response(document())
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@csp_update({"img-src": [SELF, "data:"]})  # the arrows of its own style sheet
def docs(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The page, from files of this site alone."""
    base = f"/{PREFIX}"
    settings = json.dumps({**_SETTINGS, "url": f"{base}openapi.json"})
    # What stands in a script is data as it is; nothing in it comes from outside.
    return HttpResponse(_PAGE.format(base=base, settings=settings))


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the page's files, which come with the library that writes the document."""
    if name not in _TYPES:
        raise Http404(f"no file {name}")
    content, packed, tag = _file(name)
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else content, content_type=_TYPES[name])
    if takes_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = f'"{tag}{"-gzip" if takes_gzip else ""}"'
    response.headers["Cache-Control"] = "public, max-age=3600"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@cache
def _file(name: str) -> tuple[bytes, bytes, str]:
    """Its bytes, the same packed, and what tells them from others: they are a megabyte and never change."""
    content = (files("ninja") / "static" / "ninja" / name).read_bytes()
    return content, gzip.compress(content, 6, mtime=0), blake2b(content, digest_size=12).hexdigest()
