"""Who follows something without being signed in is told why that needs an account, and finds it done then."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from lxml import html

from daily8.accounts.models import User
from daily8.reading import following
from daily8.reading.models import Follow
from daily8.web import wished
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
HERE = "/en/source/harbour.example"
ASKED = {"kind": "source", "name": "harbour.example", "back": HERE}
PAGE = "/en/follow?kind=source&name=harbour.example"


@pytest.fixture(autouse=True)
def harbour(make_publisher):
    return make_publisher("harbour.example")


@pytest.fixture
def reader() -> User:
    reader = User(username="layla", email="layla@reader.example")
    reader.set_password(PASSWORD)
    reader.save()
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    return reader


def wish(client: Client, door: str = "login", **more: str) -> str:
    """Say on the page that one wants to follow; return where that leads."""
    answer = client.post("/en/follow", ASKED | {"door": door} | more)
    assert answer.status_code == 302
    return answer["Location"]


def there(door: str) -> str:
    """Where that leads whoever comes in by this door."""
    (address,) = parse_qs(urlsplit(door).query)["next"]
    return address


def test_the_page_says_what_would_be_followed_why_it_needs_an_account_and_leads_back(client):
    (link,) = html.fromstring(client.get(HERE).content.decode()).cssselect(".follow a")
    page = html.fromstring(client.get(link.get("href")).content.decode())

    assert page.cssselect("h1")[0].text_content().strip() == "The Harbour"
    assert "so following needs one" in page.text_content()
    assert page.xpath("//main//form/button/@value") == ["login", "signup"]
    assert page.cssselect(".following__choice a")[0].get("href") == HERE
    assert client.get(link.get("href"))["Referrer-Policy"] == "same-origin"


def test_after_signing_in_it_is_followed_once_and_the_reader_is_back(client, reader):
    door = wish(client)
    assert door.startswith("/en/account/login?next=")
    into = client.post(door, {"login": "layla", "password": PASSWORD})

    assert into["Location"] == there(door)
    assert client.get(into["Location"])["Location"] == HERE
    assert Follow.objects.get().name == "harbour.example"
    # The wish is used up: what is unfollowed stays so.
    Follow.objects.all().delete()
    assert client.get(there(door)).status_code == 200
    assert not Follow.objects.exists()


def test_after_signing_up_too_and_there_the_reader_is_told_that_the_address_is_confirmed(
    client, make_article, make_story, harbour
):
    story = make_story(make_article(publisher=harbour))
    here = story.get_absolute_url()
    door = wish(client, "signup", back=here, kind="story", name=story.key)
    form = {"email": "nour@post.example", "username": "nour", "password1": "ships-in-the-fog"}
    assert "sent a message" in client.post(door, form, follow=True).content.decode()
    confirm = re.search(r"http://[^/]+(/en/account/confirm/\S+)", mail.outbox[0].body)[1]
    into = client.post(confirm)

    assert into["Location"] == there(door)
    assert client.get(into["Location"])["Location"] == here
    assert Follow.objects.get().user.username == "nour"
    told = html.fromstring(client.get(here).content.decode()).cssselect("main > .told[role=status]")
    assert [one.text_content().strip() for one in told] == ["Your address nour@post.example is confirmed."]
    assert "told.css" not in client.get(here).content.decode()


@pytest.mark.parametrize("mark", ["", "x", "é", "a%00b"])
def test_no_link_follows_for_who_did_not_ask_here(client, reader, mark):
    client.force_login(reader)
    assert client.get(f"{PAGE}&wish={mark}").status_code == 200
    client.logout()
    wish(client)
    client.force_login(reader)
    assert client.get(f"{PAGE}&wish={mark}").status_code == 200
    assert client.get(PAGE).status_code == 200

    assert not Follow.objects.exists()


def test_a_wish_is_for_one_thing(client, reader):
    mark = parse_qs(urlsplit(there(wish(client))).query)["wish"][0]
    client.force_login(reader)

    assert client.get(f"/en/follow?kind=search&name=boats&wish={mark}").status_code == 200
    assert not Follow.objects.exists()


def test_the_wish_of_another_browser_is_none_here(client, reader):
    door = wish(Client())
    wish(client)
    client.force_login(reader)

    assert client.get(there(door)).status_code == 200
    assert not Follow.objects.exists()


def test_a_wish_is_forgotten_when_its_reader_signs_out(client, reader):
    door = wish(client)
    client.force_login(reader)
    client.post("/en/account/logout")
    client.force_login(User.objects.create(username="omar"))

    assert client.get(there(door)).status_code == 200
    assert not Follow.objects.exists()


def test_an_old_wish_is_none(client, reader, monkeypatch):
    monkeypatch.setattr(wished, "_GOOD_FOR", -wished._GOOD_FOR)
    door = wish(client)
    client.force_login(reader)

    assert client.get(there(door)).status_code == 200


def test_who_follows_too_much_is_told_so_where_it_can_be_changed(client, reader, monkeypatch):
    monkeypatch.setattr(following, "MOST", 0)
    door = wish(client)
    client.force_login(reader)

    assert client.get(there(door))["Location"] == "/en/following"
    assert "as many as can be followed" in client.get("/en/following").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "", "/en/search?q=" + "x" * 5000])
def test_nobody_is_led_to_another_site_by_a_wish(client, reader, back):
    door = wish(client, back=back)
    client.force_login(reader)

    assert client.get(there(door))["Location"] == "/en/following"
