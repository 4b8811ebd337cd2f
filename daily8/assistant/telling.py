"""What a reader is told at once, and what a model is asked to write for all who ask the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from daily8.articles.models import Article
from daily8.assistant import providers, voices
from daily8.assistant.abilities import Ability
from daily8.assistant.extracts import extract
from daily8.assistant.models import Clip, Provider, Result, State
from daily8.assistant.statements import Audit, Part, Said
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import digest, texts

# What failed is tried again when somebody asks for it after so long.
_AGAIN_AFTER = timedelta(minutes=15)
# And what no call was allowed for, after so long.
_BUDGET_AFTER = timedelta(minutes=1)
# Who asks within this time is not noted: a row would be written for each reader.
_NOTED_AFTER = timedelta(days=1)
LONGEST_QUESTION, MOST_BEFORE = 300, 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is asked, with those asked before it; all on one line and of a length."""

    question: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is shown now; `provider` wrote it, if that is not empty, and with `under_way` more will come."""

    ability: Ability
    subject: Subject
    said: Said
    provider: str = ""
    under_way: bool = False
    question: str = ""
    before: tuple[str, ...] = ()
    clips: tuple[Clip, ...] = ()
    needs_model: bool = False


def question_of(typed: str, before: Sequence[str]) -> Question:
    """Return what was typed as a question."""
    return Question(_tidy(typed), tuple(map(_tidy, before[-MOST_BEFORE:])))


def tell(
    ability: Ability, subject: Subject, now: datetime, *, question: str = "", before: Sequence[str] = ()
) -> Told:
    """Return what can be shown now: what a model wrote and was checked, else what publishers wrote."""
    tidy = question_of(question, before)
    asked, earlier = tidy.question, tidy.before
    if ability is Ability.ASK and not asked:
        return Told(ability, subject, Said(), before=earlier)
    if ability is Ability.LISTEN:
        return _read_aloud(subject, now)
    provider = providers.chosen(ability) if subject.texts else None
    result = _wanted(ability, subject, provider, now, asked, earlier) if provider else None
    if provider and result and result.cited and not _is_true_still(result, subject):
        result.delete()
        result = _wanted(ability, subject, provider, now, asked, earlier)
    if result and (parts := result.said()):
        audit = Audit(result.made, result.kept, result.replaced)
        return Told(ability, subject, Said(parts, audit), result.provider, result.is_under_way, asked, earlier)
    said = extract(ability, subject, question=asked, before=earlier)
    under_way = bool(result and result.is_under_way)
    needs_model = ability is Ability.TRANSLATE and provider is None and bool(subject.texts)
    return Told(ability, subject, said, "", under_way, asked, earlier, needs_model=needs_model)


def cited_beside(parts: Sequence[Part], subject: Subject) -> dict[str, str]:
    """Return the articles that are cited and not asked about (primary keys), each with a digest of its text."""
    others = Said(tuple(parts)).articles - {text.article for text in subject.texts}
    found = texts(Article.objects.filter(pk__in=others), most=len(others)) if others else []
    return {str(text.article): digest([text]) for text in found}


def _is_true_still(result: Result, subject: Subject) -> bool:
    """Whether the articles that it cites beside those asked about say what they said, and may be used."""
    return bool(cited_beside(result.said(), subject) == result.cited)


def _read_aloud(subject: Subject, now: datetime) -> Told:
    """The parts that a voice of this site has read so far; nothing where the reader's device has to read."""
    voice = voices.chosen(subject.texts[0].language) if subject.texts else None
    if voice is None:
        return Told(Ability.LISTEN, subject, Said())
    # One reading for all readers, whatever the language of their pages.
    spoken = replace(subject, language=subject.texts[0].language)
    result = _wanted(Ability.LISTEN, spoken, voice, now, "", ())
    clips = tuple(result.clips.defer("audio"))
    return Told(Ability.LISTEN, subject, Said(), result.provider, result.is_under_way, clips=clips)


def _wanted(
    ability: Ability,
    subject: Subject,
    provider: Provider,
    now: datetime,
    question: str,
    before: Sequence[str],
) -> Result:
    """The row of what is asked, made by the first who asks; one that failed a while ago is tried again."""
    result, new = Result.objects.get_or_create(
        key=_key(ability, subject, provider, question, before),
        defaults={
            "ability": ability,
            "language": subject.language,
            "article": subject.article,
            "story": subject.story,
            "question": question,
            "before": list(before),
            "revision": subject.revision,
            "provider": str(provider)[:80],
            "asked_at": now,
            "due_at": now,
        },
    )
    if not new:
        _note(result, now)
    return result


def _note(result: Result, now: datetime) -> None:
    pause = _AGAIN_AFTER if result.failures else _BUDGET_AFTER
    if result.state == State.FAILED and result.asked_at < now - pause:
        failed = Result.objects.filter(pk=result.pk, state=State.FAILED)
        failed.update(state=State.WAITING, due_at=now, asked_at=now, failures=0)
        result.refresh_from_db()
    elif result.asked_at < now - _NOTED_AFTER:
        Result.objects.filter(pk=result.pk).update(asked_at=now)


def _key(ability: Ability, subject: Subject, provider: Provider, question: str, before: Sequence[str]) -> str:
    """All that decides what is written."""
    model = (provider.name, provider.address, provider.model)
    told = (ability, subject.key, subject.revision, subject.language, *model, question.casefold(), *before)
    return blake2b("\0".join(map(str, told)).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _tidy(question: str) -> str:
    """A question on one line, as long as anybody's; a mark that nobody sees takes no word with it."""
    seen = "".join(letter for letter in question if letter.isprintable() or letter.isspace())
    return " ".join(seen.split())[:LONGEST_QUESTION]
