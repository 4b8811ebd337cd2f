"""Reads what a model wrote as the shape that was asked for, or says what is wrong with it."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from daily8.engine.ai.finding import objects

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The answer in its shape, or else a complaint; `shapeless` when it has not even the shape's parts."""

    parsed: BaseModel | None
    complaint: str = ""
    shapeless: bool = False


def read(text: str, shape: type[BaseModel]) -> Found:
    """Return the first object in the text that has the shape."""
    first: Found | None = None
    for candidate in objects(text):
        found = _validated(candidate, shape)
        if found.parsed is not None:
            return found
        first = first or found
    return first or Found(None, "it holds no JSON object", shapeless=True)


def correction(complaint: str) -> str:
    """Return what a model is told whose answer could not be used."""
    return (
        f"That answer cannot be used: {complaint}. "
        "Answer again, from the beginning, with the JSON object that was asked for and nothing else."
    )


def _validated(candidate: dict[str, Any], shape: type[BaseModel]) -> Found:
    try:
        return Found(shape.model_validate(candidate))
    except ValidationError as error:
        # The model's own words are left out: what is quoted back is repeated.
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        shapeless = not candidate.keys() & shape.model_fields.keys()
        return Found(None, f"{place}: {first['msg']}"[:_LONGEST], shapeless=shapeless)
