"""What robots ask for first."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from daily8.api import robots
from daily8.articles.origins import origin

_FOR_AN_HOUR = "public, max-age=3600"


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Where robots may go."""
    return _answer(robots.robots_txt(origin(request)))


@require_safe
def llms_txt(request: HttpRequest) -> HttpResponse:
    """What the site is, for programs that read."""
    return _answer(robots.llms_txt(origin(request)))


def _answer(words: str) -> HttpResponse:
    return HttpResponse(words, content_type="text/plain; charset=utf-8", headers={"Cache-Control": _FOR_AN_HOUR})
