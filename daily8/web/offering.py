"""The languages that the site is offered in, of those that it knows."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header

from daily8.work import branding

Answer = Callable[[HttpRequest], HttpResponseBase]
_KNOWN = dict(settings.LANGUAGES)
# Operators may work in another language than their readers read.
_NOT_LED_ON = "admin"


class OfferedLanguages:
    """Leads from a page in a language that is not offered to the same page in the site's first one."""

    def __init__(self, get_response: Answer):
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead there; what is sent is taken in any language."""
        language, _, rest = request.path_info.removeprefix("/").partition("/")
        if language not in _KNOWN or request.method not in ("GET", "HEAD") or rest.startswith(_NOT_LED_ON):
            return self._get_response(request)
        brand = branding.current()
        if language in dict(brand.offered):
            return self._get_response(request)
        response = HttpResponseRedirect(f"/{brand.language}{request.get_full_path()[len(language) + 1 :]}")
        response["Cache-Control"] = "no-cache"
        return response


def wanted(request: HttpRequest) -> str:
    """Return the language of who names none in the address: the one asked for, as far as it is offered."""
    brand, language = branding.current(), get_language() or settings.LANGUAGE_CODE
    asked = [code for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    is_asked = any(code == language or code.startswith(f"{language}-") for code in (chosen, *asked))
    return language if is_asked and language in dict(brand.offered) else brand.language
