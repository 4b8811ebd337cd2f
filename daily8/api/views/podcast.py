"""The podcast for programs: its feed, and the sound, transcript and chapters of each episode."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daily8.api import podcast, ranges
from daily8.api.freshness import fresh
from daily8.api.podcast import Podcast
from daily8.articles.origins import origin
from daily8.podcast import files, hearing, transcripts
from daily8.podcast.hearing import Recording
from daily8.podcast.models import Episode
from daily8.work import branding

_SIZE, _SECONDS = 60, 60


@require_safe
@fresh(seconds=_SECONDS)
def feed(request: HttpRequest) -> HttpResponse:
    """The episodes of the page's language that may be heard, the newest first; 404 where there never was one."""
    language, site = get_language() or "en", origin(request)
    episodes = Episode.objects.of(language)
    if not episodes.exclude(made_at=None).exists():
        raise Http404("no episode in this language")
    written = podcast.written(
        Podcast(
            title=f"{branding.name()}: {_('The daily eight')}",
            description=_(
                "The eight stories that most independent publishers tell, read aloud each day by the voice of a "
                "computer. Every sentence belongs to its publisher; links to the originals are on the page of the "
                "edition."
            ),
            origin=site,
            page=site + reverse("podcast"),
            address=site + request.path,
            language=language,
            icon=site + branding.icon("icon-180.png"),
            picture=site + branding.icon("podcast.png"),
        ),
        hearing.heard(list(episodes.ready()[:_SIZE])),
    )
    return _open(HttpResponse(written, content_type=podcast.TYPE))


@require_safe
def file(request: HttpRequest, language: str, day: str, form: str) -> HttpResponse:
    """The sound (mp3), transcript (vtt) or chapters (json) of an episode, as long as all of it may be heard."""
    recording = _recording(language, day)
    if form == "vtt":
        return _open(HttpResponse(transcripts.vtt(recording), content_type=f"{transcripts.VTT}; charset=utf-8"))
    if form == "json":
        told = transcripts.chapters(recording, origin=origin(request))
        return _open(JsonResponse(told, content_type=transcripts.CHAPTERS))
    name = recording.episode.file
    return _open(ranges.answer(request, files.fetched(name), media_type=podcast.AUDIO, tag=f'"{name}"'))


def _recording(language: str, day: str) -> Recording:
    try:
        found = hearing.heard_on(language, date.fromisoformat(day))
    except ValueError as error:
        raise Http404(f"{day} is no day") from error
    if found is None:
        raise Http404(f"no episode of {day}")
    return found


def _open(response: HttpResponse) -> HttpResponse:
    """Players in other sites' pages may read it; whoever keeps it asks each time whether it may still be heard."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, no-cache"
    return response
