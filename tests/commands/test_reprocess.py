import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from click.testing import CliRunner

from daily8 import cli
from daily8.articles.models import Article, Stage
from daily8.engine.words.queries import parse
from daily8.operating import noted
from daily8.search import finding, memory
from daily8.search.places import pk_of
from daily8.work import clock
from tests.conftest import NOON
from tests.pipeline.press import body

pytestmark = pytest.mark.django_db(transaction=True)


def found(typed: str) -> list[int]:
    memory.forget()
    return [pk_of(hit.place) for hit in finding.find(parse(typed)).hits if hit.exact]


def test_the_index_is_made_anew_of_what_articles_say_now(findable):
    article = findable("Storm on the coast")
    Article.objects.update(title="Calm on the coast")
    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "index"])

    assert done.output.strip() == "1 article can be found anew"
    assert found("calm") == [article.pk]
    assert Article.objects.get().stage == Stage.PUBLISHED


def test_a_day_makes_no_sense_for_what_is_done_for_all(findable):
    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "group", "--since", "2026-11-01"])

    assert done.exit_code == 2
    assert "group is done anew for all together" in done.output


def test_pages_are_asked_for_only_of_a_day_or_a_publisher(findable):
    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "extract"])

    assert done.exit_code == 2
    assert "name a day with --since, or one with --publisher" in done.output


def test_a_publisher_that_is_not_there_is_named(findable):
    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "index", "--publisher", "nobody.example"])

    assert done.exit_code == 2
    assert "nobody.example: no such publisher" in done.output


def test_the_index_of_a_day_leaves_older_articles_as_they_are(findable):
    old = findable("Storm on the coast", published_at=NOON - timedelta(days=9))
    findable("Storm in the hills", published_at=NOON)
    Article.objects.update(title="Calm everywhere")

    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "index", "--since", "2026-11-25"])

    assert done.output.strip() == "1 article can be found anew"
    assert found("storm coast") == [old.pk]


def test_a_run_that_was_stopped_is_ended_before_another_begins(findable):
    done_already, left = findable("Storm on the coast"), findable("Storm in the hills")
    noted.note_under_way("index")
    Article.objects.filter(pk=left.pk).update(stage=Stage.GROUPED, due_at=clock.now(), title="Calm in the hills")
    Article.objects.filter(pk=done_already.pk).update(title="Calm on the coast")

    first = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "index"])
    second = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "index"])

    assert first.output.strip() == "1 article can be found anew"
    assert second.output.strip() == "2 articles can be found anew"
    assert not noted.is_under_way("index")


def test_pages_are_read_anew_and_what_is_gone_stays_as_it_was(press, daily8, tmp_path):
    reached = {
        "DAILY8_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8",
        "DAILY8_HOST_DELAY": "0",
        "DAILY8_EMBEDDING": "none",
    }
    daily8("sources", "add", press.publish("bridge", "tunnel"), **reached)
    daily8("update", **reached)
    press.page("bridge", text=body("the ring road"))
    del press.answers["/tunnel"]

    done = daily8("reprocess", "--step", "extract", "--since", "2026-01-01", **reached)

    assert done.stdout == "2 articles read anew\n", done.stderr
    with closing(sqlite3.connect(tmp_path / "data" / "daily8.sqlite3")) as file:
        rows = file.execute("SELECT title, text, stage, visible FROM articles_article").fetchall()
    assert {row[2:] for row in rows} == {("published", 1)}
    texts = {title: text for title, text, *_ in rows}
    assert "said on Wednesday that the ring road had changed" in texts["Council weighs bridge plan"]
    assert "Council weighs tunnel plan had changed" in texts["Council weighs tunnel plan"]
