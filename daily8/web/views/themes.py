"""The choice between the light and the dark page."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from daily8.web.themes import THEMES

_YEAR = 365 * 24 * 3600


@require_POST
def choose(request: HttpRequest) -> HttpResponseRedirect:
    """Keep the chosen theme in a cookie and return to the page; any other word means as the system does."""
    page = request.POST.get("next", "")
    safe = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    response = HttpResponseRedirect(page if safe else "/")
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        # Scripts may write it too: the switch then works at once, and it holds nothing secret.
        response.set_cookie("theme", theme, max_age=_YEAR, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
