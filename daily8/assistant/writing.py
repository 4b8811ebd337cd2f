"""What becomes of a result while a model writes it: what it is given, what is kept, what happens if it fails."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from daily8.articles.models import Article
from daily8.assistant import providers, voices
from daily8.assistant.abilities import Ability
from daily8.assistant.checks import Check
from daily8.assistant.extracts import extract
from daily8.assistant.models import Provider, Result, State
from daily8.assistant.statements import Audit, Made, Part
from daily8.assistant.subjects import Subject
from daily8.assistant.tasks import Draft, Task, tasks
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
    subject = _subject(result)
    if provider is None or not providers.on(ability) or subject is None or not subject.texts:
        result.delete()
        return None
    todo = tasks(result, subject)
    cited = {cite.article for task in todo for cites in task.cites for cite in cites}
    others = texts(Article.objects.filter(pk__in=cited - {text.article for text in subject.texts}), most=200)
    return Job(result, provider, todo, subject, Check(ability, subject, others))


def spoken_text(result: Result) -> tuple[Provider, Text] | None:
    """Return the text that is to be read aloud and by whom, or delete the result where that may not be."""
    subject = _subject(result)
    provider = voices.chosen(result.language)
    allowed = provider is not None and str(provider) == result.provider and providers.on(Ability.LISTEN)
    if provider is None or not allowed or subject is None or not subject.texts:
        result.delete()
        return None
    return provider, subject.texts[0]


def show_so_far(job: Job, more: list[Draft]) -> None:
    """Let readers see what is written and checked of a result that is not finished."""
    parts, audit = job.check.parts([*job.drafts, *more])
    told = {"parts": [part.to_json() for part in parts], "state": State.WRITING}
    counts = {"made": audit.made, "kept": audit.kept, "replaced": audit.replaced}
    Result.objects.filter(pk=job.result.pk).update(**told, **counts)


def finish(job: Job, now: datetime) -> Audit:
    """Keep what was written as far as the check lets it; else readers see the publishers' words."""
    parts, audit = job.check.parts(job.drafts)
    if not parts and job.drafts:
        parts = _in_place_of(job)
    job.result.keep(parts, audit, now=now)
    job.result.save(
        update_fields=["parts", "made", "kept", "replaced", "state", "written_at", *Result.WAITING_FIELDS]
    )
    return audit


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
    result.parts, result.made, result.kept, result.replaced = [], 0, 0, 0
    result.save(update_fields=["parts", "made", "kept", "replaced", "state", *Result.WAITING_FIELDS])


def refuse(result: Result, reason: str) -> None:
    """Write it not, for a reason that is not the model's."""
    _give_up(result, reason)
    result.save(update_fields=["state", *Result.WAITING_FIELDS])


def _give_up(result: Result, reason: str) -> None:
    result.give_up(reason)
    result.state = State.FAILED


def _subject(result: Result) -> Subject | None:
    if result.article:
        return Subject.of_article(result.article, result.language)
    if result.story:
        return Subject.of_story(result.story, result.language)
    if result.ability == Ability.ASK:
        return Subject.of_everything(result.question, result.language)
    return None
