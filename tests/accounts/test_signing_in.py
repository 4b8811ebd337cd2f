"""The door of the admin."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from daily8.accounts.models import User
from tests.conftest import PASSWORD

DOOR = "/en/admin/login/"


def sign_in(client: Client, name: str = "samia", password: str = PASSWORD, language: str = "en"):
    return client.post(f"/{language}/admin/login/", {"username": name, "password": password})


def told(response) -> str:
    """What the form says is wrong."""
    page = html.document_fromstring(response.content.decode())
    return " ".join(" ".join(page.xpath("//*[contains(@class, 'errornote')]//text()")).split())


@pytest.mark.parametrize("name", ["samia", "samia@daily.example", "Samia"])
def test_an_operator_signs_in_by_name_or_address(operator, client, name):
    response = sign_in(client, name)

    assert (response.status_code, response["Location"]) == (302, "/en/admin/")
    assert client.get("/en/admin/").status_code == 200


@pytest.mark.parametrize("address", ["/admin", "/admin/", "/en/admin", "/ar/admin"])
def test_the_short_addresses_lead_to_the_admin(db, client, address):
    response = client.get(address, follow=True)

    assert response.status_code == 200
    assert response.redirect_chain[-1][0].split("?")[0] in ("/en/admin/login/", "/ar/admin/login/")


@pytest.mark.parametrize("address", ["", "sources/feed/", "articles/article/", "jsi18n/", "autocomplete/"])
def test_nothing_is_seen_without_signing_in(db, client, address):
    response = client.get(f"/en/admin/{address}")

    assert response.status_code == 302
    assert response["Location"].startswith(DOOR)


def test_every_refusal_reads_the_same(operator, client):
    User(username="reader", password=operator.password).save()
    User(username="gone", password=operator.password, is_active=False, is_staff=True).save()

    answers = {
        told(sign_in(client, name, password))
        for name, password in [
            ("samia", "wrong"),
            ("nobody", PASSWORD),
            ("reader", PASSWORD),
            ("gone", PASSWORD),
            ("nobody@daily.example", PASSWORD),
        ]
    }

    assert answers == {"Name and password do not fit together, or the account may not enter here."}


def test_after_five_failures_even_the_right_password_waits(operator, client):
    for _ in range(5):
        assert "do not fit" in told(sign_in(client, password="wrong"))

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

    assert [record.getMessage() for record in caplog.records if record.name == "daily8.accounts.limits"] == [
        "sign-in failed for samia from 127.0.0.1",
        "sign-in failed for an unknown name from 127.0.0.1",
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
    (token,) = page.xpath("//form[@id='login-form']//input[@name='csrfmiddlewaretoken']/@value")
    sent = {"username": "samia", "password": PASSWORD, "csrfmiddlewaretoken": token}

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
