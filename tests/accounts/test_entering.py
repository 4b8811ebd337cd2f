"""Signing in as a reader: by password, by a code; and getting back in."""

import logging

import pytest
from django.core import mail
from django.test import Client
from lxml import html

from daily8.accounts.models import User
from tests.conftest import PASSWORD

LOGIN = "/en/account/login"


def sign_in(client, name="yara", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": name, "password": password, **more})


def words(response) -> str:
    page = html.document_fromstring(response.content.decode())
    for hidden in page.cssselect("input[type=hidden], script"):
        hidden.drop_tree()
    return " ".join(page.cssselect("main")[0].text_content().split())


@pytest.mark.parametrize("name", ["yara", "Yara", "yara@post.example", "YARA@Post.Example"])
def test_a_reader_signs_in_by_name_or_address(reader, client, name):
    assert sign_in(client, name)["Location"] == "/en/account"
    assert client.get("/en/account").status_code == 200


@pytest.mark.parametrize("password", ["ships in the fog ", "سفن في الضباب والليل", "Ship-1 " * 14])
def test_a_password_is_looked_at_as_it_was_typed(reader, client, password):
    reader.set_password(password)
    reader.save()

    assert sign_in(client, password=password[:-1]).status_code == 200
    assert sign_in(client, password=password.swapcase() + " ").status_code == 200
    assert sign_in(client, password=password)["Location"] == "/en/account"


@pytest.mark.parametrize(
    ("address", "said"), [(LOGIN, "current-password"), ("/en/account/signup", "new-password")]
)
def test_passwords_are_typed_unseen_and_may_be_filled_in(db, client, address, said):
    page = html.document_fromstring(client.get(address).content.decode())
    (field,) = page.xpath("//input[@name='password' or @name='password1']")

    assert (field.get("type"), field.get("autocomplete")) == ("password", said)
    assert not [name for name in field.attrib if name.startswith("on")]


def test_who_is_signed_in_is_out_once_the_account_is_closed(reader, client):
    sign_in(client)
    User.objects.filter(pk=reader.pk).update(is_active=False)

    assert client.get("/en/account")["Location"].startswith(LOGIN)


def test_who_comes_in_is_logged_with_the_network(reader, client, caplog):
    with caplog.at_level(logging.INFO):
        sign_in(client, "YARA@Post.Example")

    assert f"account {reader.pk} signed in by password from 127.0.0.0/24" in caplog.text
    assert "yara" not in caplog.text
    assert PASSWORD not in caplog.text


def test_every_refusal_reads_the_same(reader, client):
    User.objects.create(username="gone", password=reader.password, is_active=False)
    tried = [("yara", "wrong"), ("nobody", PASSWORD), ("yara@post.example", "wrong"), ("no@post.example", "w"),
             ("gone", PASSWORD)]  # fmt: skip

    answers = {(response.status_code, words(response)) for response in (sign_in(client, *each) for each in tried)}

    assert len(answers) == 1
    assert "The name and the password do not match, or the address is not confirmed yet;" in answers.pop()[1]


@pytest.mark.parametrize("name", ["yara", "yara@post.example", "nobody", "nobody@post.example"])
def test_a_password_is_looked_at_once_whoever_is_meant(reader, client, name, argon2_runs):
    sign_in(client, name, "wrong")

    assert argon2_runs() == 1


@pytest.mark.parametrize("place", ["code", "password/reset"])
@pytest.mark.parametrize("address", ["yara@post.example", "nobody@post.example"])
def test_asking_by_an_address_takes_as_long_and_answers_the_same_whose_ever_it_is(
    reader, client, place, address, argon2_runs
):
    response = client.post(f"/en/account/{place}", {"email": address})
    shown = words(client.get(response["Location"])).replace(address, "…")

    assert argon2_runs() == 1
    assert [letter.to for letter in mail.outbox] == [[address]]
    assert shown.startswith(
        {
            "code": "Type the code We have sent a message to \u2068…\u2069. The code in it is valid for 10",
            "password/reset": "Check your mail We have sent a message to the address that you gave.",
        }[place]
    )


@pytest.mark.parametrize("address", ["yara@post.example", "nobody@post.example"])
def test_signing_up_hashes_once_whose_ever_the_address_is(reader, client, address, argon2_runs):
    client.post("/en/account/signup", {"email": address, "username": "new", "password1": "ships-in-the-fog"})

    assert argon2_runs() == 1


def test_too_many_passwords_have_to_wait_and_elsewhere_not(reader, client, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            sign_in(client, password="wrong")
    refused = sign_in(client)
    elsewhere = client.post(
        LOGIN, {"login": "yara", "password": PASSWORD}, headers={"x-forwarded-for": "198.51.100.7"}
    )

    assert "Too many attempts. Try again in 15 minutes." in words(refused)
    assert elsewhere.status_code == 302
    assert f"sign-in failed for account {reader.pk}" in caplog.text


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/ar/latest", "/ar/latest"),
        ("https://evil.example/", "/en/account"),
        ("//evil.example/", "/en/account"),
        ("/\\evil.example", "/en/account"),
        ("javascript:alert(1)", "/en/account"),
        ("http://localhost:9/", "/en/account"),
    ],
)
def test_signing_in_leads_to_pages_of_this_site_only(reader, client, wanted, got):
    assert sign_in(client, next=wanted)["Location"] == got
    assert client.post(f"/en/account/logout?next={wanted}")["Location"] in (got, "/en/")


