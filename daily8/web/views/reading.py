"""The reader's own page, and the keys."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What the reader saved and opened, and how pages look; all but the look is filled in by the browser."""
    return render(request, "pages/reading.html")


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The keys that walk through pages."""
    return render(request, "pages/keys.html")
