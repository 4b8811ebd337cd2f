"""What the assistant tells of an article, of a story, and of all that the site has."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.accounts import questions
from daily8.accounts.limits import client_address
from daily8.accounts.questions import TooManyQuestions
from daily8.articles.models import Article
from daily8.assistant.abilities import OF_A_STORY, Ability
from daily8.assistant.extracts import is_at_hand
from daily8.assistant.subjects import Subject, abilities_for_article
from daily8.assistant.telling import Told, question_of, tell
from daily8.stories import showing
from daily8.stories.models import Story
from daily8.web import assisting

View = Callable[..., HttpResponse]


def _patient(view: View) -> View:
    """A view that asks those to wait who ask too much."""

    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except TooManyQuestions as error:
            answer = render(request, "pages/too_many.html", status=429)
            answer["Retry-After"] = str(max(1, round((error.ends_at - timezone.now()).total_seconds())))
            return answer

    return wrapped


@require_safe
@_patient
def of_article(request: HttpRequest, key: str, ability: str, part: str = "") -> HttpResponse:
    """What is told of an article: a page, or the part that its card shows."""
    article = get_object_or_404(Article.objects.visible().select_related("publisher"), key=key)
    subject = Subject.of_article(article, _language())
    among = abilities_for_article(article, _language())
    offered = _offered(request, ability, among)
    told = _told(request, offered, subject)
    return _answer(request, told, part, {"about": article, "title": article.title, "written": article.language})


@require_safe
@_patient
def of_story(request: HttpRequest, key: str, ability: str, part: str = "") -> HttpResponse:
    """What is told of a story."""
    story = get_object_or_404(Story, key=key)
    shown = showing.shown(story, language=_language())
    if shown is None:
        raise Http404(f"no report of story {key} may be seen")
    offered = _offered(request, ability, OF_A_STORY)
    told = _told(request, offered, Subject.of_story(story, _language()))
    best = shown.best
    return _answer(request, told, part, {"about": story, "title": best.title, "written": best.language})


@require_safe
@_patient
def ask(request: HttpRequest, part: str = "") -> HttpResponse:
    """A question about all that the site has."""
    ability = _offered(request, Ability.ASK, (Ability.ASK,))
    told = _told(request, ability, Subject.of_everything(request.GET.get("q", ""), _language()))
    return _answer(request, told, part, {})


def _offered(request: HttpRequest, ability: str, among: Sequence[Ability]) -> Ability:
    if ability not in among or not assisting.rules(request).allows(Ability(ability)):
        raise Http404(f"{ability} is not offered")
    return Ability(ability)


def _told(request: HttpRequest, ability: Ability, subject: Subject) -> Told:
    """What is told; what has to be made for it counts for who asks, what is at hand does not."""
    asked = question_of(request.GET.get("q", ""), request.GET.getlist("before"))
    is_form = ability is Ability.ASK and not asked.question
    if not is_form and not is_at_hand(ability, subject, question=asked.question, before=asked.before):
        questions.count(client_address(request), timezone.now())
    return tell(ability, subject, timezone.now(), question=asked.question, before=asked.before)


def _answer(request: HttpRequest, told: Told, part: str, context: dict[str, Any]) -> HttpResponse:
    page = assisting.page(told)
    template = "parts/assistant_said.html" if part else "pages/assistant.html"
    answer = render(request, template, {"page": page, "told": told, **context})
    answer["X-Robots-Tag"] = "noindex, nofollow"
    if told.under_way:
        answer["Cache-Control"] = "private, no-store"
    assisting.keep(request, told)
    return answer


def _language() -> str:
    return get_language() or "en"