def test_a_reader_signs_in_by_a_code(reader, client, letter):
    client.post("/en/account/code", {"email": "yara@post.example"})
    code = letter().split("\n\n")[1]

    wrong = client.post("/en/account/code/confirm", {"code": "AAAA-AAAA"})
    assert "This code is wrong" in words(wrong)
    into = client.post("/en/account/code/confirm", {"code": code.lower()})

    assert into["Location"] == "/en/account"
    assert client.get("/en/account").status_code == 200


def test_a_code_is_void_after_three_wrong_ones(reader, client, letter):
    client.post("/en/account/code", {"email": "yara@post.example"})
    code = letter().split("\n\n")[1]
    for _ in range(3):
        client.post("/en/account/code/confirm", {"code": "AAAA-AAAA"})

    client.post("/en/account/code/confirm", {"code": code})

    assert client.get("/en/account").status_code == 302


def test_a_lost_password_is_set_anew_and_ends_all_sessions(reader, signed_in, link):
    other = Client()
    other.post("/en/account/password/reset", {"email": "yara@post.example"})
    step = other.get(link())

    assert "ships" not in step["Location"]
    into = other.post(step["Location"], {"password1": "ships-in-the-fog"})

    assert into["Location"] == "/en/account"
    assert other.get("/en/account").status_code == 200
    assert signed_in.get("/en/account").status_code == 302
    assert mail.outbox[-1].subject == "Your password was reset"
    assert sign_in(Client(), password="ships-in-the-fog")["Location"] == "/en/account"


def test_a_link_works_once(reader, client, link):
    client.post("/en/account/password/reset", {"email": "yara@post.example"})
    path = link()
    client.post(client.get(path)["Location"], {"password1": "ships-in-the-fog"})

    assert "This link is wrong or has expired." in words(Client().get(path))


def test_the_language_of_the_page_is_that_of_the_letter(reader, client):
    client.post("/ar/account/password/reset", {"email": "yara@post.example"})

    (letter,) = mail.outbox
    assert letter.subject == "ضع كلمة مرور جديدة"
    assert "/ar/account/password/" in letter.body


@pytest.mark.parametrize("place", ["login", "signup", "code", "password/reset", "again", "sessions", ""])
def test_pages_of_accounts_are_kept_by_nobody_and_keep_the_policy(reader, signed_in, client, place):
    response = signed_in.get(f"/en/account/{place}".rstrip("/"))

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert not html.document_fromstring(response.content or b"<p>").xpath("//@style | //style")


def test_forms_from_elsewhere_are_refused(reader):
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client).status_code == 403


def test_signing_out_leads_to_the_front_page_and_leaves_no_session(reader, signed_in):
    response = signed_in.post("/en/account/logout")

    assert response["Location"] == "/en/"
    assert not signed_in.cookies["sessionid"].value
    assert signed_in.get("/en/account")["Location"] == "/en/account/login?next=/en/account"


def test_who_kept_the_cookie_of_a_session_that_ended_is_not_let_in(reader, signed_in):
    thief = Client()
    thief.cookies["sessionid"] = signed_in.cookies["sessionid"].value
    assert thief.get("/en/account").status_code == 200

    signed_in.post("/en/account/logout")

    assert thief.get("/en/account").status_code == 302


def test_another_code_can_be_sent_twice_and_the_last_one_counts(reader, client, letter):
    client.post("/en/account/code", {"email": "yara@post.example"})
    first = letter().split("\n\n")[1]
    for _ in range(3):
        client.post("/en/account/code/confirm", {"action": "resend"})

    assert len(mail.outbox) == 3
    assert "This code is wrong" in words(client.post("/en/account/code/confirm", {"code": first}))
    code = letter().split("\n\n")[1]
    assert client.post("/en/account/code/confirm", {"code": code})["Location"] == "/en/account"


def test_who_waits_for_a_code_can_sign_in_by_password_instead(reader, client):
    client.post("/en/account/code", {"email": "yara@post.example"})
    response = client.post("/en/account/logout", {"next": "/en/account/login"}, follow=True)

    assert response.redirect_chain == [("/en/account/login", 302)]
    assert sign_in(client)["Location"] == "/en/account"


def test_what_is_sent_twice_counts_once_and_the_last_counts(reader, client):
    """An address cannot say one thing to a check and another to what acts."""
    evil = "https://evil.example/"
    for told, got in (([evil, "/ar/latest"], "/ar/latest"), (["/ar/latest", evil], "/en/account")):
        browser = Client()
        sent = browser.post(LOGIN, {"login": ["nobody", "yara"], "password": ["x", PASSWORD], "next": told})

        assert sent["Location"] == got
