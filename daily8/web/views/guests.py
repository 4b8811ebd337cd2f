"""Comments of who has no account: the form, and the page that a letter leads to."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from daily8.articles.origins import origin
from daily8.comments import guests, tokens, writing
from daily8.comments.models import Comment
from daily8.comments.talks import Talk
from daily8.web import commenting


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, subject: str, key: str) -> HttpResponse:
    """The form of a guest; what it sends waits for a click in a letter. `?to=` is the comment that is answered."""
    if not settings.GUESTS:
        raise Http404("there are no guests")
    try:
        talk = commenting.talk_of(subject, key)
    except commenting.Moved as moved:
        return HttpResponseRedirect(reverse("comments-guest", args=[subject, moved.key]))
    parent = _answered(request, talk)
    if request.method != "POST":
        return _form(request, talk, parent)
    try:
        _write(request, talk, parent)
    except commenting.ERRORS as error:
        return _form(request, talk, parent, error=error)
    return HttpResponseRedirect(f"{request.path}?sent=1")


def _answered(request: HttpRequest, talk: Talk) -> Comment | None:
    to = request.GET.get("to", "")
    if not (to.isascii() and to.isdigit() and len(to) <= 18):
        return None
    comment = commenting.comment_or_404(request, to)
    return comment if comment.discussion in talk.discussions else None


def _write(request: HttpRequest, talk: Talk, parent: Comment | None) -> None:
    sent, now = request.POST, timezone.now()
    token = tokens.read(sent.get("token", ""), None, now)
    signed = guests.signature(sent.get("name", ""), sent.get("email", ""))
    guests.write(
        talk,
        signed,
        sent.get("words", ""),
        token=token,
        address=commenting.address_of(request),
        now=now,
        origin=origin(request),
        parent=parent,
    )


def _form(
    request: HttpRequest, talk: Talk, parent: Comment | None, *, error: Exception | None = None
) -> HttpResponse:
    now = timezone.now()
    context = {
        "talk": talk,
        "parent": parent,
        "sent": "sent" in request.GET,
        "back": reverse(f"{talk.subject}-comments", args=[talk.key]),
        "is_open": talk.is_open(now),
        "token": tokens.kept(request.POST.get("token", ""), None, now),
        "name": request.POST.get("name", "")[:200],
        "email": request.POST.get("email", "")[:300],
        "typed": request.POST.get("words", ""),
    }
    answer = commenting.page(request, "pages/guest.html", context, error=error)
    return commenting.with_form(answer)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Where a letter leads: a guest publishes the comment, or erases it. To look at the page changes nothing."""
    now = timezone.now()
    guests.forget(now)
    guest = guests.by_key(key)
    if guest is None:
        return _told(request, {}, status=404)
    deed = request.POST.get("deed", "")
    if deed == "erase":
        guests.erase(guest, now)
        return _told(request, {"erased": True})
    error = None
    if deed == "confirm":
        try:
            guests.confirm(guest, commenting.talk_about(guest.comment).mode, now)
        except writing.Closed as refusal:
            error = refusal
        guest.comment.refresh_from_db(fields=["state"])
    told = {"guest": guest, "comment": guest.comment, "may": guests.may_confirm(guest, now)}
    return _told(request, told, error=error)


def _told(request: HttpRequest, told: dict[str, Any], **answered: Any) -> HttpResponse:
    return commenting.with_form(commenting.page(request, "pages/guest_comment.html", told, **answered))
