"""The choices that the first byte of a page depends on: light or dark, with pictures or without."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from daily8.web import data_saver
from daily8.web.themes import THEMES

_YEAR = 365 * 24 * 3600


@require_POST
def choose(request: HttpRequest) -> HttpResponseRedirect:
    """Keep what was chosen in cookies and return to the page.

    Any other word means that the reader's system decides; what a form does not ask for stays as it is.
    """
    page = request.POST.get("next", "")
    safe = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    response = HttpResponseRedirect(page if safe else "/")
    for name, words in (("theme", THEMES), ("pictures", data_saver.ANSWERS)):
        if name in request.POST:
            _keep(response, name, request.POST[name], words)
    return response


def _keep(response: HttpResponse, name: str, word: str, words: Sequence[str]) -> None:
    if word in words:
        # Scripts may write it too: the switch then works at once, and it holds nothing secret.
        response.set_cookie(name, word, max_age=_YEAR, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
