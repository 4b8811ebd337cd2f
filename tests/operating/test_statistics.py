"""`daily8 stats` counts what there is."""

import json

import pytest
from click.testing import CliRunner

from daily8.commands.stats import stats
from daily8.work import clock


@pytest.fixture
def counted(transactional_db, make_feed, publisher, make_article, make_story, operator):
    make_feed(publisher, due_at=clock.now(), failures=1)
    make_story(make_article(published_at=clock.now()), make_article(language="ar", published_at=clock.now()))
    make_article(stage="fetched", visible=False, due_at=clock.now())
    done = CliRunner().invoke(stats, ["--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_everything_is_counted_once(counted):
    assert counted["sources"] == {"publishers": 1, "feeds read": 1, "feeds failing": 1, "feeds paused": 0}
    assert counted["articles"]["shown"] == counted["articles"]["last step: published"] == 2
    assert counted["articles"]["last step: fetched"] == 1
    assert counted["articles by language"] == {"en": 1, "ar": 1}
    assert counted["articles by day"] == {str(clock.now().date()): 2}
    assert counted["found in them"] == {"stories": 1, "hashtags": 0}
    assert counted["people"] == {"accounts": 1, "operators": 1, "subscribers": 0, "comments": 0}
    assert counted["waiting"] == {"feeds due": 1, "articles due": 1, "mail": 0}
    assert counted["disk"]["MB free"] > 0


def test_for_people_it_is_a_table(counted):
    lines = CliRunner().invoke(stats).output.splitlines()

    assert "sources" in lines
    assert any(line.split() == ["publishers", "1"] for line in lines)
