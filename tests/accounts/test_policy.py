"""What the admin tells browsers, and that it changes nothing for readers."""

import re

import pytest
from django.contrib.admin.sites import site
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from daily8.web.page_cache import PageCache
from tests.conftest import PASSWORD

PUBLIC = ["/en/", "/ar/latest", "/en/sources", "/en/about", "/en/nothing"]


def policy(response) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in response["Content-Security-Policy"].split("; "))


def test_the_admin_has_no_second_door_at_which_passwords_could_be_guessed(admin):
    assert admin.get("/en/admin/password_change/").headers["Location"] == "/en/account/password"


@pytest.mark.parametrize("address", ["", "sources/publisher/", "sources/feed/look/", "articles/article/"])
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
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "object-src": "'none'",
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
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "object-src": "'none'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert client.get(address)["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_ask_for_no_session_where_there_is_none_and_set_no_cookie(
    db, client, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as asked:
        response = client.get(address)

    assert not response.cookies
    assert not [query for query in asked.captured_queries if re.search("session|accounts_user", query["sql"])]


@pytest.mark.parametrize("address", PUBLIC)
def test_whose_session_it_is_costs_two_questions_and_no_cookie(admin, address, django_assert_max_num_queries):
    # That somebody is there is written once an hour.
    admin.get(address)
    before = admin.session.session_key
    admin.cookies["csrftoken"] = "x" * 32
    with django_assert_max_num_queries(20) as asked:
        response = admin.get(address)

    assert not response.cookies
    assert (
        len([query for query in asked.captured_queries if re.search("session|accounts_user", query["sql"])]) == 2
    )
    assert admin.session.session_key == before


def asked(cache: PageCache, path: str, cookie: str = "") -> tuple[str, str]:
    """The status and the page that a browser with this cookie gets."""
    told = []
    environ = RequestFactory().get(path, HTTP_COOKIE=cookie, HTTP_HOST="localhost").environ
    body = b"".join(cache(environ, lambda *arguments: told.extend(arguments)))
    return told[0], body.decode()


def test_ready_pages_and_sessions_never_meet(operator, make_article, transactional_db):
    make_article(title="Ships leave")
    browser = Client()
    browser.force_login(operator)
    session = f"sessionid={browser.cookies['sessionid'].value}"
    cache = PageCache(WSGIHandler(), languages=["en", "ar"], session_cookie="sessionid")

    assert "Ships leave" in asked(cache, "/en/")[1]
    assert "samia" in asked(cache, "/en/admin/", session)[1]
    assert asked(cache, "/en/admin/")[0] == "302 Found"
    assert "samia" not in asked(cache, "/en/account/login")[1]
    assert asked(cache, "/en/account/login", session)[0] == "302 Found"
    assert asked(cache, "/en/account/login")[0] == "200 OK"
    assert not [key for key in cache._pages if "admin" in str(key)]
    assert len(cache._pages) == 1


def test_each_visitor_of_the_door_gets_a_token_of_its_own(transactional_db):
    cache = PageCache(WSGIHandler(), languages=["en"])

    tokens = {
        re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', asked(cache, "/en/account/login")[1])[1]
        for _ in "ab"
    }

    assert len(tokens) == 2


def test_the_door_is_kept_by_nobody(db, client):
    response = client.get("/en/account/login")

    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response.cookies["csrftoken"]["httponly"]


def test_the_cookie_of_a_session_is_for_this_site_and_for_no_script(operator, client):
    response = client.post("/en/account/login", {"login": "samia", "password": PASSWORD})

    cookie = response.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize("address", ["", "articles/article/", "sources/publisher/"])
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
