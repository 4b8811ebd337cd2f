"""How an edition was chosen, and how it would be by other weights."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from daily8.articles import keeping
from daily8.articles import shown as things
from daily8.assistant import edition_entries
from daily8.editions import weighing
from daily8.editions.models import Edition
from daily8.web import dates, editions
from daily8.web.views.edition import day_of, keep


@require_safe
@vary_on_headers("HX-Request")
def show(request: HttpRequest, day: str, rhythm: str) -> HttpResponse:
    """The whole ballot; only the eight by these weights when the open page asks."""
    language = get_language() or "en"
    edition = get_object_or_404(Edition, language=language, rhythm=rhythm, day=day_of(day))
    weights = weighing.asked(request.GET.dict(), edition.weights)
    is_part = "HX-Request" in request.headers
    shown = edition_entries.of_edition(edition)
    ballot = editions.ballot(shown, weights, whole=not is_part)
    listed = {row.story.pk for row in (*ballot.chosen, *ballot.others) if row.story}
    keep(request, shown)
    keeping.shows(request, things.edition(language), *map(things.story, listed))
    context = {
        "shown": shown,
        "edition": edition,
        "ballot": ballot,
        "unlisted": edition.considered - len(edition.entrants),
        "sliders": editions.sliders(edition, weights),
        "name": dates.weekday(edition.day, now=timezone.now(), language=language),
    }
    return render(request, "parts/edition_by_weights.html" if is_part else "pages/edition_ballot.html", context)
