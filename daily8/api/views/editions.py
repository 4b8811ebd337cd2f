"""The feeds of editions."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daily8.api import editions
from daily8.api.answers import FORMS
from daily8.api.feeds import Feed, one_line
from daily8.api.freshness import fresh
from daily8.articles.origins import origin
from daily8.editions.models import Edition, Rhythm
from daily8.work import branding

# Two weeks of days; what is older has its page.
_SIZE = 14
_SECONDS = 60


@require_safe
@fresh(seconds=_SECONDS)
def feed(request: HttpRequest, rhythm: str, form: str) -> HttpResponse:
    """The newest editions of the page's language, each one entry.

    It says not what it shows, and is made anew after any change: an article that is gone is gone from it at once.
    """
    language, site = get_language() or "en", origin(request)
    found = list(Edition.objects.of(language, Rhythm(rhythm))[:_SIZE])
    written = FORMS[form].written(
        Feed(
            title=one_line(f"{editions.name(rhythm)} · {branding.name()}"),
            description=_("Every article belongs to its publisher and links to the original."),
            page=site + reverse(rhythm),
            address=site + request.path,
            language=language,
            icon=site + branding.icon("icon-180.png"),
            entries=editions.entries(found, origin=site),
        )
    )
    return HttpResponse(written, content_type=FORMS[form].TYPE)
