"""Addresses that stand for another one."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from daily8.web import offering
from daily8.work import branding


def choose_language(request: HttpRequest) -> HttpResponseRedirect:
    """To the front page in the reader's language: the one chosen before, else the browser's."""
    response = front_page(request, language=offering.wanted(request))
    response["Vary"] = "Accept-Language, Cookie"
    response["Cache-Control"] = "no-cache"
    return response


def front_page(_request: HttpRequest, *, language: str) -> HttpResponseRedirect:
    """To the front page in this language."""
    with override(language):
        return HttpResponseRedirect(reverse("front"))


def favicon(_request: HttpRequest) -> HttpResponseRedirect:
    """To the icon, for programs that ask without reading a page."""
    own = branding.icon("icon-32.png") if branding.current().logo_digest else static("images/icon.ico")
    return HttpResponseRedirect(own)
