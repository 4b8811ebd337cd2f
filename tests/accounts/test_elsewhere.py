"""Signing in by a provider that an operator has named: a real one, small, over HTTP."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from lxml import html

from daily8.accounts import keeping
from daily8.accounts.models import User
from daily8.config import readers
from daily8.config.env import Environment, SettingsError
from tests.accounts.test_entering import words

NAMED = {
    "DAILY8_OPENID_NAME": "Harbour ID",
    "DAILY8_OPENID_ID": "daily8",
    "DAILY8_OPENID_SECRET": "between-us",
}


@pytest.fixture
def provider(settings) -> Iterator[SimpleNamespace]:
    """A provider of identities that says of everybody what `person` holds."""
    told = SimpleNamespace(person={"sub": "77", "email": "nour@post.example", "email_verified": True}, asked=[])

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(told.person if self.path == "/who" else told.configuration)

        def do_POST(self) -> None:
            told.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.answer({"access_token": "for-a-while", "token_type": "Bearer"})

        def answer(self, value: dict[str, object] | bytes) -> None:
            body = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    told.address = f"http://127.0.0.1:{server.server_port}"
    told.configuration = {
        "issuer": told.address, "authorization_endpoint": f"{told.address}/door",
        "token_endpoint": f"{told.address}/token", "userinfo_endpoint": f"{told.address}/who",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = readers.openid_connect(
        Environment({"DAILY8_OPENID": told.address, **NAMED})
    )
    yield told
    server.shutdown()
    server.server_close()


def go_there_and_back(client, **more):
    """Follow the button to the provider, who lets everybody in, and return."""
    page = html.document_fromstring(client.get("/en/account/login", {"next": "/en/latest"}).content.decode())
    (button,) = page.xpath("//a[contains(@href, '/account/by/')]/@href")
    there = urlsplit(client.get(button)["Location"])
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    assert asked["redirect_uri"] == "http://testserver/en/account/by/openid/back"
    return client.get("/en/account/by/openid/back", {"code": "c", "state": asked["state"]} | more)


def test_without_a_provider_there_is_no_button_and_no_way(db, client):
    assert b"/account/by/" not in client.get("/en/account/login").content
    assert client.get("/en/account/by/openid").status_code == 404
    assert client.get("/en/account/by/openid/back").status_code == 404


def test_a_provider_brings_a_reader_who_chooses_a_name(db, client, provider):
    assert "Sign in with \u2068Harbour ID\u2069" in words(client.get("/en/account/login"))

    known = go_there_and_back(client)
    assert known["Location"] == "/en/account/name"
    assert "Choose a name" in words(client.get(known["Location"]))
    into = client.post("/en/account/name", {"email": "nour@post.example", "username": "Nour"})

    assert into["Location"] == "/en/latest"
    assert "nour@post.example" in words(client.get("/en/account"))
    assert provider.asked[0]["client_secret"] == ["between-us"]
    assert "code_verifier" in provider.asked[0]
    assert not User.objects.get().has_usable_password()
    assert not SocialToken.objects.exists()
    assert mail.outbox == []
    client.post("/en/account/logout")
    assert go_there_and_back(client)["Location"] == "/en/latest"


def test_an_address_that_the_provider_does_not_vouch_for_is_confirmed_by_mail(db, client, provider, link):
    provider.person["email_verified"] = False
    go_there_and_back(client)

    response = client.post("/en/account/name", {"email": "nour@post.example", "username": "nour"})

    assert response["Location"] == "/en/account/confirm"
    assert client.get("/en/account").status_code == 302
    client.post(link())
    assert EmailAddress.objects.get().verified


def test_an_address_of_another_account_opens_nothing_and_says_nothing(reader, client, provider):
    provider.person["email"] = reader.email
    go_there_and_back(client)

    response = client.post("/en/account/name", {"email": reader.email, "username": "nour"})

    assert response["Location"] == "/en/account/confirm"
    assert client.get("/en/account").status_code == 302
    assert [letter.subject for letter in mail.outbox] == ["You already have an account"]
    assert not SocialAccount.objects.exists()


def test_a_first_password_is_set_where_there_was_none(db, client, provider):
    go_there_and_back(client)
    client.post("/en/account/name", {"email": "nour@post.example", "username": "nour"})

    asked = client.get("/en/account/password")
    assert asked["Location"] == "/en/account/password/first"
    client.post(asked["Location"], {"password1": "ships-in-the-fog"})

    assert User.objects.get().check_password("ships-in-the-fog")
    assert mail.outbox[-1].subject == "Your password was changed"


@pytest.mark.parametrize(
    "changed", [{"state": "forged"}, {"error": "access_denied"}, {"error": "other", "code": ""}]
)
def test_what_does_not_come_from_the_button_signs_nobody_in(db, client, provider, changed):
    response = go_there_and_back(client, **changed)

    assert response.status_code in (200, 302, 401)
    if response.status_code == 302:
        assert response["Location"] == "/en/account/login"
    else:
        assert "The other site did not say who you are." in words(response)
    assert client.get("/en/account").status_code == 302


def test_what_the_provider_said_is_in_the_file_and_goes_with_the_account(db, client, provider):
    go_there_and_back(client)
    client.post("/en/account/name", {"email": "nour@post.example", "username": "nour"})
    user = User.objects.get()

    assert [each["uid"] for each in keeping.export(user)["elsewhere"]] == ["77"]
    keeping.erase(user)
    assert not SocialAccount.objects.exists()


def connect(browser):
    """Connect the provider from the page of an account."""
    page = html.document_fromstring(browser.get("/en/account").content.decode())
    (link,) = page.xpath("//a[contains(@href, '/account/by/')]/@href")
    there = urlsplit(browser.get(link)["Location"])
    state = parse_qs(there.query)["state"][0]
    return browser.get("/en/account/by/openid/back", {"code": "c", "state": state})


def test_a_reader_connects_the_provider_and_signs_in_by_it(reader, signed_in, provider):
    back = connect(signed_in)

    assert back["Location"] == "/en/account"
    assert "Harbour ID Signs you in." in words(signed_in.get("/en/account"))
    assert mail.outbox[-1].subject == "Another site can now sign you in"
    assert mail.outbox[-1].to == [reader.email]
    signed_in.post("/en/account/logout")
    assert go_there_and_back(signed_in)["Location"] == "/en/latest"
    assert User.objects.count() == 1


def test_connecting_asks_once_more_who_it_is(reader, signed_in, provider, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0

    assert connect(signed_in)["Location"].startswith("/en/account/again")
    assert not SocialAccount.objects.exists()


def test_who_somebody_is_there_opens_one_account(reader, signed_in, provider):
    other = User.objects.create(username="omar", email="omar@post.example")
    SocialAccount.objects.create(user=other, provider="openid", uid="77")

    connect(signed_in)

    assert "belongs to another account here" in words(signed_in.get("/en/account"))
    assert SocialAccount.objects.get().user == other


def test_a_reader_disconnects_the_provider(reader, signed_in, provider):
    connect(signed_in)
    account = SocialAccount.objects.get()

    assert signed_in.get("/en/account/by/off").status_code == 405
    signed_in.post("/en/account/by/off", {"account": account.pk})

    assert "Another way to sign in." in words(signed_in.get("/en/account"))
    assert mail.outbox[-1].subject == "Another site can no longer sign you in"
    assert not SocialAccount.objects.exists()


def test_the_only_way_in_stays_until_there_is_a_password(db, client, provider):
    go_there_and_back(client)
    client.post("/en/account/name", {"email": "nour@post.example", "username": "nour"})

    client.post("/en/account/by/off", {"account": SocialAccount.objects.get().pk})

    assert "Set a password first" in words(client.get("/en/account"))
    assert SocialAccount.objects.exists()


def test_nobody_disconnects_another(reader, signed_in, provider):
    other = User.objects.create(username="omar", email="omar@post.example")
    theirs = SocialAccount.objects.create(user=other, provider="openid", uid="78")

    signed_in.post("/en/account/by/off", {"account": theirs.pk})

    assert SocialAccount.objects.exists()


@pytest.mark.parametrize("place", ["token_endpoint", "userinfo_endpoint"])
@pytest.mark.parametrize(
    "address", ["http://127.0.0.2:1/inside", "http://169.254.169.254/latest", "file:///etc/passwd"]
)
def test_the_provider_sends_us_to_no_private_address(db, client, provider, place, address):
    provider.configuration[place] = address

    answer = go_there_and_back(client)

    assert answer.status_code == 401
    assert "The other site did not say who you are." in words(answer)


@pytest.mark.parametrize(
    "fault",
    [
        {"configuration": []},
        {"configuration": "<html>"},
        {"configuration": b"[" * 200_000},
        {"person": None},
        {"person": b"[" * 200_000},
    ],
)
def test_a_provider_that_answers_nonsense_signs_nobody_in(db, client, provider, fault):
    there = client.get("/en/account/by/openid")
    assert there.status_code == 302
    vars(provider).update(fault)

    answer = client.get("/en/account/by/openid") if "configuration" in fault else go_there_and_back(client)

    assert answer.status_code in (200, 401)
    assert client.get("/en/account").status_code == 302


def test_a_provider_that_is_away_is_told_of(db, client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = readers.openid_connect(
        Environment({"DAILY8_OPENID": "http://127.0.0.1:1", **NAMED})
    )

    answer = client.get("/en/account/by/openid")

    assert answer.status_code == 401
    assert "The other site did not say who you are." in words(answer)


@pytest.mark.parametrize("missing", NAMED)
def test_a_provider_is_named_as_a_whole(missing):
    variables = {"DAILY8_OPENID": "https://id.example"} | {
        name: value for name, value in NAMED.items() if name != missing
    }

    with pytest.raises(SettingsError, match=missing):
        readers.openid_connect(Environment(variables))
