"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daily8.articles import selection
from daily8.sources import health
from daily8.web import scopes


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What is new, from a lead down to a plain list."""
    front = selection.front(scopes.articles_for(request))
    state = None if front.latest or front.lead else health.of_site()
    return render(request, "pages/front.html", {"front": front, "state": state})
