"""The tools, as agents are told of them: what each is for, what it takes and what it gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import override
from pydantic import BaseModel, ValidationError

from daily8.api.mcp import finding, shapes
from daily8.api.mcp.fencing import Fenced, as_text, fenced
from daily8.api.mcp.finding import Caller, ToolError
from daily8.assistant import providers
from daily8.assistant.abilities import Ability

# None changes anything, and asking twice tells the same; what is told comes from this site alone.
_ANNOTATIONS = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}


@dataclass(frozen=True)
class Tool:
    """One thing that agents may ask for."""

    name: str
    title: str
    description: str
    asks: type[shapes.Asked]
    tells: type[BaseModel]
    work: Callable[[Any, Caller], BaseModel]

    @cached_property
    def told(self) -> dict[str, Any]:
        """How a list of tools names it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": self.asks.model_json_schema(),
            "outputSchema": self.tells.model_json_schema(mode="serialization"),
            "annotations": {"title": self.title, **_ANNOTATIONS},
        }

    def call(self, arguments: dict[str, Any], caller: Caller) -> dict[str, Any]:
        """Return what it tells, or why it cannot: an agent that sees the reason can ask otherwise."""
        try:
            asked = self.asks.model_validate(arguments)
            with override(asked.language):
                told = fenced(self.work(asked, caller))
        except ValidationError as error:
            return _refusal(_named(error))
        except ToolError as error:
            return _refusal(str(error))
        return {"content": [_text(as_text(told))], "structuredContent": told, "isError": False}


def offered() -> Sequence[Tool]:
    """Return the tools that there are; without AI nobody is answered, as on pages."""
    return TOOLS if providers.on(Ability.ASK) else [tool for tool in TOOLS if tool.name != "ask"]


def _refusal(reason: str) -> dict[str, Any]:
    return {"content": [_text(reason)], "isError": True}


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "text": words}


def _named(error: ValidationError) -> str:
    """What is wrong with arguments, each by its name, without repeating what was sent."""
    lines = [f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in error.errors()[:5]]
    return "These arguments do not fit the schema. " + "; ".join(lines)


TOOLS = (
    Tool(
        "search",
        "Search the news",
        "Find articles of many publishers by words and meaning, in English and Arabic. Returns cards with key,"
        " headline, publisher, time, excerpt and links; give a key to `article` or `story` to read on.",
        shapes.SearchAsked,
        Fenced[shapes.Results],
        finding.search,
    ),
    Tool(
        "article",
        "Read an article",
        "Read one article by its key: headline, authors, hashtags, and its text as far as its publisher lets"
        " agents read it. A long text comes in parts: `next` says where to `start`.",
        shapes.ArticleAsked,
        Fenced[shapes.Read],
        finding.article,
    ),
    Tool(
        "story",
        "Read a story",
        "Read one event by the key of its story: every publisher's report of it, newest first, across languages.",
        shapes.StoryAsked,
        Fenced[shapes.Told],
        finding.story,
    ),
    Tool(
        "edition",
        "Read the daily eight",
        "Read the eight stories that mattered on a day, or in a week, each with a brief that cites its sources.",
        shapes.EditionAsked,
        Fenced[shapes.Edition],
        finding.edition,
    ),
    Tool(
        "ask",
        "Ask the news",
        "Answer a question from the articles of this site, in sentences that each name where they are from."
        " Nothing is told where no article says it.",
        shapes.Question,
        Fenced[shapes.Answer],
        finding.ask,
    ),
)
