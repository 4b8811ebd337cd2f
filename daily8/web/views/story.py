"""One story."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.stories import showing
from daily8.stories.models import FormerStory, Story


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """A story with its reports; an address it had before leads to it."""
    story = Story.objects.filter(key=key).first()
    if story is None:
        return _moved(key)
    shown = showing.shown(story, language=get_language() or "en")
    if shown is None:
        raise Http404(f"nothing of story {key} is shown")
    return render(request, "pages/story.html", {"story": story, "shown": shown})


def _moved(key: str) -> HttpResponse:
    former = FormerStory.objects.filter(key=key).select_related("story").first()
    if former is None:
        raise Http404(f"no story {key}")
    return HttpResponsePermanentRedirect(reverse("story", args=[former.story.key]))
