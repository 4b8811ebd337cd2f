"""Becoming a reader with an account."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from daily8.accounts import reader_forms
from daily8.accounts.adapters import Accounts
from daily8.accounts.models import User
from tests.conftest import PASSWORD

DOOR = "/en/account/signup"
NEW = {"email": "Nour@Post.example", "username": "Nour", "password1": "ships-in-the-fog"}


def sign_up(client, language="en", **fields):
    return client.post(f"/{language}/account/signup", NEW | fields)


def words(response) -> str:
    page = html.document_fromstring(response.content.decode())
    return " ".join(page.cssselect("main")[0].text_content().split())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_reader_signs_up_confirms_by_mail_and_is_in(db, client, link, language):
    sent = sign_up(client, language)

    assert sent["Location"] == f"/{language}/account/confirm"
    assert "_auth_user_id" not in client.session
    page = client.get(link())
    assert "nour@post.example" in words(page)
    into = client.post(link())
    assert into["Location"] == f"/{language}/account"
    account = client.get(f"/{language}/account")
    assert "Nour" in words(account)
    assert User.objects.get().username == "Nour"
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("known", [False, True])
def test_a_form_that_is_sent_twice_is_one_whether_its_address_is_known_or_not(db, client, known):
    if known:
        User.objects.create(username="Salma", email="nour@post.example")
    client.get(DOOR)

    first, second = sign_up(client), sign_up(client, username="nour")

    assert first["Location"] == second["Location"] == "/en/account/confirm"
    assert len(mail.outbox) == 1
    assert User.objects.filter(username="Nour").count() == 1


def test_only_the_browser_that_sent_it_gets_the_same_answer_and_not_for_long(db, client, monkeypatch):
    client.get(DOOR)
    sign_up(client)
    other = Client()
    other.get(DOOR)

    assert "This name is taken" in words(sign_up(other))
    assert "This name is taken" in words(sign_up(client, email="else@post.example"))
    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "This name is taken" in words(sign_up(client))


@pytest.mark.parametrize(
    ("language", "subject"), [("en", "Confirm your e-mail address"), ("ar", "أكّد عنوان بريدك الإلكتروني")]
)
def test_the_letter_is_in_the_readers_language(db, client, language, subject):
    sign_up(client, language)

    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == (subject, ["nour@post.example"])
    assert f"/{language}/account/confirm/" in letter.body
    assert ("\u2068Nour\u2069" in letter.body) == (language == "ar")


def test_links_lead_to_the_public_address_of_the_site(db, client, settings, letter):
    settings.SITE_URL = "https://news.example.org"

    sign_up(client)

    assert "https://news.example.org/en/account/confirm/" in letter()


def test_without_the_link_nobody_is_let_in_but_gets_it_again(db, client, link):
    sign_up(client)
    browser = Client()
    again = browser.post("/en/account/login", {"login": "nour", "password": NEW["password1"]})

    assert again.status_code == 200
    assert "or the address is not confirmed yet; then we have sent the link again" in words(again)
    assert "_auth_user_id" not in browser.session
    assert [letter.to for letter in mail.outbox] == [["nour@post.example"]] * 2
    assert browser.post(link())["Location"] == "/en/account/login"


def test_the_link_is_sent_again_three_times_an_hour_and_never_for_another_password(db, client):
    sign_up(client)
    for password in [*[NEW["password1"]] * 4, "ships-in-the-sun"]:
        assert Client().post("/en/account/login", {"login": "nour", "password": password}).status_code == 200

    assert len(mail.outbox) == 1 + 3
    # What others ask for is counted apart: it would tell whether these were sent.
    assert Client().post("/en/account/code", {"email": NEW["email"]}).status_code == 302


@pytest.mark.parametrize("typed", ["name", "address"])
def test_signing_in_after_signing_up_tells_nothing_of_the_address(reader, typed):
    answers = []
    for address, name in (("yara@post.example", "first"), ("nour@post.example", "second")):
        browser, told = Client(), []
        sign_up(browser, email=address, username=name)
        login = {"login": name if typed == "name" else address, "password": NEW["password1"]}
        for client in (Client(), browser):
            answer = client.post("/en/account/login", login)
            said = words(answer).replace(address, "")
            told.append((answer.status_code, answer.get("Location"), said, sorted(client.cookies)))
        answers.append(told)

    assert answers[0] == answers[1]
    assert [status for status, *_ in answers[0]] == [200, 200]


@pytest.mark.parametrize("login", ["yara@post.example", "nour@post.example", "nour", "x" * 5000, "a\r\nBcc: b@c"])
def test_a_failure_costs_the_same_letter_whoever_is_meant(reader, client, monkeypatch, login):
    sign_up(client)
    written = []
    letter = Accounts.confirmation_letter
    monkeypatch.setattr(
        Accounts, "confirmation_letter", lambda *given: written.append(given[2].email) or letter(*given)
    )

    answer = Client().post("/en/account/login", {"login": login, "password": NEW["password1"]})

    assert answer.status_code == 200
    assert len(written) == 1
    assert len(mail.outbox) == (2 if login.startswith("nour") else 1)


def test_a_link_confirms_in_another_browser_too(db, client, link):
    sign_up(client)
    other = Client()

    response = other.post(link())

    assert response["Location"] == "/en/account/login"
    assert EmailAddress.objects.get().verified
    assert other.get(link()).status_code == 200


def test_a_link_that_was_used_says_that_the_address_is_confirmed(db, client, link):
    sign_up(client)
    browser = Client()
    browser.post(link())

    for answer in (browser.get(link()), browser.post(link())):
        assert "This address is confirmed already. Sign in with it" in words(answer)
    client.post("/en/account/login", {"login": "nour", "password": NEW["password1"]})
    assert words(client.get(link())).endswith("This address is confirmed already. Your account")
    assert "wrong or has expired" in words(browser.get(f"{link()}x"))
    # Whoever took the address away with the account left nothing to say.
    User.objects.all().delete()
    assert "wrong or has expired" in words(browser.get(link()))


def test_a_known_address_gets_the_same_answer_and_a_letter_that_says_so(reader, client):
    known = sign_up(client, email="yara@post.example", username="someone")
    known_page = words(client.get(known["Location"])).replace("yara@", "nour@")
    (letter,) = mail.outbox
    other = Client()
    unknown = sign_up(other)
    unknown_page = words(other.get(unknown["Location"]))

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known_page == unknown_page
    assert letter.subject == "You already have an account"
    assert letter.to == ["yara@post.example"]


def test_a_name_is_kept_whether_the_address_was_known_or_not(reader, client):
    sign_up(client, email="yara@post.example", username="first")
    sign_up(client, username="second")

    for name in ("first", "second"):
        response = sign_up(client, email="else@post.example", username=name)
        assert "This name is taken" in words(response)


def test_names_and_addresses_that_were_never_confirmed_are_free_again_after_three_days(reader, client):
    sign_up(client)
    sign_up(client, email="yara@post.example", username="someone")
    User.objects.exclude(pk=reader.pk).update(joined_at=timezone.now() - timedelta(days=3, minutes=1))

    sign_up(client, email="else@post.example")

    assert set(User.objects.values_list("username", "email")) == {
        ("yara", "yara@post.example"),
        ("Nour", "else@post.example"),
    }


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"username": "YARA"}, "This name is taken"),
        ({"username": "Moderator"}, "This name is taken"),
        ({"username": "a@b"}, "Write letters, digits"),
        ({"username": "<script>"}, "Write letters, digits"),
        ({"username": "nour of the hill"}, "A name has no spaces. Write - or _ instead."),
        ({"username": "x" * 31}, "at most 30 characters"),
        ({"username": "nour\u202eevil"}, "Write letters, digits"),
        ({"email": "nobody"}, "valid email"),
        ({"password1": "short"}, "at least 10"),
        ({"password1": "1234567890123"}, "numeric"),
    ],
)
def test_what_does_not_do_is_said_beside_the_field(reader, client, fields, said):
    response = sign_up(client, **fields)

    assert response.status_code == 200
    assert said in words(response)
    assert User.objects.count() == 1
    assert mail.outbox == []


def test_one_network_signs_up_twenty_times_an_hour_behind_whatever_proxy(db, client, settings):
    def sign_up_from(address, number):
        return client.post(
            DOOR, NEW | {"email": f"r{number}@post.example", "username": f"r{number}"},
            headers={"x-forwarded-for": f"203.0.113.{number}, {address}"},
        )  # fmt: skip

    statuses = [sign_up_from("198.51.100.7", number).status_code for number in range(21)]

    assert statuses == [302] * 20 + [429]
    assert sign_up_from("198.51.100.8", 30).status_code == 302


def test_mistakes_in_the_form_are_no_letters(reader, client):
    wrong = [{"password1": "short"}, {"username": "YARA"}, {"username": "a@b"}, {"password1": "1234567890123"}]
    for fields in wrong * 2:
        assert sign_up(client, **fields).status_code == 200

    assert sign_up(client).status_code == 302
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("address", ["yara@post.example", "nour@post.example"])
def test_a_sign_up_counts_whether_the_address_is_known_or_not(reader, address):
    statuses = [Client().post(DOOR, NEW | {"email": address, "username": f"r{number}"}).status_code
                for number in range(6)]  # fmt: skip

    assert statuses == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_a_form_that_is_sent_again_and_again_has_to_wait(db, client):
    statuses = {sign_up(client, password1="x").status_code for _ in range(120)}

    assert statuses == {200}
    assert sign_up(client, password1="x").status_code == 429


def test_what_stands_behind_a_plus_is_no_other_mailbox(db):
    addresses = [f"nour+{number}@post.example" for number in range(5)]
    for number, address in enumerate(addresses):
        Client().post(DOOR, NEW | {"email": address, "username": f"r{number}"})
    assert len(mail.outbox) == 5

    assert Client().post("/en/account/code", {"email": "Nour@Post.example"}).status_code == 429
    assert Client().post(DOOR, NEW | {"email": "nour+x@post.example", "username": "more"}).status_code == 429
    assert Client().post(DOOR, NEW | {"email": "nora@post.example", "username": "nora"}).status_code == 302


def test_a_change_of_address_counts_for_the_mailbox_that_is_written_to(reader, client):
    for number in range(5):
        Client().post("/en/account/code", {"email": f"else+{number}@post.example"})
    client.force_login(reader)

    asked = client.post("/en/account/email", {"email": "else@post.example", "action_add": ""})

    assert asked.status_code == 429


def test_a_name_keeps_its_capitals_and_is_one_persons_in_whatever_letters(db, client, link):
    sign_up(client, username="NouR-Straße")
    client.post(link())
    client.post("/en/account/logout")

    for name in ("nour-straße", "NOUR-STRASSE", "ＮouR-strasse"):
        assert "This name is taken" in words(sign_up(Client(), email="else@post.example", username=name))
    into = client.post("/en/account/login", {"login": "nour-STRASSE", "password": NEW["password1"]})
    assert into["Location"] == "/en/account"
    assert "NouR-Straße" in words(client.get("/en/account"))


def test_an_operators_name_is_refused_where_another_has_it_in_other_letters(reader):
    with pytest.raises(ValidationError, match="an account with this name"):
        User(username="YARA", email="else@post.example").clean()


def test_a_password_is_hashed_while_others_may_write(db, client, monkeypatch):
    turns = []

    def hashed(password):
        # The test's own transaction is the first.
        turns.append(len(connection.savepoint_ids))
        return make_password(password)

    monkeypatch.setattr(reader_forms, "make_password", hashed)
    before = len(connection.savepoint_ids)
    for address in ("nour@post.example", "nour@post.example"):
        sign_up(Client(), email=address, username=f"r{len(turns)}")

    assert turns == [before] * 2


def test_one_address_gets_five_letters_an_hour_from_all_the_world(db, client):
    def ask_from(network):
        return Client().post(
            "/en/account/code", {"email": "Yara@post.example"}, headers={"x-forwarded-for": f"203.0.113.{network}"}
        )

    assert [ask_from(network).status_code for network in range(6)] == [302] * 5 + [429]
    assert len(mail.outbox) == 5
    refused = ask_from(9)
    assert "60 minutes" in words(refused)
    assert int(refused["Retry-After"]) == 3600


def test_an_operator_who_makes_an_account_needs_no_letter(operator, client):
    response = client.post("/en/account/login", {"login": "samia", "password": PASSWORD})

    assert response["Location"] == "/en/account"
    assert "samia" in words(client.get("/en/account"))


def test_two_who_want_one_name_at_once_are_told_apart(reader, client, monkeypatch):
    # The other one takes the name after it was looked for.
    monkeypatch.setattr(Accounts, "clean_username", lambda self, name, shallow=False: name)

    response = sign_up(client, username="yara")

    assert "This name is taken" in words(response)
    assert html.document_fromstring(response.content.decode()).xpath("//input[@name='email']/@value") == [
        "Nour@Post.example"
    ]
    assert User.objects.get() == reader
    assert mail.outbox == []
