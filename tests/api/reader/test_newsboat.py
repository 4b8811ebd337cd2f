"""newsboat, as a reader has it on a desk, reads a live site by the Google Reader API."""

import os

import pytest

from daily8.reading import shelf
from daily8.reading.models import Kept, ReadMark
from tests.api.reader.newsboat import PROGRAM, Newsboat

pytestmark = pytest.mark.django_db(transaction=True)
ALL = "user/-/state/com.google/reading-list"
FEEDS = ["Front page", "The Harbour", "#Boats", "The flood", "lighthouse"]


@pytest.fixture(autouse=True)
def _installed():
    if PROGRAM is None:
        if os.environ.get("DAILY8_REQUIRE_BROWSER") == "1":
            pytest.fail("no newsboat: install it (Debian: apt install newsboat)")
        pytest.skip("no newsboat: install it (Debian: apt install newsboat) to run these tests")


@pytest.fixture
def site(settings):
    """Where the site stands: on a port of this machine."""
    settings.SITE_URL = ""
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]


@pytest.fixture
def newsboat(live_server, tmp_path, world, secret) -> Newsboat:
    return Newsboat(tmp_path, f"{live_server.url}/api/greader.php", "layla", secret)


# To it an article is in the feed that it saw it in last: the third has two of the reader's.
TO_BOATS = (("", "lighthouse"), ("3\n", "#Boats"), ("\n", "Of the harbour"))


def test_it_lists_what_is_followed_and_counts_what_is_unread(newsboat):
    assert "6 unread articles" in newsboat.run("reload", "print-unread")
    shown = newsboat.keys(("", "lighthouse"))

    for feed in FEEDS:
        assert feed in shown


def test_what_it_reads_and_stars_is_read_and_saved_here(newsboat, world, reader):
    newsboat.run("reload")
    shown = newsboat.keys(*TO_BOATS, ("\n", "They will be back"), ("q", "Nov"), until=ReadMark.objects.exists)
    newsboat.keys(*TO_BOATS, ("\x05", "Flags"), ("s\n", "updated"), until=Kept.objects.exists)

    assert "Ships left the harbour at dawn" in shown
    assert list(ReadMark.objects.values_list("article", "read")) == [(world["source"].pk, True)]
    # It went on to the next that is unread.
    assert shelf.saves(reader, f"article/{world['hashtag'].key}")


def test_a_feed_that_it_marks_is_read_here_and_what_is_read_here_is_read_there(newsboat, world, app):
    newsboat.run("reload")
    newsboat.keys(*TO_BOATS, ("A", "Of boats"), until=ReadMark.objects.exists)
    assert not {"Of the harbour", "Of boats"} & set(app.titles(ALL, xt="user/-/state/com.google/read"))

    app.post("edit-tag", i=world["search"].pk, a="user/-/state/com.google/read")
    assert "3 unread articles" in newsboat.run("reload", "print-unread")


def test_a_wrong_token_reads_nothing(live_server, tmp_path, world):
    newsboat = Newsboat(tmp_path, f"{live_server.url}/api/greader", "layla", "d8_wrong")

    assert "Authentication failed" in newsboat.run("reload", "print-unread")
