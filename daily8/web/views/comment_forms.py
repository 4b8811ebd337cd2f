"""What a reader does with one comment: answer, change, remove, vote, report, appeal; each has its page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from daily8.accounts.models import User
from daily8.comments import reacting, tokens, writing
from daily8.comments.models import Comment, Complaint, Report, Vote
from daily8.web import commenting
from daily8.web.views import late_forms

# What is done leads to an address.
Do = Callable[["Asked"], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A reader who asks for something to be done with a comment."""

    request: HttpRequest
    reader: User
    comment: Comment
    now: datetime

    @property
    def words(self) -> str:
        """What was typed."""
        return str(self.request.POST.get("words", ""))

    @property
    def source(self) -> dict[str, Any]:
        """From where it is asked, and when."""
        return {"address": commenting.address_of(self.request), "now": self.now}


def act(request: HttpRequest, pk: str, deed: str) -> HttpResponse:
    """A deed's form, for who is signed in; where guests may write, others answer as guests."""
    if deed == "reply" and settings.GUESTS and not request.user.is_authenticated and request.method != "POST":
        discussion = commenting.comment_or_404(request, pk).discussion
        return HttpResponseRedirect(
            f"{reverse('comments-guest', args=[discussion.subject, discussion.key])}?to={pk}"
        )
    if not request.user.is_authenticated:
        return late_forms.keep(request) if request.method == "POST" else _door(request, pk, deed)
    return _act(request, pk, deed)


def _door(request: HttpRequest, pk: str, deed: str) -> HttpResponse:
    """Say why an account is needed for this, with the ways in; both lead back to it.

    Whether there is a comment that not everybody may read is told to nobody.
    """
    comment = Comment.objects.with_people().filter(pk=int(pk)).first()
    if comment is None or not comment.is_published:
        return redirect_to_login(request.get_full_path())
    context = {"comment": comment, "deed": deed, "next": request.get_full_path()}
    return commenting.page(request, "pages/comment_form.html", context)


def _act(request: HttpRequest, pk: str, deed: str) -> HttpResponse:
    """Show the form of a deed, or do what it says and return to the thread."""
    comment = commenting.comment_or_404(request, pk)
    reader = commenting.reader_of(request)
    if reader is None or not (comment.is_published or comment.writer_id == reader.pk):
        raise Http404(f"comment {pk} is not shown")
    asked = Asked(request, reader, comment, timezone.now())
    if request.method != "POST":
        return _form(asked, deed)
    try:
        done = _DEEDS[deed](asked)
    except commenting.ERRORS as error:
        return _form(asked, deed, error=error)
    return HttpResponseRedirect(done)


def _form(asked: Asked, deed: str, *, error: Exception | None = None) -> HttpResponse:
    comment = asked.comment
    typed = asked.words if error else (comment.text if deed == "edit" else "")
    context = {
        "comment": comment,
        "deed": deed,
        "allowed": bool(error) or _is_allowed(asked, deed),
        "own": comment.writer_id == asked.reader.pk,
        "editable": writing.may_edit(comment, asked.reader, asked.now),
        "reported": deed == "report" and Report.objects.filter(comment=comment, reader=asked.reader).first(),
        "sent": asked.request.GET.get("sent", ""),
        "voted": Vote.objects.filter(comment=comment, reader=asked.reader).exists(),
        "complaints": Complaint,
        "complaint": asked.request.POST.get("reason", ""),
        "token": tokens.kept(asked.request.POST.get("token", ""), asked.reader, asked.now),
        "typed": typed,
    }
    return commenting.page(asked.request, "pages/comment_form.html", context, error=error)


def _is_allowed(asked: Asked, deed: str) -> bool:
    """Whether the form would be of use; whoever sends it all the same is told why not."""
    comment, reader = asked.comment, asked.reader
    own = comment.writer_id == reader.pk
    if deed == "edit":
        return writing.may_edit(comment, reader, asked.now)
    if deed == "remove":
        return own and comment.state != "removed"
    if deed == "appeal":
        return reacting.may_appeal(comment, reader)
    if deed == "reply":
        return comment.is_published and commenting.talk_about(comment).is_open(asked.now)
    return comment.is_published and not own


def _reply(asked: Asked) -> str:
    token = tokens.read(asked.request.POST.get("token", ""), asked.reader, asked.now)
    talk = commenting.talk_about(asked.comment)
    reply = writing.write(talk, asked.reader, asked.words, token=token, parent=asked.comment, **asked.source)
    return reply.get_absolute_url()


def _edit(asked: Asked) -> str:
    mode = commenting.talk_about(asked.comment).mode
    writing.edit(asked.comment, asked.reader, asked.words, mode=mode, **asked.source)
    return asked.comment.get_absolute_url()


def _remove(asked: Asked) -> str:
    writing.remove(asked.comment, asked.reader, asked.now)
    return asked.comment.get_absolute_url()


def _vote(asked: Asked) -> str:
    wanted = asked.request.POST.get("vote") == "1"
    reacting.vote(asked.comment, asked.reader, wanted=wanted, **asked.source)
    return asked.comment.get_absolute_url()


def _report(asked: Asked) -> str:
    reason = asked.request.POST.get("reason", "")
    if reason not in Complaint.values:
        raise writing.Unchosen
    new = reacting.report(asked.comment, asked.reader, Complaint(reason), asked.words, **asked.source)
    return f"{asked.request.path}?sent={'new' if new else 'again'}"


def _appeal(asked: Asked) -> str:
    reacting.appeal(asked.comment, asked.reader, asked.words, **asked.source)
    return asked.comment.get_absolute_url()


_DEEDS: dict[str, Do] = {
    "reply": _reply,
    "edit": _edit,
    "remove": _remove,
    "vote": _vote,
    "report": _report,
    "appeal": _appeal,
}
