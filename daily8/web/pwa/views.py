"""The pages and files of the app."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from daily8.articles.origins import origin
from daily8.web.pwa import manifest, sharing, worker


@require_safe
def show_manifest(_request: HttpRequest) -> JsonResponse:
    """The manifest in the language of its address."""
    told = manifest.of(get_language() or settings.LANGUAGE_CODE)
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script of the service worker; browsers ask for it again, cheaply, whenever a page is opened."""
    small = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        worker.compressed() if small else worker.script(), content_type="text/javascript; charset=utf-8"
    )
    # No cache on the way may give one browser what another one asked for.
    response["Cache-Control"] = "private, no-cache"
    if small:
        response["Content-Encoding"] = "gzip"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What this device can show without a connection; the worker keeps this page and shows it then."""
    return render(request, "pages/offline.html")


@never_cache
@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """To the article that was shared, or what can be done where it is not here."""
    shared = sharing.Shared(*(request.GET.get(field, "") for field in ("title", "text", "url")))
    links = shared.links
    page = sharing.page_of(links, origin=origin(request))
    if page:
        return HttpResponseRedirect(page)
    told = {"shared": shared, "link": links[0] if links else "", "adding": _adding(request, links)}
    return render(request, "pages/share.html", told)


def _adding(request: HttpRequest, links: list[str]) -> str:
    """Where an operator adds the source of what was shared; nothing for everybody else."""
    if not links or not request.user.has_perm("sources.add_feed"):
        return ""
    return f"{reverse('admin:sources_feed_look')}?{urlencode({'address': links[0]})}"
