"""The podcast for people: all episodes, and what was said in each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.podcast import hearing
from daily8.podcast.models import Episode
from daily8.web import dates
from daily8.web.views.edition import day_of

_SIZE = 60


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The episodes that may be heard, the newest first, and the address that programs want."""
    found = Episode.objects.of(get_language() or "en").ready()[:_SIZE]
    return render(request, "pages/podcast.html", {"recordings": hearing.heard(list(found))})


@require_safe
def transcript(request: HttpRequest, day: str) -> HttpResponse:
    """What was said in an episode, story by story, while all of it may be heard."""
    language, when = get_language() or "en", day_of(day)
    recording = hearing.heard_on(language, when)
    if recording is None:
        raise Http404(f"no episode of {day}")
    context = {
        "recording": recording,
        "edition": recording.episode.edition,
        "name": dates.weekday(when, now=timezone.now(), language=language),
    }
    return render(request, "pages/transcript.html", context)
