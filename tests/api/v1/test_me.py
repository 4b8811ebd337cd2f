"""What a program does for the reader whose token it has."""

import pytest

from daily8.accounts import tokens
from daily8.reading import following
from daily8.reading.models import Kept, KeptKind
from tests.api.v1.test_door import problem
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SITE = "https://news.example"


def test_things_are_followed_and_no_longer(ask, secret, reader, make_hashtag, publisher):
    make_hashtag("Nairobi")
    for kind, name, title in (
        ("hashtag", "Nairobi", "Nairobi"),
        ("source", "daily.example", "The Daily"),
        ("search", "ships  harbour", "ships harbour"),
    ):
        for _twice in range(2):
            response = ask("/me/following", "POST", token=secret, body={"kind": kind, "name": name})
            assert response.status_code == 200, response.content
            assert response.json()["title"] == title

    listed = ask("/me/following", token=secret).json()["items"]
    assert {one["kind"] for one in listed} == {"hashtag", "source", "search"}
    assert len(following.followed(reader)) == 3

    for _twice in range(2):
        gone = ask("/me/following?kind=hashtag&name=Nairobi", "DELETE", token=secret)
        assert (gone.status_code, gone.content) == (204, b"")
    assert len(following.followed(reader)) == 2


def test_what_is_not_here_cannot_be_followed(ask, secret, monkeypatch, make_hashtag):
    problem(ask("/me/following", "POST", token=secret, body={"kind": "hashtag", "name": "X"}), 404, "not_found")
    problem(ask("/me/following", "POST", token=secret, body={"kind": "planet", "name": "X"}), 422, "invalid")
    problem(ask("/me/following", "POST", token=secret, body={"kind": "hashtag", "mood": ""}), 422, "invalid")
    monkeypatch.setattr(following, "MOST", 0)
    make_hashtag("Nairobi")
    told = ask("/me/following", "POST", token=secret, body={"kind": "hashtag", "name": "Nairobi"})
    problem(told, 409, "too_many_follows")


def test_articles_and_stories_are_saved_and_no_longer(ask, secret, reader, make_article, make_story):
    article = make_article()
    story = make_story(make_article(), make_article())
    for path in (f"articles/{article.key}", f"stories/{story.key}"):
        assert ask(f"/me/saved/{path}", "PUT", token=secret).status_code == 204

    first = ask("/me/saved?size=1", token=secret).json()
    rest = ask(first["next"].removeprefix(f"{SITE}/api/v1"), token=secret).json()

    listed = {(one["subject"], one["key"]) for one in first["items"] + rest["items"]}
    assert listed == {("articles", article.key), ("stories", story.key)}
    assert rest["next"] is None
    assert ask(f"/me/saved/articles/{article.key}", "DELETE", token=secret).status_code == 204
    assert [one.name for one in Kept.objects.of(reader, KeptKind.SAVED)] == [f"story/{story.key}"]


def test_what_was_read_is_in_the_history_until_it_is_forgotten(ask, secret, make_article):
    article = make_article()
    ask(f"/me/history/articles/{article.key}", "PUT", token=secret)

    [item] = ask("/me/history", token=secret).json()["items"]

    assert (item["key"], item["done"], item["read"]) == (article.key, True, 1.0)
    ask(f"/me/history/articles/{article.key}", "DELETE", token=secret)
    assert ask("/me/history", token=secret).json()["items"] == []


@pytest.mark.parametrize("place", ["saved", "history"])
def test_what_readers_may_not_see_cannot_be_kept(ask, secret, make_article, place):
    hidden = make_article(visible=False)

    problem(ask(f"/me/{place}/articles/{hidden.key}", "PUT", token=secret), 404, "not_found")
    assert ask(f"/me/{place}/planets/{hidden.key}", "PUT", token=secret).status_code == 422


def test_a_token_that_may_only_read_changes_nothing(ask, reader, make_article):
    article = make_article()
    reading = tokens.make(reader, "reading", ["read"], now=NOON).secret
    for method, path, body in (
        ("POST", "/me/following", {"kind": "search", "name": "ships"}),
        ("DELETE", "/me/following?kind=search&name=ships", None),
        ("PUT", f"/me/saved/articles/{article.key}", None),
        ("DELETE", f"/me/saved/articles/{article.key}", None),
        ("PUT", f"/me/history/articles/{article.key}", None),
        ("DELETE", f"/me/history/articles/{article.key}", None),
        ("POST", f"/articles/{article.key}/comments", {"text": "Well said."}),
    ):
        problem(ask(path, method, token=reading, body=body), 403, "scope_missing")
        problem(ask(path, method, body=body), 401, "token_missing")
    assert not Kept.objects.exists()


def test_nobody_sees_what_is_anothers(ask, secret, operator, make_article):
    article = make_article()
    ask(f"/me/saved/articles/{article.key}", "PUT", token=secret)
    theirs = tokens.make(operator, "theirs", ["read"], now=NOON).secret

    assert ask("/me/saved", token=theirs).json()["items"] == []
