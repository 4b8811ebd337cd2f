import logging

import pytest
from django.db import OperationalError
from django.test import Client

from daily8.config import logs
from daily8.sources import hubs
from daily8.stories import front


def test_a_page_that_is_not_there_says_so_in_the_language_of_its_address(db, client):
    english, arabic = client.get("/en/nothing"), client.get("/ar/nothing")

    assert (english.status_code, arabic.status_code) == (404, 404)
    assert "There is no page at this address" in english.content.decode()
    assert "لا توجد صفحة في هذا العنوان" in arabic.content.decode()


def test_outside_of_languages_it_says_so_in_the_language_of_the_reader(db, client):
    response = client.get("/nothing", headers={"accept-language": "ar"})

    assert response.status_code == 404
    assert "لا توجد صفحة في هذا العنوان" in response.content.decode()


def test_a_page_that_is_not_there_asks_the_database_nothing(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/en/nothing")


@pytest.fixture
def broken(monkeypatch):
    def fail(language, **_moment):
        raise RuntimeError("the disk is full of <b>bees</b>")

    monkeypatch.setattr(front, "front", fail)


def test_a_fault_of_ours_is_told_in_both_languages_with_a_reference_that_the_log_has(db, broken, caplog):
    with caplog.at_level(logging.ERROR):
        response = Client(raise_request_exception=False).get("/en/")

    words = response.content.decode()
    assert response.status_code == 500
    assert "This page could not be made" in words
    assert "تعذّر إعداد هذه الصفحة" in words
    (reference,) = (record.args[0] for record in caplog.records if record.name == "daily8.web.views.errors")
    assert f"<code>{reference}</code>" in words
    assert "bees" not in words
    assert response["Cache-Control"] == "no-store"


def test_while_the_database_is_away_apps_show_what_they_have(db, monkeypatch):
    def fail(language, **_moment):
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(front, "front", fail)
    response = Client(raise_request_exception=False).get("/en/")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "This page could not be made" in response.content.decode()


def test_the_error_page_needs_nothing_that_may_be_broken(db, broken, django_assert_num_queries):
    with django_assert_num_queries(0):
        words = Client(raise_request_exception=False).get("/en/").content.decode()

    assert "<script" not in words
    assert words.count("/static/") == 1


@pytest.mark.parametrize("site_url", ["", "https://news.example.org"])
def test_a_name_that_is_not_the_sites_own_is_not_answered_and_told_the_way_out(db, client, settings, site_url):
    settings.SITE_URL = site_url
    response = client.get("/en/about", headers={"host": "192.168.1.7:8000"})

    words = response.content.decode()
    assert response.status_code == 400
    assert "DAILY8_SITE_URL" in words
    assert "لا يعمل" in words
    assert "Content-Security-Policy" in response


def test_names_that_strangers_try_do_not_fill_the_log(db, client, caplog):
    logs.set_up("WARNING")
    logging.getLogger().addHandler(caplog.handler)
    client.get("/en/", headers={"host": "stranger.example"})

    assert not caplog.records


def test_what_fails_at_an_address_that_opens_something_leaves_that_out_of_the_log(db, client, caplog, monkeypatch):
    def fail(*_told, **_more):
        raise RuntimeError("broken")

    monkeypatch.setattr(hubs, "is_unwanted", fail)
    logs.set_up("WARNING")
    logging.getLogger().addHandler(caplog.handler)
    key = "0123456789abcdef" * 2
    client.raise_request_exception = False

    asked = {"hub.mode": "unsubscribe", "hub.topic": "x", "hub.challenge": "x"}
    assert client.get(f"/websub/{key}", asked).status_code == 500
    assert Client(enforce_csrf_checks=True).post(f"/en/guest/{key}").status_code == 403

    lines = [record.getMessage() for record in caplog.records]
    assert "Internal Server Error: /websub/…" in lines
    assert any(line.startswith("Forbidden (") and line.endswith("/en/guest/…") for line in lines)
    assert key not in caplog.text


@pytest.mark.parametrize("path", ["/en/", "/ar/latest", "/en/sources", "/en/about", "/en/category/world"])
def test_a_page_that_only_shows_takes_no_form(client, path):
    assert client.post(path).status_code == 405
