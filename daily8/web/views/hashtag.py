"""One hashtag."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from daily8.topics.models import Hashtag
from daily8.web import context, paging, scopes

_IN_FEED = 30


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles of a hashtag, newest first; one that became part of another leads there."""
    hashtag = _found(slug)
    if hashtag.merged_into:
        return HttpResponsePermanentRedirect(reverse("hashtag", args=[hashtag.merged_into.slug]))
    articles = scopes.articles_for(request).filter(tags__hashtag=hashtag, copy_of=None)
    return render(request, "pages/hashtag.html", {"hashtag": hashtag, "page": paging.page(request, articles)})


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest of them for programs that follow."""
    hashtag = _found(slug)
    if hashtag.merged_into:
        return HttpResponsePermanentRedirect(reverse("hashtag_feed", args=[hashtag.merged_into.slug]))
    articles = scopes.articles_for(request).filter(tags__hashtag=hashtag, copy_of=None)
    origin = context.origin(request)
    written = Atom1Feed(
        title=f"#{hashtag.name}",
        link=origin + hashtag.get_absolute_url(),
        description="",
        feed_url=origin + request.get_full_path(),
    )
    for article in articles.newest_first().cards()[:_IN_FEED]:
        written.add_item(
            title=article.title,
            link=origin + article.get_absolute_url(),
            description=article.shown_excerpt,
            pubdate=article.published_at,
            updateddate=article.published_at,
        )
    return HttpResponse(written.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _found(slug: str) -> Hashtag:
    return get_object_or_404(Hashtag.objects.select_related("merged_into"), slug=slug, banned=False)
