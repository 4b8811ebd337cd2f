"""`daily8 corrections`: what operators corrected, for whoever measures or trains."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from daily8 import cli
from daily8.stories import correcting
from tests.conftest import NOON


@pytest.fixture
def export(db) -> Callable[[], list[dict[str, object]]]:
    """Run `daily8 corrections export` in this process, on the test's database, and read its lines."""

    def run() -> list[dict[str, object]]:
        done = CliRunner().invoke(cli.daily8, ["corrections", "export"])
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.output.splitlines()]

    return run


def test_what_was_said_is_a_line_of_json_for_each_pair(export, make_article, make_story):
    first = make_article(title="السفن تغادر", text="غادرت السفن\nعند الفجر", language="ar")
    second = make_article(title="Council votes", text="The council voted.")
    correcting.split(make_story(first, second), [second.pk], by="amina", now=NOON)

    (pair,) = export()

    sides = sorted((pair["first"], pair["second"]), key=lambda side: side["language"])
    assert pair["same"] is False
    assert sides == [
        {
            "id": article.key,
            "title": article.title,
            "text": article.text,
            "language": article.language,
            "published": article.published_at.isoformat(),
        }
        for article in (first, second)
    ]


def test_a_merge_is_pairs_of_the_same_event(export, make_article, make_story):
    story = make_story(make_article(), make_article())
    correcting.merge(make_story(make_article()), into=story, by="amina", now=NOON)

    assert [pair["same"] for pair in export()] == [True, True]


def test_nothing_corrected_is_no_line(export):
    assert export() == []
