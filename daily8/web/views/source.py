"""One publisher."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from daily8.articles import keeping, scopes, shown
from daily8.sources import health
from daily8.sources.models import Publisher
from daily8.web import hiding, paging


@require_safe
def show(request: HttpRequest, domain: str) -> HttpResponse:
    """What a publisher is, how reading it goes, and its articles."""
    publisher = get_object_or_404(Publisher.objects.prefetch_related("feeds"), domain=domain.lower())
    keeping.shows(request, shown.source(publisher.pk))
    own = hiding.of(request).but(publisher=publisher.pk)
    page = paging.page(request, own.visible(scopes.articles_for(request)).filter(publisher=publisher))
    # Who publishes nothing in the reader's language is shown in its own, without a choice that would be empty.
    foreign = not page.articles and not scopes.shows_all_languages(request)
    if foreign:
        page = paging.page(request, own.visible(publisher.articles.visible()))
    context = {
        "publisher": publisher,
        "health": health.of(publisher, timezone.now()),
        "page": page,
        "foreign": foreign,
    }
    return render(request, "pages/source.html", context)
