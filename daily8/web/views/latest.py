"""Everything, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daily8.articles import keeping, scopes, shown
from daily8.web import hiding, paging


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """All articles, newest first."""
    keeping.shows(request, shown.latest(scopes.language(request)))
    return render(request, "pages/latest.html", {"page": paging.page(request, hiding.articles_for(request))})
