"""Articles read aloud by a voice of this site."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from daily8.articles.models import Article
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Clip
from daily8.assistant.texts import Text, digest, usable
from daily8.web import assisting

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


@require_safe
def show(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A part of an article as sound, or as much of it as is asked for: players ask for the end first."""
    clip = Clip.objects.filter(result__key=key, number=number).select_related("result").first()
    if clip is None or not _may_be_heard(request, clip):
        raise Http404(f"no speech {key}/{number}")
    audio = bytes(clip.audio)
    span = _span(request.headers.get("Range", ""), len(audio))
    answer = HttpResponse(audio[span] if span else audio, content_type=clip.media_type)
    if span:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{len(audio)}"
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "private, max-age=86400"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _may_be_heard(request: HttpRequest, clip: Clip) -> bool:
    article = clip.result.article_id
    if article is None or not assisting.rules(request).allows(Ability.LISTEN):
        return False
    found = usable(Article.objects.filter(pk=article)).first()
    # Other texts than the one that was read may be short of it, or say something else.
    return found is not None and digest([Text.of(found)]) == clip.result.revision


def _span(asked: str, size: int) -> slice | None:
    """The bytes that a header asks for (RFC 9110, 14.2); nothing where it asks for none, or for several spans."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not any(found.groups()) or not size:
        return None
    first, last = found.groups()
    if not first:
        return slice(max(0, size - int(last)), size)
    end = min(int(last) + 1, size) if last else size
    return slice(int(first), end) if int(first) < end else None
