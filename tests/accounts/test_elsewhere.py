"""Signing in by a provider that an operator has named: a real one, small, over HTTP."""

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from importlib import import_module
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.apps import apps
from django.core import mail
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from lxml import html

from daily8.accounts import elsewhere, keeping
from daily8.accounts.models import User
from daily8.config import readers
from daily8.config.env import Environment, SettingsError
from tests.accounts.identities import Answers
from tests.accounts.test_entering import sign_in, words

tying = import_module("daily8.accounts.migrations.0008_issuer_of_accounts_elsewhere")
NAMED = {
    "DAILY8_OPENID_NAME": "Harbour ID",
    "DAILY8_OPENID_ID": "daily8",
    "DAILY8_OPENID_SECRET": "between-us",
}


@pytest.fixture(scope="module")
def key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def provider(settings, key) -> Iterator[SimpleNamespace]:
    """A provider of identities that says of everybody what `person` holds, and signs it."""
    told = SimpleNamespace(
        person={"sub": "77", "email": "nour@post.example", "email_verified": True},
        asked=[], claims={}, header={"kid": "first"}, key=key, algorithm="ES256", signs=True,
    )  # fmt: skip
    told.keys = {"keys": [json.loads(ECAlgorithm.to_jwk(key.public_key())) | {"kid": "first", "use": "sig"}]}

    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Told", (Answers,), {"told": told}))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    told.address = f"http://127.0.0.1:{server.server_port}"
    told.configuration = {
        "issuer": told.address, "authorization_endpoint": f"{told.address}/door",
        "token_endpoint": f"{told.address}/token", "userinfo_endpoint": f"{told.address}/who",
        "jwks_uri": f"{told.address}/keys", "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }  # fmt: skip
    name(settings, told.address)
    yield told
    server.shutdown()
    server.server_close()


def name(settings, address: str) -> None:
    """Name a provider as an operator does."""
    settings.SOCIALACCOUNT_PROVIDERS = readers.openid_connect(Environment({"DAILY8_OPENID": address, **NAMED}))


def through(there: str) -> dict[str, str]:
    """Go where a browser is sent, and return what the provider sends it back with."""
    parts = urlsplit(there)
    connection = HTTPConnection(str(parts.netloc))
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    assert back.path == "/en/account/by/openid/back"
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def go_there_and_back(client, **more):
    """Follow the button to the provider, who lets everybody in, and return."""
    page = html.document_fromstring(client.get("/en/account/login", {"next": "/en/latest"}).content.decode())
    (button,) = page.xpath("//a[contains(@href, '/account/by/')]/@href")
    back = through(client.get(button)["Location"])
    return client.get("/en/account/by/openid/back", back | more)


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

    (kept,) = keeping.export(user)["elsewhere"]
    assert kept["extra_data"]["id_token"]["sub"] == "77"
    assert kept["extra_data"]["issuer"] == provider.address
    keeping.erase(user)
    assert not SocialAccount.objects.exists()


def connect(browser):
    """Connect the provider from the page of an account."""
    page = html.document_fromstring(browser.get("/en/account").content.decode())
    (link,) = page.xpath("//a[contains(@href, '/account/by/')]/@href")
    return browser.get("/en/account/by/openid/back", through(browser.get(link)["Location"]))


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
    SocialAccount.objects.create(user=other, provider="openid", uid=elsewhere.uid(provider.address, "77"))

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


@pytest.mark.parametrize("place", ["token_endpoint", "userinfo_endpoint", "jwks_uri"])
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
        {"person": {}},
        {"person": []},
        {"keys": {}},
        {"keys": {"keys": {}}},
        {"keys": {"keys": [1, {"kty": "EC"}, {"kty": "RSA", "n": 5, "e": None}]}},
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
    name(settings, "http://127.0.0.1:1")

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


@pytest.mark.parametrize("address", ["http://id.example", "http://10.0.0.5:8080/realms/one"])
def test_a_provider_is_asked_in_the_open_on_this_machine_alone(address):
    with pytest.raises(SettingsError, match="https://"):
        readers.openid_connect(Environment({"DAILY8_OPENID": address, **NAMED}))


def believes(client, provider, **changed) -> bool:
    """Whether somebody gets in when the provider's answer is changed so."""
    vars(provider).update(changed)
    answer = go_there_and_back(client)
    assert answer.status_code in (302, 401)
    return answer.status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"}, {"nonce": None}, {"iss": "https://id.example"}, {"iss": None},
        {"aud": "another"}, {"aud": None}, {"aud": ["daily8", "another"]}, {"azp": "another"},
        {"exp": 1_000_000_000}, {"exp": None}, {"iat": None}, {"iat": 9_000_000_000, "exp": 9_000_000_300},
        {"sub": "78"}, {"sub": ""}, {"sub": None}, {"sub": "7" * 256}, {"sub": 77},
    ],
)  # fmt: skip
def test_a_token_for_another_time_place_or_person_is_not_believed(db, client, provider, claims):
    assert not believes(client, provider, claims=claims)


