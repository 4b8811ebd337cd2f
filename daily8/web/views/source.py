"""One publisher."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from daily8.sources.models import Publisher
from daily8.web import health, paging, scopes


def show(request: HttpRequest, domain: str) -> HttpResponse:
    """What a publisher is, how reading it goes, and its articles."""
    publisher = get_object_or_404(Publisher.objects.prefetch_related("feeds"), domain=domain.lower())
    articles = scopes.articles_for(request).filter(publisher=publisher)
    context = {
        "publisher": publisher,
        "health": health.of(publisher, timezone.now()),
        "page": paging.page(request, articles),
    }
    return render(request, "pages/source.html", context)
