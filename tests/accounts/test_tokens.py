"""Tokens by which programs act for a reader."""

import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from lxml import html

from daily8.accounts import keeping, tokens
from daily8.accounts.models import Scope, Token
from tests.accounts.test_account_page import OTHER_PASSWORD, a_while_ago
from tests.accounts.test_entering import words
from tests.conftest import NOON, PASSWORD

PAGE = "/en/account/tokens"
READING = {"name": "newsboat", "scopes": ["read", "reader"], "lasting": "90"}


def secret_in(response) -> str:
    return html.document_fromstring(response.content.decode()).cssselect(".account__key")[0].get("value")


@pytest.fixture
def made(reader):
    """A token that may read and write."""
    return tokens.make(reader, "script", ["read", "write"], now=NOON)


def test_a_token_opens_what_it_was_made_for(made, reader):
    token = tokens.holder(made.secret, Scope.WRITE, NOON)

    assert token.user == reader
    with pytest.raises(tokens.NotAllowed, match="lacks the scope reader"):
        tokens.holder(made.secret, Scope.READER, NOON)


@pytest.mark.parametrize("secret", ["", "d8_", "d8_" + 40 * "A", "\x00", "d8_\udcff", "Bearer d8_x"])
def test_what_was_never_made_opens_nothing(made, secret):
    with pytest.raises(tokens.Unknown):
        tokens.holder(secret, Scope.READ, NOON)


def test_the_secret_itself_is_kept_nowhere(made):
    row = Token.objects.filter(pk=made.token.pk).values().get()

    assert re.fullmatch(r"d8_[A-Za-z0-9]{40}", made.secret)
    assert made.secret not in str(row)
    assert made.secret.removeprefix("d8_") not in str(row)


def test_a_token_ends_when_it_was_said_to(reader):
    made = tokens.make(reader, "script", ["read"], now=NOON, expires_at=NOON + timedelta(days=30))

    assert tokens.holder(made.secret, Scope.READ, NOON + timedelta(days=29))
    with pytest.raises(tokens.Unknown):
        tokens.holder(made.secret, Scope.READ, NOON + timedelta(days=30))


def test_a_closed_account_has_no_tokens_that_open(made, reader):
    reader.is_active = False
    reader.save()

    with pytest.raises(tokens.Unknown):
        tokens.holder(made.secret, Scope.READ, NOON)


def test_only_operators_hand_in_articles_and_only_as_long_as_they_are(reader, operator):
    with pytest.raises(tokens.NotAllowed, match="ingest"):
        tokens.make(reader, "script", ["read", "ingest"], now=NOON)
    assert not Token.objects.exists()
    made = tokens.make(operator, "newsroom", ["read", "ingest", "admin"], now=NOON)
    assert tokens.holder(made.secret, Scope.ADMIN, NOON)

    operator.dismiss()

    assert tokens.holder(made.secret, Scope.READ, NOON)
    for scope in (Scope.INGEST, Scope.ADMIN):
        with pytest.raises(tokens.NotAllowed):
            tokens.holder(made.secret, scope, NOON)


def test_where_the_site_asks_a_second_lock_of_operators_none_of_their_tokens_does_without(operator, settings):
    made = tokens.make(operator, "newsroom", ["read", "ingest"], now=NOON)
    settings.OFFICE_LOCK = True

    assert tokens.holder(made.secret, Scope.READ, NOON)
    with pytest.raises(tokens.NotLocked, match="second lock"):
        tokens.holder(made.secret, Scope.INGEST, NOON)
    with pytest.raises(tokens.NotAllowed):
        tokens.make(operator, "another", ["ingest"], now=NOON)
    Authenticator.objects.create(user=operator, type="totp", data={"secret": "x"})

    assert tokens.holder(made.secret, Scope.INGEST, NOON)
    assert tokens.make(operator, "another", ["ingest"], now=NOON)


def test_that_a_token_was_used_is_written_once_an_hour(made, django_assert_num_queries):
    later = NOON + timedelta(minutes=59)
    with django_assert_num_queries(2):
        tokens.holder(made.secret, Scope.READ, NOON)
    with django_assert_num_queries(1):
        tokens.holder(made.secret, Scope.READ, later)
    assert Token.objects.get().last_used_at == NOON

    tokens.holder(made.secret, Scope.READ, NOON + timedelta(hours=1))

    assert Token.objects.get().last_used_at == NOON + timedelta(hours=1)


def test_an_account_has_so_many_tokens_and_no_more(reader, monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 2)
    for name in ("one", "two"):
        tokens.make(reader, name, ["read"], now=NOON)

    with pytest.raises(tokens.TooMany):
        tokens.make(reader, "three", ["read"], now=NOON)


