"""What a model is given to write from, and what it wrote, tied to the sentences that it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from daily8.assistant.abilities import Ability
from daily8.assistant.explanations import explanation
from daily8.assistant.models import Result
from daily8.assistant.statements import Cite
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine.ai import objects_so_far
from daily8.engine.ai.fences import Source
from daily8.engine.ai.port import Reply
from daily8.engine.ai.prompts import Prompt, Turn, answer, brief, explain, summary, translate
from daily8.engine.ai.shapes import Cited, Explained, Point

# So many articles are given at once, and so many letters of a text to be translated.
_NOT_SAID = re.compile(r'"said"\s*:\s*false')
_ARTICLES, _LETTERS, _MOST_PIECES = 8, 3000, 12


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model wrote, with the sentences it names, under a heading where it is about one thing."""

    text: str
    cites: tuple[Cite, ...]
    heading: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A prompt, and how its answer is read.

    `cites` has, for each source that the model was given, which sentence each of its sentences is; `things` are
    those that it is to explain: the heading and address of each, by its name in small letters.
    """

    prompt: Prompt
    ability: Ability
    cites: Sequence[Sequence[Cite]]
    things: dict[str, tuple[str, str]]

    def drafts(self, reply: Reply) -> list[Draft]:
        """Return what the model wrote."""
        told = reply.parsed.model_dump() if reply.parsed else {}
        return list(self._drafts(told))

    def drafts_so_far(self, text: str) -> list[Draft]:
        """Return what is complete in the beginning of an answer."""
        if self.ability is Ability.TRANSLATE:
            return []
        said = _NOT_SAID.search(text) is None
        return list(self._drafts({"said": said, self._shape[1]: objects_so_far(text)}))

    def _drafts(self, told: dict[str, Any]) -> Iterator[Draft]:
        if self.ability is Ability.TRANSLATE:
            yield from self._paragraphs(told)
            return
        if told.get("said") is False:
            # It says that the articles do not say.
            return
        shape, name = self._shape
        items = told.get(name)
        for item in items if isinstance(items, list) else ():
            try:
                draft = self._draft(shape.model_validate(item))
            except ValidationError:
                continue
            if draft is not None:
                yield draft

    @property
    def _shape(self) -> tuple[type[BaseModel], str]:
        of_one = self.ability is Ability.SUMMARY and len(self.cites) == 1
        return _ONE if of_one else _SHAPES[self.ability]

    def _paragraphs(self, told: dict[str, Any]) -> Iterator[Draft]:
        paragraphs = told.get("paragraphs")
        for text, cites in zip(paragraphs if isinstance(paragraphs, list) else (), self.cites, strict=False):
            if isinstance(text, str) and text.strip():
                yield Draft(text.strip(), tuple(cites))

    def _draft(self, item: BaseModel) -> Draft | None:
        """What it wrote; nothing of a thing that it was not asked about, for headings are ours."""
        match item:
            case Point():
                return Draft(item.text, self._known([(1, number) for number in item.sentences]))
            case Explained():
                cites = self._known([(place.article, place.sentence) for place in item.sources])
                thing = self.things.get(item.name.casefold())
                return Draft(item.text, cites, *thing) if thing else None
            case Cited():
                return Draft(item.text, self._known([(place.article, place.sentence) for place in item.sources]))
        raise TypeError(f"a {type(item).__name__} is nothing that a model is asked for")

    def _known(self, places: Sequence[tuple[int, int]]) -> tuple[Cite, ...]:
        """The sentences at these places, counted from 1; a place where none is counts for nothing."""
        found = [
            self.cites[source - 1][number - 1]
            for source, number in places
            if 1 <= source <= len(self.cites) and 1 <= number <= len(self.cites[source - 1])
        ]
        return tuple(dict.fromkeys(found))


_ONE: tuple[type[BaseModel], str] = (Point, "points")
_SHAPES: dict[Ability, tuple[type[BaseModel], str]] = {
    Ability.SUMMARY: (Cited, "points"),
    Ability.EXPLAIN: (Explained, "names"),
    Ability.ASK: (Cited, "sentences"),
}


def tasks(result: Result, subject: Subject) -> list[Task]:
    """Return what a model is to be asked for this, one thing after the other."""
    ability, language = Ability(result.ability), result.language
    texts = list(subject.understood[:_ARTICLES] if subject.story else subject.texts[:_ARTICLES])
    sources, cites = [_source(text) for text in texts], [_cites(text) for text in texts]
    if ability is Ability.SUMMARY:
        one = len(texts) == 1
        prompt = summary(sources[0], language=language) if one else brief(sources, language=language)
        return [Task(prompt, ability, cites, {})]
    if ability is Ability.ASK:
        before = [Turn(question, "") for question in result.before]
        return [Task(answer(result.question, sources, language=language, before=before), ability, cites, {})]
    if ability is Ability.EXPLAIN:
        return _explaining(subject, language)
    return list(_translating(texts[0], language))


def _explaining(subject: Subject, language: str) -> list[Task]:
    """For each thing, what articles say of it is one source."""
    parts = explanation(subject).parts
    if not parts:
        return []
    sources = [Source([one.text for one in part.statements], title=part.heading) for part in parts]
    cites = [[one.cites[0] for one in part.statements] for part in parts]
    things = {part.heading.casefold(): (part.heading, part.address) for part in parts}
    prompt = explain([part.heading for part in parts], sources, language=language)
    return [Task(prompt, Ability.EXPLAIN, cites, things)]


def _translating(text: Text, language: str) -> Iterator[Task]:
    """The headline and the paragraphs, some at a time; what is too long for that stays as it is."""
    waiting: list[tuple[str, tuple[Cite, ...]]] = [(text.title, ())]
    number = 0
    for paragraph in text.paragraphs:
        cites = tuple(Cite(text.article, number + place) for place in range(len(paragraph)))
        waiting.append((" ".join(paragraph), cites))
        number += len(paragraph)
    for piece in _pieces(waiting)[:_MOST_PIECES]:
        prompt = translate([words for words, _ in piece], language=language, original=text.language)
        yield Task(prompt, Ability.TRANSLATE, [cites for _, cites in piece], {})


def _pieces(paragraphs: Sequence[tuple[str, tuple[Cite, ...]]]) -> list[list[tuple[str, tuple[Cite, ...]]]]:
    pieces: list[list[tuple[str, tuple[Cite, ...]]]] = [[]]
    letters = 0
    for words, cites in paragraphs:
        if pieces[-1] and letters + len(words) > _LETTERS:
            pieces.append([])
            letters = 0
        pieces[-1].append((words, cites))
        letters += len(words)
    return pieces


def _source(text: Text) -> Source:
    return Source(text.sentences, title=text.title, day=f"{text.published_at:%Y-%m-%d}")


def _cites(text: Text) -> list[Cite]:
    return [Cite(text.article, number) for number in range(len(text.sentences))]
