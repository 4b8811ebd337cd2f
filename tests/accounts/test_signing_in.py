"""The door of the admin, which is everybody's."""

import logging
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client
from django.utils import timezone
from lxml import html

from daily8.accounts.models import User
from tests.conftest import PASSWORD

DOOR = "/en/account/login"


def sign_in(client: Client, name: str = "samia", password: str = PASSWORD, language: str = "en"):
    sent = {"login": name, "password": password, "next": f"/{language}/admin/"}
    return client.post(f"/{language}/account/login", sent)


def told(response) -> str:
    """What the form says is wrong."""
    page = html.document_fromstring(response.content.decode())
    return " ".join(" ".join(page.xpath("//*[contains(@class, 'account__error')]//text()")).split())


@pytest.mark.parametrize("name", ["samia", "samia@daily.example", "Samia"])
def test_an_operator_signs_in_by_name_or_address(operator, client, name):
    response = sign_in(client, name)

    assert (response.status_code, response["Location"]) == (302, "/en/admin/")
    assert client.get("/en/admin/").status_code == 200


@pytest.mark.parametrize("address", ["/admin", "/admin/", "/en/admin", "/ar/admin"])
def test_the_short_addresses_lead_to_the_admin(db, client, address):
    response = client.get(address, follow=True)

    assert response.status_code == 200
    assert response.redirect_chain[-1][0].split("?")[0] in ("/en/account/login", "/ar/account/login")


@pytest.mark.parametrize("address", ["", "sources/feed/", "articles/article/", "jsi18n/", "autocomplete/"])
def test_nothing_is_seen_without_signing_in(db, client, address):
    response = client.get(f"/en/admin/{address}", follow=True)

    (first, _), (second, _) = response.redirect_chain
    assert first.startswith("/en/admin/login/")
    assert second == f"{DOOR}?next=/en/admin/{address}"


def test_who_is_in_already_goes_on_and_who_may_not_finds_nothing(operator, admin, client):
    assert admin.get("/en/admin/login/")["Location"] == "/en/admin/"
    reader = Client()
    reader.force_login(User.objects.create(username="reader"))

    assert reader.get("/en/admin/", follow=True).status_code == 404
    assert reader.get("/en/admin/login/").status_code == 404


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_out_of_the_site(operator, client, there):
    door = client.get("/en/admin/login/", {"next": there})["Location"]
    page = html.document_fromstring(client.get(door).content.decode())
    fields = dict(page.cssselect("form.account__form")[0].form_values())

    entered = client.post(DOOR, fields | {"login": "samia", "password": PASSWORD})

    assert entered["Location"] == "/en/account"


def test_the_name_and_password_of_an_operator_with_a_second_lock_are_not_enough(operator, client):
    secret = generate_totp_secret()
    TOTP.activate(operator, secret)

    assert sign_in(client)["Location"].startswith("/en/account/2fa")
    assert client.get("/en/admin/").status_code == 302
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    entered = client.post("/en/account/2fa", {"code": code})

    assert entered["Location"] == "/en/admin/"
    assert client.get("/en/admin/").status_code == 200


@pytest.mark.parametrize("sent", [{"username": "samia"}, {"username": "samia", "next": "/en/admin/"}])
def test_there_is_no_other_door(operator, client, sent):
    answer = client.post("/en/admin/login/", sent | {"password": PASSWORD})

    assert answer["Location"].startswith(DOOR)
    assert "_auth_user_id" not in client.session


def test_every_refusal_reads_the_same(operator, client):
    User(username="gone", password=operator.password, is_active=False, is_staff=True).save()

    answers = {
        told(sign_in(client, name, password))
        for name, password in [
            ("samia", "wrong"),
            ("nobody", PASSWORD),
            ("gone", PASSWORD),
            ("nobody@daily.example", PASSWORD),
        ]
    }

    assert answers == {
        "The name and the password do not match, "
        "or the address is not confirmed yet; then we have sent the link again."
    }


def test_after_five_failures_even_the_right_password_waits(operator, client):
    for _ in range(5):
        assert "do not match" in told(sign_in(client, password="wrong"))

    assert told(sign_in(client)).endswith("Too many attempts. Try again in 15 minutes.")
    assert client.get("/en/admin/").status_code == 302


def test_strangers_names_have_to_wait_in_the_same_way(operator, client):
    for _ in range(5):
        sign_in(client, "nobody")

    assert told(sign_in(client, "nobody")).endswith("Too many attempts. Try again in 15 minutes.")


def test_the_time_to_wait_is_told_in_arabic_too(operator, client):
    for _ in range(5):
        sign_in(client, password="wrong")

    assert told(sign_in(client, language="ar")).endswith("محاولات كثيرة. حاول من جديد بعد 15 دقيقة.")


def test_when_the_time_is_over_the_operator_gets_in(operator, client, monkeypatch):
    for _ in range(6):
        sign_in(client, password="wrong")
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert sign_in(client).status_code == 302


def test_failures_are_logged_without_what_was_typed(operator, client, caplog):
    with caplog.at_level(logging.WARNING):
        sign_in(client, "SAMIA", "wrong-password")
        sign_in(client, "my-password-by-mistake", "x")

    assert [record.getMessage() for record in caplog.records if record.name == "daily8.security"] == [
        f"sign-in failed for account {operator.pk} from 127.0.0.0/24",
        "sign-in failed for an unknown name from 127.0.0.0/24",
    ]
    assert "password" not in caplog.text.replace("wrong password", "")


@pytest.mark.parametrize("name", ["\x00", "x" * 10_000, "<script>alert(1)</script>", "' OR 1=1 --", "\u202e"])
def test_a_name_made_to_do_harm_does_none(operator, client, name):
    response = sign_in(client, name)

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_a_form_from_elsewhere_is_refused(operator):
    browser = Client(enforce_csrf_checks=True)

    assert sign_in(browser).status_code == 403


@pytest.mark.parametrize(
    ("site", "origin", "status"),
    [
        ("", "http://testserver", 302),
        ("https://news.example.org", "https://news.example.org", 302),
        ("https://news.example.org", "https://evil.example.org", 403),
        ("", "null", 403),
    ],
)
def test_the_form_with_its_token_is_taken_from_this_site_also_behind_a_server_that_speaks_tls(
    operator, settings, site, origin, status
):
    settings.CSRF_TRUSTED_ORIGINS = [site] if site else []
    browser = Client(enforce_csrf_checks=True)
    page = html.document_fromstring(browser.get(DOOR).content.decode())
    (token,) = page.xpath("(//form[@class='account__form']//input[@name='csrfmiddlewaretoken']/@value)[1]")
    sent = {"login": "samia", "password": PASSWORD, "csrfmiddlewaretoken": token}

    assert browser.post(DOOR, sent, headers={"origin": origin}).status_code == status


def test_whoever_is_dismissed_is_out_at_the_next_click(operator, admin):
    assert admin.get("/en/admin/").status_code == 200

    operator.dismiss()

    assert admin.get("/en/admin/").status_code == 302


def test_a_new_password_ends_the_sessions_of_the_old_one(operator, admin):
    operator.set_password("another-long-password")
    operator.save()

    assert admin.get("/en/admin/").status_code == 302


def test_signing_out_ends_the_session(admin):
    assert admin.post("/en/admin/logout/").status_code == 200
    assert admin.get("/en/admin/").status_code == 302


def test_the_session_gets_a_new_key_when_somebody_signs_in(operator, client):
    client.get(DOOR)
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before

    sign_in(client)

    assert client.cookies["sessionid"].value != before
