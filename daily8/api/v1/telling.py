"""What articles and stories say in short, in the publishers' own words: no model is asked, for nobody."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from daily8.accounts import questions
from daily8.accounts.limits import client_address
from daily8.api.v1 import cards, shapes
from daily8.api.v1.parameters import NOT_BLANK, Key, words
from daily8.api.v1.problems import Problem, answers
from daily8.articles.models import Article
from daily8.assistant import providers
from daily8.assistant.abilities import Ability
from daily8.assistant.extracts import extract, is_at_hand
from daily8.assistant.statements import Part, Said
from daily8.assistant.subjects import Subject
from daily8.assistant.telling import LONGEST_QUESTION, question_of
from daily8.stories.models import Story

router = Router(tags=["in short"])


@router.get(
    "/articles/{key}/summary",
    response=answers(shapes.InShort, 404),
    summary="Sum up an article",
    operation_id="sumUpArticle",
)
def sum_up_article(request: HttpRequest, key: Key) -> Any:
    """The sentences that say most, each with where it stands; nothing where the publisher allows no AI."""
    article = Article.objects.visible().select_related("publisher").filter(key=key).first()
    if article is None:
        raise Http404(f"no article {key}")
    return _told(request, Ability.SUMMARY, Subject.of_article(article, cards.locale()))


@router.get(
    "/stories/{key}/summary",
    response=answers(shapes.InShort, 404),
    summary="Sum up a story",
    operation_id="sumUpStory",
)
def sum_up_story(request: HttpRequest, key: Key) -> Any:
    """The sentences of its reports that say most."""
    return _told(request, Ability.SUMMARY, _story(key))


@router.get(
    "/stories/{key}/timeline",
    response=answers(shapes.InShort, 404),
    summary="Tell a story day by day",
    operation_id="tellTimeline",
)
def tell_timeline(request: HttpRequest, key: Key) -> Any:
    """What happened and what is planned, by day, each step in the words of a report."""
    return _told(request, Ability.TIMELINE, _story(key))


class Asked(Schema):
    """A question."""

    q: str = Field(
        pattern=NOT_BLANK,
        max_length=LONGEST_QUESTION,
        description="A question about all that the site has.",
        examples=["How many ships left the harbour?"],
    )


@router.get("/ask", response=answers(shapes.InShort, 404), summary="Ask a question", operation_id="ask")
def ask(request: HttpRequest, asked: Query[Asked]) -> Any:
    """The sentences of articles that answer it; nothing where none does."""
    question = question_of(words(asked.q), ()).question
    return _told(request, Ability.ASK, Subject.of_everything(question, cards.locale()), question=question)


def _story(key: str) -> Subject:
    story = Story.objects.filter(key=key).first()
    if story is None or not Article.objects.visible().filter(report__story=story).exists():
        raise Http404(f"no story {key}")
    return Subject.of_story(story, cards.locale())


def _told(request: HttpRequest, ability: Ability, subject: Subject, *, question: str = "") -> shapes.InShort:
    if not providers.conduct().allows(ability):
        raise Http404(f"{ability} is switched off here")
    if not is_at_hand(ability, subject, question=question, before=()):
        _count(request)
    return _shown(extract(ability, subject, question=question), subject)


def _count(request: HttpRequest) -> None:
    """What takes a core for a moment is counted with the questions that pages ask."""
    now = timezone.now()
    try:
        questions.count(client_address(request), now)
    except questions.TooManyQuestions as error:
        seconds = max(1, round((error.ends_at - now).total_seconds()))
        raise Problem("too_many_requests", str(error), headers={"Retry-After": str(seconds)}) from error


def _shown(said: Said, subject: Subject) -> shapes.InShort:
    keys = {text.article: text.key for text in subject.texts}
    return shapes.InShort(parts=[_part(part, keys) for part in said.parts])


def _part(part: Part, keys: dict[int, str]) -> shapes.Part:
    return shapes.Part(
        heading=str(part.heading),
        first=part.first,
        last=part.last,
        statements=[
            shapes.Statement(
                text=one.text,
                language=one.language,
                sources=[
                    shapes.Source(article=keys[cite.article], sentence=cite.sentence + 1)
                    for cite in one.cites
                    if cite.article in keys
                ],
            )
            for one in part.statements
        ],
    )
