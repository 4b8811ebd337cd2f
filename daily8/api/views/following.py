"""The feed of what a reader follows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daily8.api.answers import SIZE, feed
from daily8.articles import scopes
from daily8.reading import following as follows
from daily8.reading import muting, news, own_feeds
from daily8.work import branding

# So long a program of the reader need not ask again; nobody between keeps it.
_KEEPING = "private, max-age=300"


@require_safe
def following(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """The newest of what is followed by whoever has this address, without what is muted."""
    reader = own_feeds.reader(token)
    if reader is None:
        raise Http404("nobody has this address")
    articles = muting.of(reader).visible(scopes.articles_for(request))
    found = news.newest(follows.followed(reader), articles, before=None, most=SIZE)
    title = f"{_('Following')} · {branding.name()}"
    page = reverse("following") + scopes.query(request)
    answer = feed(request, [one.article for one in found], form=form, title=title, page=page)
    answer.headers["Cache-Control"] = _KEEPING
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
