"""The feeds of comments."""

from datetime import timedelta

import feedparser
import pytest

from daily8.articles import merging
from daily8.comments import talks, writing
from daily8.comments.models import Comment
from daily8.stories.models import FormerStory
from tests.comments.conftest import article, leila, make_reader, omar, say  # noqa: F401
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def feed_of(client, address: str) -> feedparser.FeedParserDict:
    response = client.get(address)
    assert response.status_code == 200, response
    return feedparser.parse(response.content)


@pytest.fixture
def comment(say, leila) -> Comment:  # noqa: F811
    return say(leila, "The *crane* is back.\n\nSee https://a.example/?a=1&b=2 & more")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_comments_are_a_feed_newest_first(client, comment, say, omar, article, form):  # noqa: F811
    say(omar, "Where is it?", parent=comment)

    told = feed_of(client, f"/en/article/{article.key}/comments/feed.{form}")

    assert told.bozo == 0
    newest, first = told.entries
    assert newest.title == "omar: Where is it?"
    assert first.title == "leila: The crane is back. See https://a.example/?a=1&b=2 & more"
    assert first.link == f"https://news.example/en/comment/{comment.pk}#comment-{comment.pk}"
    assert first.content[0].value.startswith("<p")
    assert told.feed.link == f"https://news.example/en/article/{article.key}/comments"


def test_comments_are_a_json_feed_too(client, comment, article):  # noqa: F811
    (item,) = client.get(f"/en/article/{article.key}/comments/feed.json").json()["items"]

    assert item["content_html"] == comment.html
    assert item["authors"] == [{"name": "leila"}]


def test_what_not_everybody_sees_is_in_no_feed(client, comment, say, settings, omar, leila, article):  # noqa: F811
    settings.COMMENTS = "all"
    say(omar, "Waiting.")
    writing.edit(comment, leila, "Changed.", mode="open", address="198.51.100.1", now=NOON + timedelta(minutes=2))
    address = f"/en/article/{article.key}/comments/feed.atom"
    assert "Waiting." not in client.get(address).content.decode()
    comment.state = "published"
    comment.save()

    (entry,) = feed_of(client, address).entries

    assert entry.title == "leila: Changed."
    assert entry.updated > entry.published


def test_feeds_of_what_became_one_are_one(client, say, leila, make_article, make_story):  # noqa: F811
    first, second = make_article(), make_article()
    say(leila, "Of the first.", talk=talks.of_article(first))
    say(leila, "Of the second.", talk=talks.of_article(second))
    merging.merge(first, into=second)

    moved = client.get(f"/en/article/{first.key}/comments/feed.rss")

    assert (moved.status_code, moved["Location"]) == (301, f"/en/article/{second.key}/comments/feed.rss")
    assert len(feed_of(client, moved["Location"]).entries) == 2


def test_a_storys_feed_moves_with_it(client, say, leila, make_article, make_story):  # noqa: F811
    story = make_story(make_article())
    FormerStory.objects.create(key="0" * 32, story=story, number=7)
    say(leila, "Of the story.", talk=talks.of_story(story, story.reports.get().article))

    moved = client.get(f"/en/story/{'0' * 32}/comments/feed.rss")

    assert len(feed_of(client, moved["Location"]).entries) == 1


def test_where_nobody_spoke_there_is_no_feed(client, article):  # noqa: F811
    assert client.get(f"/en/article/{article.key}/comments/feed.rss").status_code == 404
    assert client.get(f"/en/story/{'1' * 32}/comments/feed.rss").status_code == 404
