"""What pages with comments have in common: finding what is spoken of, showing threads, saying why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daily8.accounts.limits import client_address
from daily8.accounts.models import User
from daily8.comments import bans, guests, limits, threads, tokens, writing
from daily8.comments.finding import Moved, talk_about, talk_of
from daily8.comments.models import Comment
from daily8.comments.ordering import Order
from daily8.comments.talks import Talk
from daily8.engine.remarks import markup

__all__ = ["ERRORS", "Moved", "talk_about", "talk_of"]

# So many threads stand at the foot of an article.
_AT_FOOT = 8
# What is refused, for a reason that its writer can be told.
ERRORS = (writing.Refused, markup.TooLong, limits.TooOften, tokens.OldForm)


@dataclass(frozen=True, slots=True)
class Foot:
    """The comments at the foot of an article or a story; the same for everybody who is not signed in."""

    talk: Talk
    page: threads.Page | None
    is_open: bool
    address: str
    reader: User | None


def foot(request: HttpRequest, talk: Talk | None) -> Foot | None:
    """Return what stands at the foot; nobody's words cost no query.

    Who is signed in sees what is his own there, too: a page with a session is kept for nobody else.
    """
    if talk is None:
        return None
    reader = reader_of(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    said = talk.count or (reader and talk.discussions)
    page = threads.page(talk, Order.BEST, size=_AT_FOOT, reader=reader) if said else None
    address = reverse(f"{talk.subject}-comments", args=[talk.key])
    return Foot(talk, page if page and page.threads else None, talk.is_open(timezone.now()), address, reader)


def comment_or_404(request: HttpRequest, pk: str) -> Comment:
    """Return a comment that this reader may see."""
    comment = get_object_or_404(Comment.objects.with_people().select_related("appeal", "thread"), pk=int(pk))
    own = request.user.is_authenticated and comment.writer_id == request.user.pk
    if not comment.is_published and not own and not comment.answers_count:
        raise Http404(f"comment {pk} is not shown")
    return comment


def reader_of(request: HttpRequest) -> User | None:
    """Who is signed in."""
    return request.user if isinstance(request.user, User) else None


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, behind whatever stands before us."""
    return client_address(request)


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    error: Exception | None = None,
) -> HttpResponse:
    """Answer with a page that knows who is signed in, and says why what was sent was refused, if it was."""
    reader = reader_of(request)
    told = {
        "reader": reader,
        # Only where a form would stand is it asked for.
        "ban": SimpleLazyObject(lambda: bans.of(reader)),
        "guests": settings.GUESTS,
        "error": error and why_not(error),
    }
    answer = render(request, template, {**told, **context}, status=422 if error else status)
    if isinstance(error, limits.TooOften):
        answer.status_code = 429
        answer.headers["Retry-After"] = str(max(1, ceil((error.ends_at - timezone.now()).total_seconds())))
    return answer


def with_form(answer: HttpResponse) -> HttpResponse:
    """Let a page carry a form for who is not signed in: one sent under "no-referrer" has no origin to compare."""
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def why_not(error: Exception) -> str:
    """Say to whoever wrote it why something was refused, and what can be done."""
    if isinstance(error, markup.TooLong):
        return _too_long(error.length)
    if isinstance(error, limits.TooOften):
        until = localtime(error.ends_at).strftime("%H:%M")
        return _("That was a lot in a short time. You can go on at %(time)s; your text is still here.") % {
            "time": until
        }
    if isinstance(error, tokens.OldForm):
        return _("This form had expired and was renewed. Your text is still here: send it once more.")
    if isinstance(error, writing.Banned):
        return _("You are banned from commenting. Your account says why, and how to appeal.")
    if isinstance(error, guests.BadName):
        return _("Choose another name: 2 to 30 letters and digits, and not that of an account.")
    if isinstance(error, guests.BadAddress):
        return _("This is not an e-mail address.")
    if isinstance(error, writing.Unchosen):
        return _("Choose what is wrong with it.")
    if isinstance(error, writing.Empty):
        return _("Write something first.")
    return _("This is closed by now. Your text is still here, so that you can keep it.")


def _too_long(length: int) -> str:
    told = ngettext(
        "A comment can have %(most)s characters; this one has %(number)s.",
        "A comment can have %(most)s characters; this one has %(number)s.",
        length,
    )
    return told % {"most": f"{markup.LONGEST:,}", "number": f"{length:,}"}
