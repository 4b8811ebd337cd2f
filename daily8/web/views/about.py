"""What this site is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daily8.assistant.abilities import Ability
from daily8.web import assisting


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What this site is, how its pages are made, and how a publisher reaches the operator."""
    rules = assisting.rules(request)
    context = {
        "contact": settings.CONTACT,
        "user_agent": settings.USER_AGENT,
        "uses_ai": rules.on,
        "asks": rules.allows(Ability.ASK),
    }
    return render(request, "pages/about.html", context)
