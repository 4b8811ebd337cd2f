"""What becomes of a result while a model writes it: what it is given, what is kept, what happens if it fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from daily8.articles.models import Article
from daily8.assistant import providers, voices
from daily8.assistant.abilities import Ability
from daily8.assistant.checks import Check
from daily8.assistant.extracts import extract
from daily8.assistant.models import Provider, Result, State
from daily8.assistant.statements import Audit, Cite, Made, Part, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.tasks import Draft, Task, tasks
from daily8.assistant.telling import cited_beside
from daily8.assistant.texts import Text, texts
from daily8.engine.ai.errors import Kind, ModelError

# What may pass by itself is tried so often; a server that names a later time than this is not waited for.
_TRIES = 3
_PATIENCE = timedelta(seconds=30)
_PASSING = (Kind.UNREACHABLE, Kind.BUSY, Kind.FAILED, Kind.LATE, Kind.CUT)


@dataclass(slots=True)
class Job:
    """A result that is to be written: by whom, and from what. `drafts` is all that was written so far."""

    result: Result
    provider: Provider
    tasks: list[Task]
    subject: Subject
    check: Check
    drafts: list[Draft] = field(default_factory=list)


def job(result: Result) -> Job | None:
    """Return what is to be done for a result, or delete it where nobody can ask for it any more.

    That is so when its text was changed or withdrawn, its publisher or the operator said no to AI, or its model
    was taken away.
    """
    provider = providers.named(result.provider)
    ability = Ability(result.ability)
    subject = _subject(result) if providers.on(ability) else None
    used = provider is not None and provider.in_use and str(ability) in provider.abilities
    if provider is None or not used or subject is None:
        result.delete()
        return None
    todo = tasks(result, subject)
    cited = {cite.article for task in todo for cites in task.cites for cite in cites}
    others = texts(Article.objects.filter(pk__in=cited - {text.article for text in subject.texts}), most=200)
    return Job(result, provider, todo, subject, Check(ability, subject, others, result.question))


def spoken_text(result: Result) -> tuple[Provider, Text] | None:
    """Return the text that is to be read aloud and by whom, or delete the result where that may not be."""
    subject = _subject(result)
    provider = voices.chosen(result.language)
    allowed = provider is not None and str(provider) == result.provider and providers.on(Ability.LISTEN)
    if provider is None or not allowed or subject is None:
        result.delete()
        return None
    return provider, subject.texts[0]


def checked(job: Job, more: Sequence[Draft] = ()) -> tuple[list[Part], Audit]:
    """Return what readers may see of what was written so far; it takes a moment, and no database."""
    return job.check.parts([*job.drafts, *more])


def show_so_far(job: Job, parts: Sequence[Part], audit: Audit) -> None:
    """Let readers see what is written and checked of a result that is not finished."""
    job.result.show(parts, audit)
    job.result.put("parts", "made", "kept", "replaced", "state")


def finish(job: Job, parts: Sequence[Part], audit: Audit, now: datetime) -> None:
    """Keep what was written as far as the check lets it; else readers see the publishers' words."""
    shown = list(parts)
    if not shown and job.drafts:
        shown = _in_place_of(job)
    if job.result.ability == Ability.TRANSLATE:
        shown += _untranslated(job)
    job.result.keep(shown, audit, now=now)
    job.result.cited = cited_beside(shown, job.subject)
    job.result.put("parts", "made", "kept", "replaced", "state", "written_at", "cited", *Result.WAITING_FIELDS)


def _untranslated(job: Job) -> list[Part]:
    """The paragraphs that a model is not given, since the article is too long."""
    given = {cites for task in job.tasks for cites in map(tuple, task.cites)}
    text, number, left = job.subject.texts[0], 0, []
    for paragraph in text.paragraphs:
        cites = tuple(Cite(text.article, number + place) for place in range(len(paragraph)))
        number += len(paragraph)
        if cites not in given:
            left.append(Statement(" ".join(paragraph), text.language, cites))
    return [Part(tuple(left))] if left else []


def _in_place_of(job: Job) -> list[Part]:
    """What can be said without a model, where nothing that it wrote was borne out."""
    said = extract(
        Ability(job.result.ability), job.subject, question=job.result.question, before=job.result.before
    )
    return [
        replace(part, statements=tuple(replace(one, made=Made.REPLACED) for one in part.statements))
        for part in said.parts
    ]


def fail(result: Result, error: ModelError, now: datetime) -> None:
    """Try again soon where that may help; else readers see the publishers' words."""
    pause = timedelta(seconds=error.retry_after or 2 ** (result.failures + 1))
    if error.kind in _PASSING and result.failures + 1 < _TRIES and pause <= _PATIENCE:
        result.fail(str(error), now=now, not_before=now + pause)
        result.due_at, result.state = now + pause, State.WAITING
    else:
        _give_up(result, str(error))
    _put(result)


def refuse(result: Result, reason: str) -> None:
    """Write it not, for a reason that is not the model's: it counts as no failure of it."""
    _give_up(result, reason)
    result.failures = 0
    _put(result)


def _give_up(result: Result, reason: str) -> None:
    result.give_up(reason)
    result.state = State.FAILED


def _put(result: Result) -> None:
    """Nothing is left of what was shown while it was written."""
    result.parts, result.made, result.kept, result.replaced = [], 0, 0, 0
    result.put("parts", "made", "kept", "replaced", "state", *Result.WAITING_FIELDS)


def _subject(result: Result) -> Subject | None:
    """What a result is about; nothing where that has other texts than when it was asked for, or none."""
    subject = None
    if result.article:
        subject = Subject.of_article(result.article, result.language)
    elif result.story:
        subject = Subject.of_story(result.story, result.language)
    elif result.ability == Ability.ASK:
        subject = Subject.of_everything(result.question, result.language)
    return subject if subject and subject.texts and subject.revision == result.revision else None
