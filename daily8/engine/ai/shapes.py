"""The shapes of answers: every sentence comes with the sentences it rests on, counted from 1.

Small models write "[3]" for 3 and 3 for [3]: what is meant without doubt is taken.
"""

import re
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, create_model

from daily8.engine.ai.fences import visible

_NUMBER = re.compile(r"\d{1,6}")
_PLACE = re.compile(r"(\d{1,6})\s*[.:]\s*(\d{1,6})")
_MOST_NUMBER = 100_000


def _numbers(value: Any) -> Any:
    """Return the numbers of "[1], [2]", of 1 and of ["1", "2"] as a list."""
    found: list[Any] = []
    for one in _list(value):
        found.extend(_NUMBER.findall(one) if isinstance(one, str) else [one])
    return found


def _places(value: Any) -> Any:
    """Return "[1.3], [2.4]" and [[1, 3], [2, 4]] as sentence 3 of article 1 and sentence 4 of article 2."""
    found: list[Any] = []
    for one in _list(value):
        if isinstance(one, str):
            found.extend(_PLACE.findall(one))
        else:
            found.append(one)
    return [dict(zip(("article", "sentence"), one, strict=False)) if _is_pair(one) else one for one in found]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2


def _visible(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value


def _worded(text: str) -> str:
    """Return the text; raise ValueError when there is no word in it."""
    if not any(letter.isalnum() for letter in text):
        raise ValueError("it holds no word")
    return text


class Place(BaseModel):
    """A sentence of one of the articles."""

    model_config = ConfigDict(frozen=True)

    article: int = Field(ge=1, le=_MOST_NUMBER)
    sentence: int = Field(ge=1, le=_MOST_NUMBER)


# What nobody sees turns letters around, or is refused by a database.
Visible = BeforeValidator(_visible)
Worded = AfterValidator(_worded)
Line = Annotated[str, Visible, StringConstraints(strip_whitespace=True, max_length=800), Worded]
Name = Annotated[str, Visible, StringConstraints(strip_whitespace=True, max_length=120), Worded]
Few = Field(min_length=1, max_length=12)
Number = Annotated[int, Field(ge=1, le=_MOST_NUMBER)]
Numbers = Annotated[list[Number], Few, BeforeValidator(_numbers)]
Places = Annotated[list[Place], Few, BeforeValidator(_places)]


class Point(BaseModel):
    """A sentence that rests on sentences of the one article."""

    text: Line
    sentences: Numbers


class Summary(BaseModel):
    """An article in three points."""

    points: Annotated[list[Point], Field(min_length=1, max_length=5)]


class Cited(BaseModel):
    """A sentence that rests on sentences of several articles."""

    text: Line
    sources: Places


class Brief(BaseModel):
    """A story in a few points."""

    points: Annotated[list[Cited], Field(min_length=1, max_length=8)]


class Explained(BaseModel):
    """A name or term with a line that says who or what it is."""

    name: Name
    text: Line
    sources: Places


class Explanation(BaseModel):
    """Who and what occurs in an article."""

    names: Annotated[list[Explained], Field(min_length=0, max_length=12)]


class Answer(BaseModel):
    """What the articles say to a question; no sentence where they do not say."""

    said: bool
    sentences: Annotated[list[Cited], Field(min_length=0, max_length=8)]


class Comparison(BaseModel):
    """What all report, and what only some do."""

    shared: Annotated[list[Cited], Field(min_length=0, max_length=8)]
    different: Annotated[list[Cited], Field(min_length=0, max_length=8)]


class Opinion(BaseModel):
    """What a moderator might do with a comment; `words` are those of it that show why."""

    verdict: Literal["publish", "refuse", "unsure"]
    because: Literal["insult", "threat", "hatred", "advertising", "private", "nothing"]
    words: Annotated[str, Visible, StringConstraints(strip_whitespace=True, max_length=400)]


_PARAGRAPH = Annotated[str, Visible, StringConstraints(strip_whitespace=True), Worded]


class Translation(BaseModel):
    """Paragraphs in another language, in their order."""

    paragraphs: list[str]


@lru_cache(maxsize=256)
def translation_of(count: int) -> type[Translation]:
    """Return the shape of a translation of so many paragraphs: one that lost a paragraph is no answer."""
    paragraphs = Annotated[list[_PARAGRAPH], Field(min_length=count, max_length=count)]
    return create_model("Translation", __base__=Translation, paragraphs=(paragraphs, ...))
