"""What every page knows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from daily8.articles import categories, scopes
from daily8.articles.origins import origin
from daily8.engine.language.directions import direction
from daily8.web import data_saver
from daily8.web.themes import THEMES
from daily8.work import branding


@dataclass(frozen=True, slots=True)
class Translation:
    """The page that is shown in a language of the interface."""

    language: str
    name: str
    address: str


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, languages, theme, pictures or none, categories and the moment of this answer."""
    language = get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get("theme", "")
    brand = branding.current()
    all_languages = scopes.shows_all_languages(request)
    return {
        "brand": brand,
        "site_name": brand.site_name,
        "origin": origin(request),
        "categories": categories.shown(),
        "language": language,
        "direction": direction(language),
        "translations": [_translation(request, code, name) for code, name in brand.offered],
        "theme": theme if theme in THEMES else "",
        "shows_pictures": data_saver.shows_pictures(
            request.COOKIES.get("pictures", ""), request.headers.get("Save-Data", "")
        ),
        "all_languages": all_languages,
        "scope": "?languages=all" if all_languages else "",
        "now": timezone.now(),
        # Pages for everybody look for no session.
        "signed_in": getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None,
    }


def _translation(request: HttpRequest, language: str, name: str) -> Translation:
    """The same page in another language; the front page where it is not one of a language."""
    _, first, *rest = request.get_full_path().split("/", 2)
    known = first in dict(settings.LANGUAGES)
    return Translation(language, str(name), f"/{language}/{'/'.join(rest) if known else ''}")
