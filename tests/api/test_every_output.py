"""No output is forgotten: each address, command and letter is classified, and what tells of articles is read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

import daily8
from daily8.cli import COMMANDS
from daily8.work.models import Outgoing
from tests.api import classified
from tests.api.outputs import everything, everywhere, reader  # noqa: F401
from tests.api.rights_world import WORD, allowed, allowed_to_ai, secrets  # noqa: F401
from tests.comments.conftest import article, leila, make_reader, say  # noqa: F401

HOUSE = Path(daily8.__file__).parent
# Whatever these say rests on what AI may use.
OF_AI = {
    "article-ai",
    "story-ai",
    "ask",
    "mcp",
    "api-sum_up_article",
    "api-sum_up_story",
    "api-tell_timeline",
    "api-ask",
}


def names() -> Iterator[str]:
    """Every address that has a name, but for the admin's."""
    waiting = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLPattern):
            yield from [one.name] if one.name else []
        elif getattr(one, "app_name", "") != "admin":
            waiting += one.url_patterns


def writers_of_letters() -> Iterator[str]:
    """The modules that write mail."""
    for path in HOUSE.rglob("*.py"):
        called = {
            getattr(node.func, "id", "")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        if called & {"EmailMessage", "NamedMessage", "QuietMessage", "EmailMultiAlternatives", "send_mail"}:
            yield ".".join(("daily8", *path.relative_to(HOUSE).with_suffix("").parts))


def test_every_address_is_classified():
    known = classified.OUTPUTS.union(*classified.NOTHING.values())
    own = {name for name in names() if not name.startswith(classified.DOORS)} | {"account_export"}
    own |= set(classified.CARRIED.values())

    assert own - known == set(), "say in tests/api/classified.py what these addresses give away of articles"
    assert known - own == set(), "there are no such addresses"


def test_every_command_every_letter_and_all_that_is_carried_is_classified():
    assert set(classified.COMMANDS) == set(COMMANDS)
    assert set(classified.LETTERS) == set(writers_of_letters())
    assert {row.__name__ for row in Outgoing.__subclasses__()} == set(classified.CARRIED)


def too_much(articles, told) -> set[tuple[str, str, str]]:
    """Words that an output has and may not have."""
    found = set()
    for name, address, body in told:
        for word in WORD.finditer(body):
            told_of = articles[int(word[1])]
            may = allowed_to_ai(told_of) if name in OF_AI else allowed(told_of, address)
            if word[2] not in may:
                found.add((name, address, word[0]))
    return found


@pytest.mark.django_db
def test_whatever_an_output_tells_the_rights_of_every_publisher_allow(secrets, everything):  # noqa: F811
    assert {name for name, _address, _body in everything} >= classified.OUTPUTS
    assert too_much(secrets, everything) == set()
    assert hidden_in(secrets, everything) == set()
    assert of_publishers_without_ai(secrets, everything) == {"title"}


def hidden_in(articles, told) -> set[tuple[str, str]]:
    """Outputs that lead to what readers may not see; an account's file names what was saved, without a title."""
    keys = [one.key for one in articles.values() if not one.visible]
    return {
        (name, address)
        for name, address, body in told
        if name not in ("", "account_export") and any(f"/article/{key}" in body for key in keys)
    }


def of_publishers_without_ai(articles, told) -> set[str]:
    """The parts of their articles that agents and AI tell."""
    own = {number for number, one in articles.items() if not one.publisher.ai}
    found = [word for name, _address, body in told if name in OF_AI for word in WORD.finditer(body)]
    return {word[2] for word in found if int(word[1]) in own}
