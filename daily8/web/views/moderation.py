"""The moderators' pages: what waits for them, what was done, whom they deal with, which words they look for."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from daily8.accounts.models import User
from daily8.comments import bans, lists, moderating, sweeping
from daily8.comments.models import Act, Ban, BanQuerySet, Comment, CommentQuerySet, Deed, State
from daily8.web import commenting, deeds, moderators, suspicions
from daily8.web.suspicions import Item
from daily8.web.views import late_forms
from daily8.work.keys import is_key

SIZE = 25
_IN_LOG = 50
_IN_HISTORY = 50
_MOST_WORDS = 2000
_LONGEST_WORD = 100


@require_GET
@moderators.only
def queue(request: HttpRequest, moderator: User) -> HttpResponse:
    """What waits for a decision; an open page asks for more of it, but for what it has."""
    waiting, banned = Comment.objects.queue(), Ban.objects.appealed()
    count = waiting.count() + banned.count()
    if "but" in request.GET:
        has = [int(key) for key in request.GET["but"].split(",") if is_key(key)]
        return _page(
            request, "parts/moderation_items.html", _items(waiting.exclude(pk__in=has)[:SIZE]), count=count
        )
    done = request.GET.get("done", "")
    act = Act.objects.filter(pk=int(done), undone=False).first() if is_key(done) else None
    context: dict[str, Any] = {
        "bans": [(ban, deeds.on_ban(str(ban.reader))) for ban in _with_what_for(banned)[:SIZE]],
        "count": count,
        "done": act,
        "told": deeds.told(act) if act else "",
        "moderator": moderator,
    }
    return _page(request, "pages/moderation.html", _items(waiting[:SIZE]), **context)


def _items(comments: CommentQuerySet) -> list[Item]:
    return suspicions.items(list(comments.with_people().with_answered()))


def _with_what_for(banned: BanQuerySet) -> BanQuerySet:
    return banned.select_related("reader", "comment__discussion", "comment__writer")


def _page(
    request: HttpRequest, template: str, items: list[Item], *, status: int = 200, **context: Any
) -> HttpResponse:
    return commenting.page(request, template, {"items": items, **context}, status=status)


@require_POST
@moderators.only
def decide(request: HttpRequest, moderator: User) -> HttpResponse:
    """Decide on one comment; scripts are told by which act, others return to where they were."""
    deed, pk = request.POST.get("deed", ""), request.POST.get("comment", "")
    if deed not in moderating.DECISIONS or not is_key(pk):
        raise Http404("no such decision")
    comment = get_object_or_404(Comment.objects.with_people(), pk=int(pk))
    now, seen = timezone.now(), request.POST.get("seen", "")
    try:
        why = (
            moderating.why(request.POST.get("grounds", ""), request.POST.get("words", ""))
            if deed == Deed.BAN
            else None
        )
        act = moderating.decide(comment, Deed(deed), moderator, now, why=why, seen=seen)
    except moderating.Overtaken as quicker:
        return _refused(request, comment, deeds.overtaken(quicker.act, now))
    except moderating.Unexplained:
        return _refused(request, comment, _("Say why: the reader is told the reason."), status=422)
    return _answer(request, act) if act else _refused(request, comment, deeds.impossible(comment))


@require_POST
@moderators.only
def ban(request: HttpRequest, moderator: User) -> HttpResponse:
    """Lift a ban, or leave it as it is after another look."""
    deed, pk = request.POST.get("deed", ""), request.POST.get("of", "")
    if deed not in _ON_BANS or not is_key(pk) or int(pk) == moderator.pk:
        raise Http404("no such decision, or on oneself")
    reader, now = get_object_or_404(User, pk=int(pk)), timezone.now()
    try:
        act = _ON_BANS[deed](reader, moderator, now, seen=request.POST.get("seen", ""))
    except moderating.Overtaken as quicker:
        return _refused(request, None, deeds.overtaken(quicker.act, now), ban=bans.of(reader))
    if act:
        return _answer(request, act)
    return _refused(request, None, deeds.overtaken(sweeping.last_act_on_ban(reader), now), ban=bans.of(reader))


_ON_BANS = {"unban": moderating.unban, "uphold": moderating.uphold}


@require_POST
@moderators.only
def undo(request: HttpRequest, moderator: User) -> HttpResponse:
    """Take a decision back."""
    pk = request.POST.get("act", "")
    act = get_object_or_404(Act.objects.select_related("reader", "comment"), pk=int(pk) if is_key(pk) else 0)
    if act.reader == moderator and act.deed in (Deed.BAN, *moderating.ON_BANS):
        raise Http404("nobody decides on his own ban")
    now = timezone.now()
    try:
        undone = moderating.undo(act, moderator, now)
    except moderating.Overtaken as quicker:
        return _refused(request, act.comment, deeds.overtaken(quicker.act, now))
    return (
        _answer(request, undone) if undone else _refused(request, act.comment, _("This was taken back already."))
    )


def _answer(request: HttpRequest, act: Act) -> HttpResponse:
    if _for_script(request):
        told = {"told": deeds.told(act), "taken": sweeping.reach(act), "versions": sweeping.versions(act)}
        return JsonResponse({"act": act.pk, "left": _left(), **told})
    reader = request.POST.get("reader", "")
    if is_key(reader):
        return HttpResponseRedirect(reverse("moderation-reader", args=[reader]))
    return HttpResponseRedirect(f"{reverse('moderation')}?done={act.pk}")


def _refused(
    request: HttpRequest, comment: Comment | None, told: str, *, ban: Ban | None = None, status: int = 409
) -> HttpResponse:
    """Say why nothing was done, and show what it was about as it is now, to be decided all the same."""
    pks = [comment.pk] if comment else []
    items = _items(Comment.objects.filter(pk__in=pks).exclude(state=State.REMOVED))
    shown = {"refused": told, "banned": ban, "results": deeds.on_ban(str(ban.reader)) if ban else {}}
    if not _for_script(request):
        return _page(request, "pages/moderation_refused.html", items, status=status, **shown)
    fresh = render_to_string("parts/moderation_items.html", {"items": items, **shown}, request)
    return JsonResponse({"told": told, "items": fresh, "left": _left()}, status=status)


def _for_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _left() -> int:
    return Comment.objects.queue().count() + Ban.objects.appealed().count()


@require_GET
@moderators.only
def log(request: HttpRequest, moderator: User) -> HttpResponse:  # noqa: ARG001
    """All that moderators did, newest first."""
    before = request.GET.get("before", "")
    acts = Act.objects.select_related("comment", "reader").order_by("-pk")
    if is_key(before):
        acts = acts.filter(pk__lt=int(before))
    found = list(acts[: _IN_LOG + 1])
    older = found[_IN_LOG - 1].pk if len(found) > _IN_LOG else 0
    return commenting.page(request, "pages/moderation_log.html", {"acts": found[:_IN_LOG], "older": older})


@late_forms.kept
@moderators.only
def words(request: HttpRequest, moderator: User) -> HttpResponse:
    """The lists of words, and the form that keeps them, tries them, or adds a list to begin with."""
    if request.method != "POST":
        return _words(request, lists.present(), {"kept": "kept" in request.GET})
    typed = lists.Lists(*(_lines(request.POST.get(name, "")) for name in ("banned", "suspect")))
    deed = request.POST.get("deed", "")
    if deed in lists.LANGUAGES:
        more = typed.with_more(lists.starter(deed))
        return _words(request, more, {"added": more.size - typed.size})
    if deed == "try":
        found = lists.tried((*typed.banned, *typed.suspect))
        return _words(request, typed, {"tried": True, "found": found, "tried_on": lists.TRIED_ON})
    moderating.set_words(typed.banned, typed.suspect, moderator, timezone.now())
    return HttpResponseRedirect(f"{reverse('moderation-words')}?kept=1")


def _words(request: HttpRequest, shown: lists.Lists, told: dict[str, Any]) -> HttpResponse:
    context = {"banned": "\n".join(shown.banned), "suspect": "\n".join(shown.suspect), **told}
    return commenting.page(request, "pages/moderation_words.html", context)


def _lines(typed: str) -> list[str]:
    """Words and phrases, one on each line."""
    lines = (" ".join(line.replace("\x00", "").split())[:_LONGEST_WORD].strip() for line in typed.splitlines())
    return list(dict.fromkeys(filter(None, lines)))[:_MOST_WORDS]


@moderators.only
def reader(request: HttpRequest, moderator: User, pk: str) -> HttpResponse:
    """What one reader said and what was decided of it; here a ban can be lifted."""
    who = get_object_or_404(User, pk=int(pk))
    if request.method == "POST":
        if who == moderator:
            raise Http404("nobody decides on his own ban")
        moderating.unban(who, moderator, timezone.now())
        return HttpResponseRedirect(request.path)
    theirs = who.comments.with_people()
    numbers = dict(theirs.order_by().values_list("state").annotate(number=Count("pk")))
    context = {
        "who": who,
        "ban": bans.of(who),
        "items": _items(theirs.order_by("-pk")[:_IN_HISTORY]),
        "numbers": [(State(state).label, number) for state, number in sorted(numbers.items())],
        "acts": Act.objects.filter(reader=who).order_by("-pk")[:_IN_HISTORY],
    }
    return commenting.page(request, "pages/moderation_reader.html", context)
