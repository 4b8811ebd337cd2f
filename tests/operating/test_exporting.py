"""What is exported for others keeps to the publishers' rights; the operator's own holds all."""

import json

import pytest
from click.testing import CliRunner

from daily8.commands.export import export
from daily8.sources.models import Rights
from tests.conftest import NOON


def lines(kind: str, *options: str) -> list[dict]:
    done = CliRunner().invoke(export, [kind, *options])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def articles(transactional_db, make_publisher, make_article, make_hashtag, make_story):
    """One of a publisher of each right, one that is hidden; the first two in a story, with a banned hashtag."""
    made = {}
    for rights in Rights:
        made[rights] = make_article(
            publisher=make_publisher(f"{rights}.example", rights=rights),
            image=f"https://{rights}.example/picture.jpg",
        )
    made["hidden"] = make_article(publisher=made["full"].publisher, visible=False)
    make_hashtag("Nairobi", on=made.values())
    make_hashtag("Spam", on=made.values(), banned=True)
    make_story(made["full"], made["hidden"])
    return made


def test_for_others_the_rights_of_each_publisher_decide(articles):
    found = {line["publisher"].split(".")[0]: line for line in lines("articles", "--public")}

    assert found.keys() == {"full", "excerpt", "link"}
    assert found["full"]["text"] == articles["full"].text
    for name in ("excerpt", "link"):
        assert found[name]["text"] == found[name]["html"] == ""
    assert found["excerpt"]["excerpt"] == articles["excerpt"].excerpt
    assert found["link"]["excerpt"] == found["link"]["image"] == ""
    assert found["link"]["title"] == articles["link"].title
    assert found["full"]["hashtags"] == ["Nairobi"]
    assert "visible" not in found["full"]


def test_the_operator_s_own_holds_all(articles):
    found = {line["key"]: line for line in lines("articles")}

    assert found.keys() == {article.key for article in articles.values()}
    assert all(found[article.key]["text"] == article.text for article in articles.values())
    assert found[articles["hidden"].key]["visible"] is False
    assert found[articles["full"].key]["hashtags"] == ["Nairobi", "Spam"]


def test_stories_name_their_articles_and_hidden_ones_to_nobody_else(articles):
    (public,), (own,) = lines("stories", "--public"), lines("stories")

    assert public["articles"] == [articles["full"].key]
    assert sorted(own["articles"]) == sorted([articles["full"].key, articles["hidden"].key])
    (line,) = (line for line in lines("articles", "--public") if line["key"] == articles["full"].key)
    assert line["story"] == own["key"]


def test_banned_hashtags_and_the_health_of_feeds_are_the_operator_s(articles, make_feed):
    make_feed(articles["full"].publisher, error="HTTP 500", failures=1)

    assert [line["slug"] for line in lines("hashtags", "--public")] == ["Nairobi"]
    assert [line["slug"] for line in lines("hashtags")] == ["Nairobi", "Spam"]
    public = {line["domain"]: line for line in lines("publishers", "--public")}
    own = {line["domain"]: line for line in lines("publishers")}
    assert public["full.example"]["feeds"] == ["https://full.example/feed.xml"]
    assert "health" not in public["full.example"]
    assert own["full.example"]["health"][0]["error"] == "HTTP 500"


def test_a_day_is_the_first(articles, make_article):
    old = make_article(published_at=NOON.replace(year=2020))

    assert old.key in {line["key"] for line in lines("articles")}
    assert old.key not in {line["key"] for line in lines("articles", "--since", "2026-01-01")}


def test_a_file_is_written_whole(articles, tmp_path):
    file = tmp_path / "articles.jsonl"

    done = CliRunner().invoke(export, ["articles", "-o", str(file)])

    assert (done.exit_code, done.output) == (0, "")
    assert len(file.read_text().splitlines()) == 4
