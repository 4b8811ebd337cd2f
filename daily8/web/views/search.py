"""What is looked for."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.assistant.abilities import Ability
from daily8.search import memory
from daily8.search.suggesting import Kind, Suggestion
from daily8.web import assisting, hiding
from daily8.web.searching import Asked, examples, results


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The box, and what it found."""
    asked = Asked.read(request)
    now = timezone.now()
    found = results(asked, now=now, hiding=hiding.of(request)) if asked.typed else None
    context = {
        "asked": asked,
        "results": found,
        "ways": [] if found and found.groups else examples(now),
        "asking": asked.asking if assisting.rules(request).allows(Ability.ASK) else "",
    }
    return render(request, "pages/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Hashtags and publishers whose name begins as what was typed so far, as JSON."""
    language = get_language() or "en"
    found = memory.current().names.starting(request.GET.get("q", "")[:200], language)
    answer = JsonResponse({"suggestions": [_shown(each) for each in found]})
    answer["Cache-Control"] = "max-age=60"
    return answer


def _shown(suggestion: Suggestion) -> dict[str, str]:
    pages = {Kind.HASHTAG: "hashtag", Kind.SOURCE: "source"}
    sign = "#" if suggestion.kind is Kind.HASHTAG else ""
    return {
        "kind": suggestion.kind,
        "name": f"{sign}{suggestion.name}",
        "language": suggestion.language,
        "address": reverse(pages[suggestion.kind], args=[suggestion.key]),
    }
