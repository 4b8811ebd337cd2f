"""How apps are let in, and who is not."""

from datetime import timedelta

import pytest

from daily8.accounts import door, limits, tokens
from daily8.accounts.models import Scope
from daily8.api.reader import entering
from tests.api.reader.conftest import API
from tests.conftest import NOON, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(client):
    """Send a name and a password, as apps do."""

    def send(name, password, **more):
        told = {"Email": name, "Passwd": password, "service": "reader", "accountType": "HOSTED_OR_GOOGLE"}
        return client.post("/api/greader.php/accounts/ClientLogin", told | more)

    return send


@pytest.mark.parametrize("name", ["layla", "LAYLA", "layla@reader.example"])
def test_a_name_and_a_token_let_an_app_in(enter, client, secret, name):
    answer = enter(name, secret)
    told = dict(line.split("=", 1) for line in answer.content.decode().splitlines())
    info = client.get(f"{API}/user-info", headers={"Authorization": f"GoogleLogin auth={told['Auth']}"})

    assert set(told) == {"SID", "LSID", "Auth"}
    assert info.json()["userName"] == "layla"
    assert "no-store" in answer["Cache-Control"]
    assert enter(name, secret, output="json").json()["Auth"] == secret


def test_addresses_are_those_of_freshrss_too(client, secret):
    headers = {"Authorization": f"GoogleLogin auth={secret}"}

    for root in ("/api/greader", "/api/greader.php"):
        assert client.get(root).content == b"PASS\n"
        assert client.get(f"{root}/check/compatibility").content == b"PASS\n"
        assert client.get(f"{root}/reader/api/0/user-info", headers=headers).status_code == 200
        assert len(client.get(f"{root}/reader/api/0/token", headers=headers).content) == 40
    assert client.get("/api/greaderx").status_code == 404


@pytest.mark.parametrize("scope", [Scope.READ, Scope.WRITE])
def test_a_token_for_something_else_lets_nobody_in(enter, reader, scope):
    other = tokens.make(reader, "x", [scope], now=NOON).secret

    assert enter("layla", other).status_code == 401


def test_neither_does_anothers_name_a_password_or_nothing(enter, secret, operator):
    for name, password in (
        ("samia", secret),
        ("nobody", secret),
        ("layla", PASSWORD),
        ("", ""),
        ("a\x00", secret),
    ):
        answer = enter(name, password)
        assert answer.status_code == 401
        assert answer.content.startswith(b"Error=BadAuthentication")
    assert enter("samia", PASSWORD).status_code == 401


@pytest.mark.parametrize(
    "header", ["", "GoogleLogin", "GoogleLogin auth=", "GoogleLogin auth=x/y", "Bearer {}", "{}"]
)
def test_without_the_token_nothing_is_told(client, secret, header):
    answer = client.get(f"{API}/subscription/list", headers={"Authorization": header.format(secret)})

    assert answer.status_code == 401
    assert answer["Google-Bad-Token"] == "true"


def test_a_token_that_was_revoked_or_is_over_or_whose_account_is_closed_opens_nothing(client, reader):
    headers = [
        {"Authorization": f"GoogleLogin auth={tokens.make(reader, 'x', [Scope.READER], now=NOON, **more).secret}"}
        for more in ({}, {"expires_at": NOON - timedelta(seconds=1)}, {})
    ]
    tokens.revoke(reader, tokens.of(reader).first().pk)
    answers = [client.get(f"{API}/token", headers=one).status_code for one in headers]
    assert answers == [200, 401, 401]

    reader.is_active = False
    reader.save()
    assert client.get(f"{API}/token", headers=headers[0]).status_code == 401


def test_every_address_but_the_door_asks_for_the_token(client, db):
    paths = [
        "token", "user-info", "subscription/list", "subscription/export", "tag/list", "unread-count",
        "stream/contents/user/-/state/com.google/reading-list", "stream/items/ids",
    ]  # fmt: skip
    changes = [
        "subscription/edit", "subscription/quickadd", "subscription/import", "edit-tag", "rename-tag",
        "disable-tag", "mark-all-as-read", "stream/items/contents",
    ]  # fmt: skip

    assert {client.get(f"{API}/{path}").status_code for path in paths} == {401}
    assert {client.post(f"{API}/{path}").status_code for path in changes} == {401}
    assert client.get("/api/greader/reader/atom/user/-/state/com.google/reading-list").status_code == 401


def test_guesses_are_counted_with_those_of_signing_in(enter, secret):
    for _ in range(limits.FROM_ONE_ADDRESS_WITH_ONE_NAME):
        assert enter("layla", "wrong").status_code == 401
    refused = enter("layla", secret)

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    with pytest.raises(limits.TooManyAttempts):
        limits.Attempt("layla", "127.0.0.1").begin(NOON)


def test_an_app_that_asks_too_often_waits(app, monkeypatch):
    monkeypatch.setattr(entering, "_LIMIT", door.Limit("apps", 100, 2, timedelta(minutes=10)))
    answers = [app.get("token") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "600"


def test_what_is_somebodys_is_kept_by_nobody_and_listed_nowhere(app):
    answer = app.get("subscription/list")

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_secret_in_the_address_lets_nobody_in(client, secret):
    """It would stand in the logs of every server on the way."""
    answer = client.get("/api/greader.php/accounts/ClientLogin", {"Email": "layla", "Passwd": secret})

    assert answer.status_code == 401
    assert secret.encode() not in answer.content
