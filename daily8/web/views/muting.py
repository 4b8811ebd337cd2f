"""What a reader does not want to see in lists, with a look at what each thing hides."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daily8.accounts.models import User
from daily8.articles.models import Article
from daily8.reading import muting
from daily8.reading.muting import MOST, TooMuch
from daily8.reading.things import Thing

# What is shown of what a thing hides: so many of the articles of so many days.
DAYS, _SHOWN = 7, 50


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """All that is muted, and a field for words."""
    assert isinstance(request.user, User)
    return render(request, "pages/muted.html", {"muted": muting.muted(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mute(request: HttpRequest) -> HttpResponse:
    """Show what muting a thing hides, or mute it, or show it again."""
    assert isinstance(request.user, User)
    told = request.POST if request.method == "POST" else request.GET
    thing = muting.named(told.get("kind", ""), told.get("name", ""))
    if thing is None:
        if told.get("kind") == "words":
            messages.error(request, _("Write a word that says something: it is looked for in headlines."))
            return HttpResponseRedirect(reverse("muted"))
        raise Http404("nothing to mute under this name")
    if request.method != "POST":
        return _preview(request, request.user, thing)
    if told.get("mute") == "no":
        muting.unmute(request.user, thing)
    else:
        _mute(request, request.user, thing)
    return HttpResponseRedirect(reverse("muted"))


def _preview(request: HttpRequest, user: User, thing: Thing) -> HttpResponse:
    recent = Article.objects.visible().filter(published_at__gte=timezone.now() - timedelta(days=DAYS))
    hidden = muting.by(thing).hidden(recent)
    context = {
        "thing": thing,
        "muted": muting.mutes(user, thing),
        "hidden": list(hidden.newest_first().cards()[:_SHOWN]),
        "number": hidden.count(),
        "days": DAYS,
    }
    return render(request, "pages/mute.html", context)


def _mute(request: HttpRequest, user: User, thing: Thing) -> None:
    try:
        muting.mute(user, thing, timezone.now())
    except TooMuch:
        words = _("You have muted %(most)s things, which is all that can be muted. Show one of them again first.")
        messages.error(request, words % {"most": MOST})
