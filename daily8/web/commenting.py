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
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from daily8.accounts.limits import client_address
from daily8.accounts.models import User
from daily8.articles.models import Address, Article
from daily8.comments import bans, guests, limits, talks, threads, tokens, writing
from daily8.comments.models import Comment, Discussion, Subject
from daily8.comments.ordering import Order
from daily8.comments.talks import Talk
from daily8.engine.remarks import markup
from daily8.stories import showing
from daily8.stories.models import FormerStory, Story

# So many threads stand at the foot of an article.
_AT_FOOT = 8
# What is refused, for a reason that its writer can be told.
ERRORS = (writing.Refused, markup.TooLong, limits.TooOften, tokens.OldForm)


class Moved(Exception):
    """What is spoken of has another address now; `key` is the one that leads to it."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


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


def talk_of(subject: str, key: str) -> Talk:
    """Return what is said of an article or a story, also of one that is gone; raises Moved, and Http404."""
    talk = _of_article(key) if subject == Subject.ARTICLE else _of_story(key)
    if talk is None:
        raise Http404(f"nobody speaks of the {subject} {key}")
    return talk


def talk_about(comment: Comment) -> Talk:
    """Return the talk that a comment is part of."""
    discussion = comment.discussion
    try:
        return talk_of(discussion.subject, discussion.key)
    except Moved as moved:
        return talk_of(discussion.subject, moved.key)


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


def _of_article(key: str) -> Talk | None:
    article = Article.objects.visible().filter(key=key).select_related("publisher", "report__story").first()
    if article:
        return talks.of_article(article)
    if moved := Address.objects.filter(key=key, article__visible=True).exclude(article__key=key).first():
        raise Moved(moved.article.key)
    return _of_what_is_gone(Subject.ARTICLE, key)


def _of_story(key: str) -> Talk | None:
    story = Story.objects.filter(key=key).first()
    if story is None and (former := FormerStory.objects.filter(key=key).select_related("story").first()):
        raise Moved(former.story.key)
    shown = showing.shown(story, language=get_language() or "en") if story else None
    return talks.of_story(story, shown.best) if story and shown else _of_what_is_gone(Subject.STORY, key)


def _of_what_is_gone(subject: Subject, key: str) -> Talk | None:
    discussion = Discussion.objects.filter(subject=subject, key=key).first()
    return talks.of_nothing(discussion) if discussion else None
