"""What is made of the site's own logo and colours."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from daily8.engine import pictures
from daily8.work import branding
from daily8.work.models import Branding

_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_A_WHILE = "public, max-age=300"
# As wide as a masthead has room for, twice as fine.
_IN_THE_MASTHEAD = 384
# On a phone it takes what the tools leave.
_LOGO = (
    ".masthead__logo{block-size:2.875rem;inline-size:auto;max-inline-size:min(12rem,100vw - 17.5rem);"
    "object-fit:contain}\n"
    ".masthead__logo:not(:only-child){margin-inline-end:.75rem}\n"
)


@require_safe
def show(_request: HttpRequest, look: str, file: str) -> HttpResponse:
    """The style sheet of the colours, the logo, or an icon made of it, as they are now.

    A page that was made before the last change still has the address of that time.
    """
    brand = branding.current()
    kept = _FOR_EVER if look == brand.look else _FOR_A_WHILE
    if file == "brand.css" and brand.look:
        return HttpResponse(_style(brand), content_type="text/css; charset=utf-8", headers={"Cache-Control": kept})
    if not brand.logo_digest or (file != "logo.webp" and file not in branding.ICONS):
        raise Http404("no such file of the brand")
    media_type = "image/webp" if file == "logo.webp" else "image/png"
    body = _made(brand.logo_digest, file)
    return HttpResponse(body, content_type=media_type, headers={"Cache-Control": kept})


def _style(brand: Branding) -> str:
    """Outside of every layer, so that it holds before what the site's own style sheet says.

    Other sites need none of it, and their pages are as light as they can be.
    """
    accent = f"light-dark({brand.accent},{brand.accent_dark or brand.accent})"
    colours = f":root{{--accent:{accent};--on-accent:light-dark(#ffffff,{branding.NIGHT})}}\n"
    return (_LOGO if brand.logo_digest else "") + (colours if brand.accent else "")


@lru_cache(maxsize=32)
def _made(digest: str, file: str) -> bytes:
    """Make it once; the digest tells one logo from the next."""
    logo = bytes(Branding.objects.filter(logo_digest=digest).values_list("logo", flat=True).first() or b"")
    if not logo:
        raise Http404("this logo was changed a moment ago")
    if file == "logo.webp":
        return pictures.resized(logo, width=_IN_THE_MASTHEAD, quality=85)
    side, on_paper, part = branding.ICONS[file]
    return pictures.squared(logo, side=side, paper=branding.PAPER if on_paper else "", part=part)
