"""What this site is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What this site is, how its pages are made, and how a publisher reaches the operator."""
    return render(request, "pages/about.html", {"contact": settings.CONTACT, "user_agent": settings.USER_AGENT})
