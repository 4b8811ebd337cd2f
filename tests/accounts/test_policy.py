"""What the admin tells browsers, and that it changes nothing for readers."""

import re

import pytest
from django.contrib.admin.sites import site
from django.contrib.staticfiles import finders

PUBLIC = ["/en/", "/ar/latest", "/en/sources", "/en/about", "/en/nothing"]


def policy(response) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize(
    "address", ["", "sources/publisher/", "sources/feed/add/", "articles/article/", "password_change/"]
)
def test_the_admin_allows_what_its_theme_needs_and_no_more(admin, address):
    response = admin.get(f"/en/admin/{address}")

    assert response.status_code == 200
    assert policy(response) == {
        "default-src": "'none'",
        "script-src": "'self' 'unsafe-eval'",
        "script-src-attr": "'none'",
        "style-src": "'self'",
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_stay_as_strict_as_they_were(db, client, address):
    assert policy(client.get(address)) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert client.get(address)["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_ask_for_no_session_and_set_no_cookie(admin, address, django_assert_max_num_queries):
    before = admin.session.session_key
    admin.cookies["csrftoken"] = "x" * 32
    with django_assert_max_num_queries(20) as asked:
        response = admin.get(address)

    assert not response.cookies
    assert not [query for query in asked.captured_queries if re.search("session|accounts_user", query["sql"])]
    assert admin.session.session_key == before


def test_the_door_is_kept_by_nobody(db, client):
    response = client.get("/en/admin/login/")

    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response.cookies["csrftoken"]["httponly"]


@pytest.mark.parametrize("address", ["", "login/", "articles/article/", "sources/publisher/"])
def test_pages_of_the_admin_have_no_scripts_or_styles_of_their_own(admin, address):
    page = admin.get(f"/en/admin/{address}", follow=True).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son[a-z]+=", page)


def test_the_admin_brings_its_own_files(admin):
    page = admin.get("/en/admin/articles/article/").content.decode()
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', page)

    assert "accounts/admin.css" in files
    assert [name for name in files if finders.find(name) is None] == []
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver)', page)


def test_the_site_of_the_admin_is_ours():
    assert type(site._wrapped if hasattr(site, "_wrapped") else site).__module__ == "daily8.accounts.site"
