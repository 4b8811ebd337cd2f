"""Every publisher."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from daily8.web import directory


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """All publishers with their health, or those that the reader's form asks for."""
    asked = directory.Wanted.read(request.GET)
    listing = directory.listing(asked, now=timezone.now())
    return render(request, "pages/sources.html", {"listing": listing, "wanted": asked})
