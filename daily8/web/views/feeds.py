"""The feeds of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What a feed is, the feeds of the site's lists, and how to find any other."""
    return render(request, "pages/feeds.html")
