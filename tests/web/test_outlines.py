"""A reader carries what is followed from one program to another."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from daily8.engine.feeds import opml
from daily8.reading import following, outlines, things
from daily8.reading.models import Follow
from daily8.web.views import outlines as views
from tests.conftest import NOON
from tests.web.conftest import Page

pytestmark = pytest.mark.django_db
LIST = b"""<opml><body>
<outline text="Near" xmlUrl="https://harbour.example/feed"/>
<outline text="Far &lt;script&gt;" xmlUrl="https://far.example/feed"/>
</body></opml>"""


@pytest.fixture
def reader(client, make_reader, make_publisher):
    """Somebody who is signed in, and a publisher that is read here."""
    make_publisher("harbour.example")
    leila = make_reader("leila")
    client.force_login(leila)
    return leila


def take(client, body: bytes, language: str = "en"):
    return client.post(f"/{language}/following/list", {"list": SimpleUploadedFile("feeds.opml", body)})


def words(response) -> str:
    return " ".join(html.document_fromstring(response.content.decode()).find(".//main").text_content().split())


def test_what_a_list_has_that_is_read_here_is_followed_and_the_rest_is_named(client, reader):
    told = take(client, LIST)

    assert "You follow 1 thing more. 0 you followed already. Not read here Far What" in words(told)
    assert b"Far <script>" not in told.content
    assert [row.name for row in Follow.objects.of(reader)] == ["harbour.example"]
    assert "You follow 0 things more. 1 you followed already." in words(take(client, LIST))
    assert "كنت تتابع واحدًا منها." in words(take(client, LIST, "ar"))


def test_what_is_followed_is_saved_as_a_list(client, reader, read: Page):
    following.follow(reader, things.named("source", "harbour.example"), NOON)
    (address,) = [link.get("href") for link in read("/en/following").xpath("//a[@download]")]
    told = client.get(address)

    assert told["Content-Disposition"] == 'attachment; filename="following.opml"'
    assert opml.read(told.content)[1].feed_url.endswith("/en/source/harbour.example/feed.rss")


@pytest.mark.parametrize("body", [b"nonsense", b"<rss/>", b"<opml>" + b" " * opml.LARGEST])
def test_what_is_no_list_is_refused(client, reader, body):
    told = take(client, body)

    assert told.status_code == 400
    assert "This is no list of feeds" in words(told)
    assert client.post("/en/following/list").status_code == 400


def test_what_is_more_than_can_be_followed_is_told(client, reader, monkeypatch):
    monkeypatch.setattr(following, "MOST", 0)

    assert "1 is more than can be followed." in words(take(client, LIST))


def test_both_ask_who_it_is(client, db):
    assert client.get("/en/following/list.opml").status_code == 302
    assert take(client, LIST).status_code == 302


def test_a_list_is_read_in_the_sandbox_and_no_further_than_anybody_follows(client, reader, monkeypatch):
    """What anybody may have written is parsed in no process that serves pages."""
    monkeypatch.setattr(opml, "read", _refuse)
    monkeypatch.setattr(outlines, "_LOOKED_UP", 1)

    told = take(client, LIST)

    assert told.status_code == 200
    assert "You follow 1 thing more." in words(told)
    assert b"Far" not in told.content


def _refuse(*_arguments, **_named):
    raise AssertionError("parsed in this process")


def test_lists_are_taken_so_often_an_hour(client, reader, monkeypatch):
    monkeypatch.setattr(views, "_TAKING", replace(views._TAKING, to_one=2))
    answers = [take(client, LIST).status_code for _ in range(4)]

    assert answers == [200, 200, 429, 429]
