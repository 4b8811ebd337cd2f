"""What apps change of feeds and folders, and OPML out and in."""

import pytest

from daily8.engine.feeds import opml
from daily8.reading import following
from daily8.reading.models import Apps, Follow
from tests.api.reader.conftest import API, ORIGIN

pytestmark = pytest.mark.django_db


def followed(reader):
    return {(row.kind, row.name) for row in Follow.objects.of(reader)}


@pytest.mark.parametrize(
    ("address", "kind", "name"),
    [
        (f"{ORIGIN}/en/source/harbour.example/feed.rss", "source", "harbour.example"),
        (f"{ORIGIN}/ar/hashtag/Boats/feed.atom", "hashtag", "Boats"),
        (f"{ORIGIN}/en/search/feed.json?q=sea+level", "search", "sea level"),
        ("https://harbour.example/feed.xml", "source", "harbour.example"),
        ("https://www.harbour.example/other", "source", "harbour.example"),
    ],
)
def test_what_an_address_is_of_is_followed_and_no_longer(
    app, reader, make_publisher, make_feed, make_hashtag, address, kind, name
):
    make_feed(make_publisher("harbour.example"))
    make_hashtag("Boats")

    assert app.post("subscription/edit", s=f"feed/{address}", ac="subscribe").content == b"OK"
    assert followed(reader) == {(kind, name)}
    app.post("subscription/edit", s=f"feed/{address}", ac="unsubscribe")
    assert followed(reader) == set()


def test_an_address_with_a_host_without_end_is_of_nobody(app, reader, make_publisher):
    make_publisher("harbour.example")

    endless = f"https://{'a.' * 2000}harbour.example/feed"

    assert app.post("subscription/quickadd", quickadd=endless).json()["numResults"] == 0
    assert followed(reader) == set()


def test_a_feed_by_its_address_goes_before_the_host_it_lies_on(app, reader, make_publisher, make_feed):
    make_feed(make_publisher("harbour.example"), url="https://feeds.example/harbour")
    make_publisher("feeds.example")
    told = app.post("subscription/quickadd", quickadd="https://feeds.example/harbour").json()

    assert followed(reader) == {("source", "harbour.example")}
    assert told["numResults"] == 1
    assert told["streamId"] == f"feed/{ORIGIN}/en/source/harbour.example/feed.rss"
    assert told["streamName"] == "The Harbour"


@pytest.mark.parametrize("sent", ["https://unknown.example/feed", "nonsense", "", "http://[::1", "feed/", "\x00"])
def test_what_is_not_read_here_is_added_by_nobody(app, reader, make_publisher, sent):
    make_publisher("harbour.example")

    assert app.post("subscription/quickadd", quickadd=sent).json()["numResults"] == 0
    assert app.post("subscription/edit", s=f"feed/{sent}", ac="subscribe").status_code == 400
    assert followed(reader) == set()


def test_the_front_page_can_be_left_out_and_taken_back(app, reader):
    stream = app.streams()["Front page"]
    app.post("subscription/edit", s=stream, ac="unsubscribe")
    assert app.streams() == {}
    app.post("subscription/edit", s=stream, ac="edit", t="Mine")
    assert Apps.objects.get().front is False
    app.post("subscription/edit", s=stream, ac="subscribe")
    assert app.streams() == {"Front page": stream}


def test_feeds_have_titles_and_folders_of_the_readers_own(app, world):
    stream = app.streams()["The Harbour"]
    app.post("subscription/edit", s=stream, ac="edit", t=" My  harbour ", a="user/-/label/Sea")

    assert app.streams()["My harbour"] == stream
    assert app.titles("user/-/label/Sea") == ["Of the harbour", "عن الميناء"]
    assert [one["id"] for one in app.told("tag/list")["tags"]][2:] == [
        f"user/-/label/{label}" for label in ("Hashtags", "Sea", "Searches", "Stories")
    ]
    app.post("subscription/edit", s=stream, ac="edit", t="The Harbour", r="user/-/label/Sea")
    row = Follow.objects.get(kind="source")
    assert (row.title, row.label) == ("", "")


def test_folders_are_renamed_and_taken_away(app, world):
    app.post("rename-tag", s="user/-/label/Sources", dest="user/-/label/Papers")
    assert app.titles("user/-/label/Papers") == ["Of the harbour", "عن الميناء"]
    app.post("rename-tag", s="user/-/label/Hashtags", dest="user/-/label/Papers")
    assert "Of boats" in app.titles("user/-/label/Papers")

    assert app.post("disable-tag", s="user/-/label/Papers").content == b"OK"
    assert app.titles("user/-/label/Papers") == []
    assert app.titles("user/-/label/Sources") == ["Of the harbour", "عن الميناء"]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("subscription/edit", {}),
        ("subscription/edit", {"ac": "subscribe"}),
        ("subscription/edit", {"ac": "burn", "s": "feed/x"}),
        ("rename-tag", {"s": "user/-/label/None", "dest": "user/-/label/New"}),
        ("rename-tag", {"s": "user/-/label/Sources", "dest": "nonsense"}),
        ("rename-tag", {"s": "user/-/label/Sources", "dest": "user/-/label/\x00"}),
        ("disable-tag", {}),
    ],
)
def test_what_cannot_be_done_is_a_bad_request(app, world, path, sent):
    assert app.post(path, **sent).status_code == 400


def test_who_follows_as_much_as_can_be_hears_so(app, make_publisher, monkeypatch):
    monkeypatch.setattr(following, "MOST", 1)
    streams = [f"feed/{ORIGIN}/en/source/{make_publisher().domain}/feed.rss" for _ in range(2)]
    answer = app.post("subscription/edit", s=streams, ac="subscribe")

    assert answer.status_code == 400
    assert b"as much is followed as can be: 1" in answer.content


def test_what_is_followed_is_told_as_opml_and_followed_from_it_by_another(app, world, reader, client):
    body = app.get("subscription/export").content
    outlines = opml.read(body)
    assert [(one.title, one.categories) for one in outlines][:2] == [
        ("Front page", ()),
        ("The Harbour", ("Sources",)),
    ]

    before = followed(reader)
    Follow.objects.all().delete()
    answer = client.post(f"{API}/subscription/import", body, content_type="text/xml", headers=app.headers)
    assert answer.content == b"OK 4\n"
    assert followed(reader) == before


def test_what_a_list_has_that_is_not_here_is_named(app, reader, make_publisher, client):
    make_publisher("harbour.example")
    body = """<opml><body><outline text="Far" xmlUrl="https://far.example/feed"/>
      <outline text="Near" xmlUrl="https://harbour.example/feed"/></body></opml>"""
    answer = client.post(f"{API}/subscription/import", body, content_type="text/xml", headers=app.headers)

    assert answer.content.decode() == "OK 1\nnot here: Far\n"
    assert followed(reader) == {("source", "harbour.example")}


@pytest.mark.parametrize("body", ["", "nonsense", "<html/>", "<!DOCTYPE o [<!ENTITY a 'b'>]><x>&a;</x>"])
def test_what_is_no_list_is_a_bad_request(app, client, body):
    answer = client.post(f"{API}/subscription/import", body, content_type="text/xml", headers=app.headers)

    assert answer.status_code == 400