def test_a_reader_makes_a_token_sees_it_once_and_takes_it_away(signed_in, reader):
    shown = signed_in.post(PAGE, READING)

    secret = secret_in(shown)
    token = tokens.known(secret, NOON)
    assert (token.user, token.name, token.scopes) == (reader, "newsboat", ["read", "reader"])
    assert token.expires_at - token.made_at == timedelta(days=90)
    assert "no-store" in shown["Cache-Control"]
    again = signed_in.get(PAGE)
    assert secret not in again.content.decode()
    assert "newsboat" in words(again)
    assert "1 token" in words(signed_in.get("/en/account"))

    signed_in.post(PAGE, {"revoke": str(token.pk)})

    assert "It opens nothing any more." in words(signed_in.get(PAGE))
    with pytest.raises(tokens.Unknown):
        tokens.known(secret, NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 61},
        {"name": "a\x00b"},
        {"scopes": []},
        {"scopes": ["ingest"]},
        {"scopes": ["read", "everything"]},
        {"lasting": "forever"},
    ],
)
def test_a_form_with_something_wrong_makes_nothing_and_says_so(signed_in, wrong):
    page = html.document_fromstring(signed_in.post(PAGE, READING | wrong).content.decode())

    assert page.cssselect(".account__error")
    assert not Token.objects.exists()


def test_only_operators_are_offered_what_is_theirs(signed_in, operator):
    def offered(client):
        page = html.document_fromstring(client.get(PAGE).content.decode())
        return [box.get("value") for box in page.cssselect("[name=scopes]")]

    assert offered(signed_in) == ["read", "write", "reader"]
    theirs = Client()
    theirs.post("/en/account/login", {"login": "samia", "password": PASSWORD})
    assert offered(theirs) == ["read", "write", "reader", "ingest", "admin"]


def test_nobody_revokes_the_token_of_another(signed_in, operator):
    others = tokens.make(operator, "newsroom", ["ingest"], now=NOON)

    for which in (str(others.token.pk), "9" * 40, "-1", "x", ""):
        assert signed_in.post(PAGE, {"revoke": which}).status_code == 302

    assert tokens.known(others.secret, NOON)


def test_the_page_asks_once_more_who_it_is(signed_in):
    a_while_ago(signed_in)

    for answer in (signed_in.get(PAGE), signed_in.post(PAGE, READING)):
        assert answer["Location"].startswith("/en/account/again?next=")
    assert not Token.objects.exists()
    assert Client().get(PAGE)["Location"].startswith("/en/account/login")


def test_a_new_password_leaves_tokens_and_signing_out_everywhere_ends_them(signed_in, made):
    signed_in.post("/en/account/password", {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD})
    assert tokens.known(made.secret, NOON)

    signed_in.post("/en/account/sessions", {"end": "others"})

    assert "all tokens for programs are revoked" in words(signed_in.get("/en/account/sessions"))
    with pytest.raises(tokens.Unknown):
        tokens.known(made.secret, NOON)


def test_tokens_are_in_the_file_of_everything_but_not_their_secrets(made, reader):
    tokens.holder(made.secret, Scope.READ, NOON)

    kept = keeping.export(reader)["tokens"]

    told = {"name": "script", "scopes": ["read", "write"], "made_at": NOON, "last_used_at": NOON}
    assert kept == [told | {"expires_at": None}]
    assert made.token.digest not in json.dumps(kept, default=str)


def test_tokens_are_erased_with_the_account(made, reader):
    keeping.erase(reader)

    assert not Token.objects.exists()


def test_operators_see_all_tokens_and_revoke_them(admin, made):
    listed = admin.get("/en/admin/accounts/token/")
    assert "script" in words(listed)
    one = admin.get(f"/en/admin/accounts/token/{made.token.pk}/change/")
    for page in (listed, one):
        assert made.token.digest not in page.content.decode()

    admin.post(f"/en/admin/accounts/token/{made.token.pk}/delete/", {"post": "yes"})

    assert not Token.objects.exists()
    assert admin.get("/en/admin/accounts/token/add/").status_code == 403


def test_the_page_says_why_an_operator_without_a_second_lock_is_offered_less(operator, settings):
    theirs = Client()
    theirs.post("/en/account/login", {"login": "samia", "password": PASSWORD})
    said = "Set up an app or a passkey first"
    assert said not in words(theirs.get(PAGE))
    settings.OFFICE_LOCK = True

    page = theirs.get(PAGE)

    assert said in words(page)
    assert b'value="read"' in page.content
    assert b'value="ingest"' not in page.content
