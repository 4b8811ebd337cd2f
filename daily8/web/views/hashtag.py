"""One hashtag."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.articles import keeping, presence, scopes, shown
from daily8.engine.language.directions import direction
from daily8.stories import showing
from daily8.topics.models import Hashtag
from daily8.web import charts, hiding, paging


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles of a hashtag, newest first and each text once; one that became part of another leads there."""
    hashtag = _found(slug)
    if hashtag.merged_into:
        return _moved(request, hashtag.merged_into)
    keeping.shows(request, shown.hashtag(hashtag.pk))
    language = get_language() or "en"
    articles = hiding.of(request).but(hashtag=hashtag.pk).visible(scopes.articles_for(request))
    page = paging.page(request, articles.carrying(hashtag), moment="tagged_at")
    context = {
        "hashtag": hashtag,
        "other_names": presence.other_names(hashtag, language),
        "chart": charts.chart(presence.days(hashtag, now=timezone.now()), direction=direction(language)),
        "neighbours": presence.neighbours(hashtag),
        "page": page,
        "lines": showing.with_copies(page.articles),
    }
    return render(request, "pages/hashtag.html", context)


def _found(slug: str) -> Hashtag:
    hashtag = get_object_or_404(Hashtag.objects.select_related("merged_into"), slug=slug, banned=False)
    # No address leads to a page that is gone.
    if hashtag.merged_into and hashtag.merged_into.banned:
        raise Http404(f"{hashtag} is merged into one that is banned")
    return hashtag


def _moved(request: HttpRequest, hashtag: Hashtag) -> HttpResponse:
    """Lead to another hashtag, with whatever was asked of this one."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(hashtag.get_absolute_url() + (f"?{query}" if query else ""))
