"""Publishers' pictures, from here and never from their servers."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_safe

from daily8.articles import pictures

_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_A_WHILE = "public, max-age=300"


@require_safe
def show(_request: HttpRequest, width: int, signature: str, coded: str) -> HttpResponse:
    """The picture in this width; not found if the address is not ours or the picture cannot be had."""
    try:
        url = pictures.checked(signature, coded, width)
        body = pictures.picture(url, width)
    except (pictures.PictureRefused, pictures.PictureError):
        return HttpResponseNotFound(headers={"Cache-Control": _FOR_A_WHILE})
    return HttpResponse(body, content_type="image/webp", headers={"Cache-Control": _FOR_EVER})
