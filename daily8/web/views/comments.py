"""The comments of an article or a story, a thread, and how many there are."""

from django.contrib.auth.decorators import login_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from daily8.accounts.models import User
from daily8.articles import keeping
from daily8.comments import moderating, threads, tokens, writing
from daily8.comments.ordering import Order
from daily8.comments.talks import Talk
from daily8.web import commenting, moderators
from daily8.web.views import late_forms

_MOST_PAGES = 1000


def of(request: HttpRequest, subject: str, key: str) -> HttpResponse:
    """All comments in pages, with the form of whoever is signed in; what it sends becomes a comment."""
    try:
        talk = commenting.talk_of(subject, key)
    except commenting.Moved as moved:
        return HttpResponsePermanentRedirect(reverse(f"{subject}-comments", args=[moved.key]))
    if request.method == "POST":
        reader = commenting.reader_of(request)
        return _write(request, talk, reader) if reader else late_forms.keep(request)
    keeping.shows(request, *talk.shown)
    return _page(request, talk)


def _write(request: HttpRequest, talk: Talk, reader: User) -> HttpResponse:
    typed, now = request.POST.get("words", ""), timezone.now()
    try:
        token = tokens.read(request.POST.get("token", ""), reader, now)
        address = commenting.address_of(request)
        comment = writing.write(talk, reader, typed, token=token, address=address, now=now)
    except commenting.ERRORS as error:
        return _page(request, talk, typed=typed, error=error)
    return HttpResponseRedirect(comment.get_absolute_url())


def _page(request: HttpRequest, talk: Talk, *, typed: str = "", error: Exception | None = None) -> HttpResponse:
    reader, now = commenting.reader_of(request), timezone.now()
    page = threads.page(talk, _order(request), number=_number(request), reader=reader)
    context = {
        "talk": talk,
        "page": page,
        "orders": Order,
        "is_open": talk.is_open(now),
        "token": tokens.kept(request.POST.get("token", ""), reader, now) if reader else "",
        "typed": typed,
    }
    answer = commenting.page(request, "pages/comments.html", context, error=error)
    if not _is_linked(request, page):
        patch_cache_control(answer, private=True)
    return answer


def _is_linked(request: HttpRequest, page: threads.Page) -> bool:
    """Whether a link leads here; what somebody made up is not kept ready, where it would take others' place."""
    return request.GET.get("order", page.order) == page.order and (page.number == 1 or bool(page.threads))


def _order(request: HttpRequest) -> Order:
    asked = request.GET.get("order", "")
    return Order(asked) if asked in Order.values else Order.BEST


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:9]) <= _MOST_PAGES:
        raise Http404(f"no page {asked[:20]}")
    return int(asked)


@require_safe
def count(request: HttpRequest, subject: str, key: str) -> HttpResponse:
    """How many comments everybody sees; an answer that is ready, for pages that ask again and again."""
    try:
        talk = commenting.talk_of(subject, key)
    except commenting.Moved as moved:
        talk = commenting.talk_of(subject, moved.key)
    keeping.shows(request, *talk.shown)
    return JsonResponse({"count": talk.count})


@require_safe
def thread(request: HttpRequest, pk: str) -> HttpResponse:
    """One thread as a whole, where a comment's own link leads."""
    comment = commenting.comment_or_404(request, pk)
    if comment.thread:
        return HttpResponsePermanentRedirect(comment.get_absolute_url())
    talk = commenting.talk_about(comment)
    keeping.shows(request, *talk.shown)
    reader = commenting.reader_of(request)
    told = threads.thread(comment, reader=reader)
    context = {"talk": talk, "thread": told, "is_open": talk.is_open(timezone.now())}
    return commenting.page(request, "pages/thread.html", context)


@login_required
def enter(request: HttpRequest, subject: str, key: str) -> HttpResponse:  # noqa: ARG001
    """Where whoever wants to write goes by way of signing in."""
    return HttpResponseRedirect(f"{reverse(f'{subject}-comments', args=[key])}#write")


@require_POST
@moderators.only
def close(request: HttpRequest, subject: str, key: str, moderator: User) -> HttpResponse:
    """Close a discussion for more comments, or open it again."""
    talk = commenting.talk_of(subject, key)
    moderating.close(talk, moderator, timezone.now(), closed=request.POST.get("closed") == "1")
    return HttpResponseRedirect(reverse(f"{subject}-comments", args=[key]))
