"""Every publisher."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from daily8.web import directory


def show(request: HttpRequest) -> HttpResponse:
    """All publishers with their health, or those that the reader's form asks for."""
    asked = directory.Wanted.read(request.GET)
    listing = directory.listing(asked, now=timezone.now())
    return render(request, "pages/sources.html", {"listing": listing, "wanted": asked})
