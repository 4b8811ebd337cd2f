"""Answers with a file, or with as much of it as a player asks for (RFC 9110, 14)."""

import re
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.IGNORECASE)


def answer(request: HttpRequest, path: Path, *, media_type: str, tag: str) -> HttpResponse:
    """Return a file whose state this tag names: whole, or the one span that is asked for.

    Several spans at once are answered with the whole, as is a span of another state than this one, one that ends
    before it begins, and any of who asks only for the headers. Raises Http404 where the file is gone.
    """
    try:
        return _answer(request, path, media_type=media_type, tag=tag)
    except FileNotFoundError as error:
        raise Http404(f"{path.name} is gone") from error


def _answer(request: HttpRequest, path: Path, *, media_type: str, tag: str) -> HttpResponse:
    size, asked = path.stat().st_size, _asked(request, tag)
    if asked is None:
        response = _part(request, path, range(size), media_type)
    elif span := _span(*asked, size):
        response = _part(request, path, span, media_type)
        response.status_code = 206
        response["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    else:
        response = HttpResponse(status=416, content_type=media_type)
        response["Content-Range"] = f"bytes */{size}"
    response["Accept-Ranges"], response["ETag"] = "bytes", tag
    return response


def _asked(request: HttpRequest, tag: str) -> tuple[str, str] | None:
    """The first byte and the last that are asked for, each "" where it is not named; None for the whole."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or request.method != "GET" or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = found.groups()
    is_one = first and (not last or int(first) <= int(last))
    return (first, last) if is_one or (last and not first) else None


def _span(first: str, last: str, size: int) -> range:
    """The bytes that are asked for, as far as there are any: from one to another, or the last ones."""
    if not first:
        return range(max(0, size - int(last)), size)
    return range(int(first), min(int(last) + 1, size) if last else size)


def _part(request: HttpRequest, path: Path, span: range, media_type: str) -> HttpResponse:
    """Who asks only for the headers has nothing read."""
    data = b""
    if request.method != "HEAD":
        with path.open("rb") as file:
            file.seek(span.start)
            data = file.read(len(span))
    response = HttpResponse(data, content_type=media_type)
    response["Content-Length"] = str(len(span))
    return response
