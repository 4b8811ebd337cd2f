"""What a reader follows, and what is new of it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daily8.accounts.models import User
from daily8.articles import scopes
from daily8.reading import following, news, own_feeds, things
from daily8.reading.following import TooMuch
from daily8.web import hiding, paging, wished
from daily8.web.commenting import with_form
from daily8.web.wished import Wish

_MOST_HIDDEN = 100


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """The newest articles of all that is followed, and the list of it."""
    assert isinstance(request.user, User)
    followed = following.followed(request.user)
    cursor = paging.asked(request)
    found = news.newest(
        followed,
        hiding.articles_for(request),
        before=(cursor.at, cursor.pk) if cursor else None,
        most=paging.SIZE + 1,
    )
    page = paging.cut(request, [one.article for one in found])
    is_empty = not found and cursor is None
    context = {
        "followed": followed,
        "page": page,
        "news": found[: paging.SIZE],
        "hidden": _hidden(request, followed) if is_empty else 0,
        "most_hidden": _MOST_HIDDEN,
        "own_feed": own_feeds.of(request.user),
    }
    return render(request, "pages/following.html", context)


def _hidden(request: HttpRequest, followed: Sequence[things.Thing]) -> int:
    """How many articles of what is followed are muted, of so many."""
    articles = hiding.of(request).hidden(scopes.articles_for(request))
    return len(news.newest(followed, articles, before=None, most=_MOST_HIDDEN))


@require_POST
@login_required
def feed(request: HttpRequest) -> HttpResponse:
    """Make an address for programs that read what is followed, or another one, or let there be none."""
    assert isinstance(request.user, User)
    if request.POST.get("act") == "stop":
        own_feeds.stop(request.user)
        messages.info(request, _("The feed is removed; its address no longer works."))
    else:
        own_feeds.renew(request.user, timezone.now())
        messages.info(request, _("The feed has a new address. Whoever knows it can read the feed."))
    return HttpResponseRedirect(reverse("following"))


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask whether to follow a thing, or follow it, or no longer; then lead back to where the reader was.

    Who is not signed in is told why that is wanted, and comes back from there to find it done.
    """
    told = request.POST if request.method == "POST" else request.GET
    thing = things.named(told.get("kind", ""), told.get("name", ""))
    if thing is None:
        raise Http404("nothing to follow under this name")
    user, back = request.user, _back(request, told.get("back", ""))
    if not isinstance(user, User):
        return _to_the_door(request, thing, back)
    if request.method != "POST":
        return _asked(request, user, thing, back)
    if told.get("follow") == "no":
        following.unfollow(user, thing)
    else:
        _follow(request, user, thing)
    return HttpResponseRedirect(back)


def _to_the_door(request: HttpRequest, thing: things.Thing, back: str) -> HttpResponse:
    if request.method != "POST":
        return with_form(render(request, "pages/follow_door.html", {"thing": thing, "back": back}))
    door = "account_signup" if request.POST.get("door") == "signup" else "account_login"
    mark = wished.note(request, Wish(thing.kind, thing.name, back))
    here = f"{request.path}?{urlencode({'kind': thing.kind, 'name': thing.name, 'wish': mark})}"
    return HttpResponseRedirect(f"{reverse(door)}?{urlencode({'next': here})}")


def _asked(request: HttpRequest, user: User, thing: things.Thing, back: str) -> HttpResponse:
    """What was wished before signing in is done; else a page asks."""
    wish = wished.take(request, request.GET.get("wish", ""))
    if wish is None or (wish.kind, wish.name) != (thing.kind, thing.name):
        context = {"thing": thing, "followed": following.follows(user, thing), "back": back}
        return render(request, "pages/follow.html", context)
    done = _follow(request, user, thing)
    return HttpResponseRedirect(_back(request, wish.back) if done else reverse("following"))


def _follow(request: HttpRequest, user: User, thing: things.Thing) -> bool:
    try:
        following.follow(user, thing, timezone.now())
    except TooMuch as refusal:
        words = _("You follow %(most)s things, which is as many as can be followed. Unfollow one of them first.")
        messages.error(request, words % {"most": refusal.most})
        return False
    return True


def _back(request: HttpRequest, address: str) -> str:
    """The page of this site that the reader came from; what is followed where there is none."""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("following")
