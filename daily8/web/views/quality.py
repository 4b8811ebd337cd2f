"""How well the site works."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from daily8.assistant import quality as assistant
from daily8.web import assisting, quality


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """How much is read, how soon, what was corrected, and how often what models wrote was borne out."""
    whole, by_source = quality.reading() or (None, [])
    uses_ai = assisting.rules(request).on
    context = {
        "whole": whole,
        "by_source": by_source,
        "corrected": quality.corrected(timezone.now()),
        "uses_ai": uses_ai,
        "rates": assistant.rates() if uses_ai else [],
    }
    return render(request, "pages/quality.html", context)
