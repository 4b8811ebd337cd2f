"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.articles import scopes
from daily8.sources import health
from daily8.stories import front
from daily8.web import hiding


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What is new, from the top stories down to a plain list."""
    language = "" if scopes.shows_all_languages(request) else get_language() or "en"
    page = front.front(language, now=timezone.now(), hiding=hiding.of(request))
    state = None if page.lead else health.of_site()
    return render(request, "pages/front.html", {"front": page, "state": state})
