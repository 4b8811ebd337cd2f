"""The newsletter: asked for, confirmed, changed, ended, and looked at before."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from daily8.accounts.door import Limit, TooOften, by_address, count, minutes_until, page
from daily8.articles.origins import origin
from daily8.editions.models import Edition, Rhythm
from daily8.newsletter import letters, subscribing
from daily8.newsletter.forms import AskForm, RhythmForm
from daily8.newsletter.models import State, Subscriber
from daily8.web.views.edition import day_of

# Each brings a letter to somebody who may not have asked for it.
_ASKING = Limit("newsletter", from_one_network=60, to_one=3, lasting=timedelta(days=1))


@page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; what it answers is the same for every address."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count(request, _ASKING, by_address(request))
        except TooOften as refusal:
            return _too_often(request, refusal)
        rhythm, language = Rhythm(form.cleaned_data["rhythm"]), get_language() or ""
        subscribing.ask(form.cleaned_data["email"], language, rhythm, timezone.now(), origin=origin(request))
        return HttpResponseRedirect(f"{request.path}?sent=1")
    last = Edition.objects.of(get_language() or "").first()
    context = {"form": form, "sent": "sent" in request.GET, "last": last}
    return render(request, "pages/newsletter.html", context, status=422 if form.errors else 200)


def _too_often(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    minutes = minutes_until(refusal.ends_at)
    response = render(request, "account/too_often.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response


@page
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, key: str) -> HttpResponse:
    """What a letter leads to: confirm it, have it otherwise, or end it. Nothing happens by looking."""
    subscriber = subscribing.of_key(key, timezone.now())
    if subscriber is None:
        return render(request, "pages/newsletter_over.html", status=404)
    if request.method == "POST":
        return _act(request, subscriber)
    context = {
        "subscriber": subscriber,
        "waits": subscriber.state != State.CONFIRMED,
        "form": RhythmForm(initial={"rhythm": subscriber.rhythm}),
        "done": request.GET.get("done", ""),
    }
    return render(request, "pages/newsletter_own.html", context)


def _act(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "stop":
        subscribing.stop(subscriber)
        return render(request, "pages/newsletter_over.html", {"stopped": True})
    if act == "confirm":
        subscribing.confirm(subscriber, timezone.now())
    form = RhythmForm(request.POST)
    if act == "change" and form.is_valid():
        subscribing.change(subscriber, Rhythm(form.cleaned_data["rhythm"]))
    return HttpResponseRedirect(f"{request.path}?done={'confirm' if act == 'confirm' else 'change'}")


# Mail programs send this form by themselves (RFC 8058); whoever has the letter may end it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """End it at once where a mail program says so; lead people to the page on which they do."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("newsletter-own", args=[key]))
    subscriber = subscribing.of_key(key, timezone.now())
    if subscriber:
        subscribing.stop(subscriber)
    return render(request, "pages/newsletter_over.html", {"stopped": True})


@require_safe
def letter(request: HttpRequest, rhythm: str, day: str) -> HttpResponse:
    """An edition as its subscribers get it. Mail programs know no stylesheets, so its styles stand in it."""
    edition = get_object_or_404(Edition.objects.of(get_language() or "", Rhythm(rhythm)), day=day_of(day))
    response = HttpResponse(letters.letter_of(edition).preview(request.build_absolute_uri(reverse("newsletter"))))
    response.headers["X-Robots-Tag"] = "noindex"
    # Read by the policy's middleware, as `csp.decorators.csp_update` sets it for views without arguments.
    response._csp_update = {"style-src": ["'unsafe-inline'"]}  # type: ignore[attr-defined]
    return response
