"""The pages of the podcast, and what operators see of it."""

import pytest
from django.test import Client

from daily8.accounts.models import User
from daily8.assistant.models import Conduct
from daily8.podcast.models import Episode, State
from tests.podcast.conftest import (  # noqa: F401
    _morning,
    edition,
    episode,
    fails,
    ferry,
    press,
    server,
    tell,
    voice,
    voiceless,
    withdraw,
    work,
)
from tests.web.conftest import read  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/en/daily/2026-11-26"


def words(page) -> str:
    return " ".join(page.text_content().split())


def test_the_page_of_an_edition_has_the_player_with_its_chapters(edition, voice, read):  # noqa: F811
    work()
    page = read(PAGE)

    (audio,) = page.cssselect("audio")
    assert (audio.get("src"), audio.get("preload")) == ("/podcast/en/2026-11-26.mp3", "none")
    assert audio.get("controls") is not None
    links = [link.get("href") for link in page.cssselect(".listen__chapters a")]
    assert len(links) == 5
    assert links[0] == "/podcast/en/2026-11-26.mp3#t=0.000"


def test_readers_see_nothing_where_there_is_no_episode(edition, voiceless, read):  # noqa: F811
    work()
    for address in (PAGE, "/en/daily"):
        page = read(address)
        assert not page.cssselect("audio")
        assert "/daily/podcast" not in "".join(link.get("href", "") for link in page.cssselect("a, link"))
        assert "no voice" not in words(page)
    assert "No edition has been read aloud yet." in words(read("/en/daily/podcast"))


def test_operators_read_why_there_is_none(edition, voiceless, admin: Client):  # noqa: F811
    work()

    assert "no voice reads en" in admin.get(PAGE).content.decode()
    listed = admin.get("/en/admin/podcast/episode/").content.decode()
    assert "no voice reads en" in listed
    assert "2026-11-26" in listed


def test_operators_read_that_an_episode_is_made_anew_and_readers_see_none(edition, voice, admin: Client):  # noqa: F811
    work()
    withdraw("Ferry aground 0")
    page = admin.get(PAGE).content.decode()

    assert "it is read anew, without what was withdrawn." in page
    assert "<audio" not in page


def test_operators_read_that_listen_is_switched_off(edition, voice, admin: Client):  # noqa: F811
    work()
    Conduct.objects.create(off=["listen"])
    page = admin.get(PAGE).content.decode()

    assert "Listen is switched off for this site" in page
    assert "it is read anew" not in page


def test_readers_with_an_account_do_not(edition, voiceless, client):  # noqa: F811
    work()
    client.force_login(User.objects.create(username="noor"))

    assert "no voice" not in client.get(PAGE).content.decode()


def test_an_operator_has_an_episode_read_again(edition, voice, admin: Client):  # noqa: F811
    work()
    before = len(voice.read)
    asked = {"action": "make_again", "_selected_action": [episode().pk]}
    answer = admin.post("/en/admin/podcast/episode/", asked, follow=True)
    assert "1 episode is read again." in answer.content.decode()
    assert Episode.objects.get().state == State.WAITING
    work()

    assert len(voice.read) == 2 * before
    assert Episode.objects.get().state == State.READY


def test_the_transcript_has_a_heading_for_each_story_and_every_word_that_was_said(edition, voice, read):  # noqa: F811
    work()
    page = read(f"{PAGE}/transcript")

    assert [line.text_content() for line in page.cssselect(".transcript__line")] == voice.read
    headings = [one.text_content() for one in page.cssselect(".transcript__title")]
    assert [headings[0], headings[-1]] == ["Opening", "The end"]
    assert len(headings) == 5


def test_the_page_of_the_podcast_lists_what_can_be_heard_and_the_feed(edition, voice, read):  # noqa: F811
    work()
    page = read("/en/daily/podcast")

    assert [one.get("src") for one in page.cssselect("audio")] == ["/podcast/en/2026-11-26.mp3"]
    assert page.cssselect(".subscribe__copy a")[0].get("href").endswith("/en/daily/podcast.xml")
    assert page.cssselect("link[type='application/rss+xml']")


def test_an_episode_shows_its_failure_in_the_admin_while_it_is_tried_again(edition, voice, admin: Client):  # noqa: F811
    voice.before = fails("late", "no speech within 60 seconds")
    work()

    assert "no speech within 60 seconds" in admin.get("/en/admin/podcast/episode/").content.decode()
    assert admin.get(f"/en/admin/podcast/episode/{episode().pk}/change/").status_code == 200


@pytest.mark.parametrize("address", ["/en/daily/2026-11-26/transcript", "/en/daily/2026-13-01/transcript"])
def test_there_is_no_transcript_of_what_was_not_said(edition, client, address):  # noqa: F811
    assert client.get(address).status_code == 404