def test_a_token_that_others_signed_or_nobody_is_not_believed(db, client, provider, key):
    other = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    assert not believes(client, provider, key=other)
    assert not believes(client, provider, key=key, header={"kid": "unknown"})
    assert not believes(client, provider, key=None, algorithm="none", header={"kid": "first"})
    assert not believes(client, provider, key=public, algorithm="HS256")
    assert not believes(client, provider, signs=False)
    assert believes(client, provider, signs=True, key=key, algorithm="ES256")


def test_the_key_is_found_by_its_name_whatever_its_kind(db, client, provider, key):
    rsa_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    provider.keys["keys"].append(json.loads(RSAAlgorithm.to_jwk(rsa_key.public_key())) | {"kid": "second"})

    assert believes(client, provider, key=rsa_key, algorithm="RS256", header={"kid": "second"})
    assert not believes(client, provider, key=rsa_key, algorithm="RS256", header={})
    del provider.keys["keys"][1]
    assert believes(client, provider, key=key, algorithm="ES256", header={})


def test_a_provider_that_says_to_be_another_signs_nobody_in(db, client, provider):
    other = "https://id.example"

    assert not believes(
        client, provider, configuration=provider.configuration | {"issuer": other}, claims={"iss": other}
    )


def test_an_answer_is_good_for_the_request_it_answers(db, client, provider):
    first, second = (client.get("/en/account/by/openid")["Location"] for _ in range(2))
    # The token that comes carries what the second request asked for.
    back, _ = through(first), through(second)

    assert client.get("/en/account/by/openid/back", back).status_code == 401


def test_another_provider_under_the_same_name_enters_no_old_account(reader, signed_in, provider, settings):
    connect(signed_in)
    signed_in.post("/en/account/logout")
    # The same machine by another address: another issuer, with the same people.
    elsewhere_address = provider.address.replace("127.0.0.1", "localhost")
    provider.configuration = {
        name: value.replace(provider.address, elsewhere_address) if isinstance(value, str) else value
        for name, value in provider.configuration.items()
    }
    provider.address = elsewhere_address
    name(settings, elsewhere_address)

    assert go_there_and_back(signed_in)["Location"] == "/en/account/name"
    assert signed_in.get("/en/account").status_code == 302
    sign_in(signed_in)
    assert "Harbour ID Signs you in." not in words(signed_in.get("/en/account"))


def test_accounts_of_before_are_tied_to_their_issuer(reader, provider):
    told = SocialAccount.objects.create(
        user=reader, provider="openid", uid="77", extra_data={"userinfo": {"sub": "77"}}
    )
    said = {"id_token": {"iss": "https://id.example", "sub": "78"}}
    other = SocialAccount.objects.create(user=reader, provider="openid", uid="78", extra_data=said)

    for _ in range(2):
        tying.tie(apps, None)
    for account in (told, other):
        account.refresh_from_db()
    assert told.uid == elsewhere.uid(provider.address, "77")
    assert told.extra_data["issuer"] == provider.address
    assert other.uid == elsewhere.uid("https://id.example", "78")

    tying.untie(apps, None)
    assert sorted(SocialAccount.objects.values_list("uid", flat=True)) == ["77", "78"]
