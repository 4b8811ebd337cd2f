"""Comments in the API: read by everybody, written under the rules of the site."""

import pytest

from daily8.accounts import tokens
from daily8.articles import merging
from daily8.comments import moderating
from daily8.comments.models import Ban, Comment, Deed
from tests.api.v1.test_door import problem
from tests.conftest import NOON
from tests.web.conftest import article, leila, make_reader, moderator, omar, say, talk  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def writing(leila, settings):  # noqa: F811
    """A token of Leila's, on a site where nobody waits for a moderator."""
    settings.COMMENTS = "open"
    return tokens.make(leila, "script", ["write"], now=NOON).secret


def test_comments_are_read_in_their_threads(ask, say, leila, omar, article):  # noqa: F811
    first = say(leila, "The *crane* is back.")
    answer = say(omar, "Where is it?", parent=first)

    told = ask(f"/articles/{article.key}/comments").json()

    assert (told["count"], told["open"], told["next"]) == (2, True, None)
    [thread] = told["items"]
    assert [(one["id"], one["parent"], one["depth"], one["writer"]) for one in thread["comments"]] == [
        (first.pk, None, 0, leila.username),
        (answer.pk, first.pk, 1, omar.username),
    ]
    assert "<em>crane</em>" in thread["comments"][0]["html"]


def test_what_was_taken_away_is_a_stone_or_nothing(ask, say, leila, omar, moderator, article):  # noqa: F811
    first = say(leila, "A secret word.")
    say(omar, "An answer.", parent=first)
    alone = say(omar, "Another secret word.")
    for comment in (first, alone):
        moderating.decide(comment, Deed.REJECT, moderator, NOON)

    told = ask(f"/articles/{article.key}/comments")

    assert "secret" not in told.content.decode()
    [thread] = told.json()["items"]
    assert [(one["gone"], one["html"] == "") for one in thread["comments"]] == [(True, True), (False, False)]


def test_a_comment_is_written_once_however_often_it_is_sent(ask, writing, leila, article):  # noqa: F811
    for _twice in range(2):
        response = ask(f"/articles/{article.key}/comments", "POST", token=writing, body={"text": "Well *said*."})
        assert response.status_code == 201, response.content

    comment = Comment.objects.get()
    assert (comment.writer, response.json()["id"]) == (leila, comment.pk)
    answer = {"text": "And more.", "parent": comment.pk}
    told = ask(f"/articles/{article.key}/comments", "POST", token=writing, body=answer)
    assert told.status_code == 201, told.content
    assert told.json()["parent"] == comment.pk


def test_a_newcomers_comment_waits_as_on_the_site(ask, reader, secret, article):  # noqa: F811
    told = ask(f"/articles/{article.key}/comments", "POST", token=secret, body={"text": "Is it open?"})

    assert (told.status_code, told.json()["waits"]) == (201, True)
    assert ask(f"/articles/{article.key}/comments").json()["items"] == []


def test_what_the_site_refuses_is_refused_here(ask, writing, leila, article, settings):  # noqa: F811
    path = f"/articles/{article.key}/comments"
    problem(ask(path, "POST", token=writing, body={"text": " "}), 422, "invalid")
    problem(ask(path, "POST", token=writing, body={"text": "\u200b\u200b"}), 409, "nothing_said")
    problem(ask(path, "POST", token=writing, body={"text": "x" * 5001}), 422, "invalid")
    problem(ask(path, "POST", token=writing, body={"text": "x", "parent": 99}), 404, "not_found")
    settings.COMMENTS_DAYS = 1
    type(article).objects.filter(pk=article.pk).update(published_at="2026-11-01T00:00:00Z")
    problem(ask(path, "POST", token=writing, body={"text": "Late."}), 409, "closed")
    Ban.objects.create(reader=leila, at=NOON)
    problem(ask(path, "POST", token=writing, body={"text": "Banned."}), 403, "forbidden")
    assert not Comment.objects.exists()


def test_who_writes_much_waits(ask, writing, article):  # noqa: F811
    for number in range(6):
        ask(f"/articles/{article.key}/comments", "POST", token=writing, body={"text": f"Number {number} of many."})

    told = ask(f"/articles/{article.key}/comments", "POST", token=writing, body={"text": "One more."})

    problem(told, 429, "too_many_requests")
    assert int(told["Retry-After"]) > 0


def test_comments_move_with_what_they_are_about(ask, make_article, article):  # noqa: F811
    other = make_article()
    merging.merge(other, into=article)

    moved = ask(f"/articles/{other.key}/comments")

    assert moved["Location"] == f"/api/v1/articles/{article.key}/comments"


def test_comments_ask_the_database_as_often_whatever_they_are(ask, say, leila, article, django_assert_num_queries):  # noqa: F811
    for number in range(3):
        say(leila, f"Number {number} of many.", parent=say(leila, f"First {number}."))
    with django_assert_num_queries(5):
        ask(f"/articles/{article.key}/comments")
