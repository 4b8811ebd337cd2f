"""Who may ask the API, how often, in which language; and how it refuses."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from daily8.accounts import tokens
from daily8.accounts.models import Attempts
from daily8.api.v1 import limits
from daily8.api.v1.problems import CODES
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def problem(response, status: int, code: str):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert (told["status"], told["code"], told["type"]) == (status, code, "about:blank")
    assert told["title"]
    assert told["detail"]
    return told


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/nowhere", "GET", 404, "not_found"),
        ("/articles/" + "0" * 32, "GET", 404, "not_found"),
        ("/articles/xyz", "GET", 422, "invalid"),
        ("/articles", "DELETE", 405, "method_not_allowed"),
        ("/articles?language=en&mood=good", "GET", 422, "unknown_parameter"),
        ("/articles?language=en&language=ar", "GET", 422, "unknown_parameter"),
        ("/articles?locale=fr", "GET", 422, "invalid"),
        ("/articles?size=0", "GET", 422, "invalid"),
        ("/articles?size=101", "GET", 422, "invalid"),
        ("/articles?size=1.0", "GET", 422, "invalid"),
        ("/articles?since=yesterday", "GET", 422, "invalid"),
        ("/articles?since=2026-13-01T00:00:00Z", "GET", 422, "invalid"),
        ("/articles?category=gossip", "GET", 422, "invalid"),
        ("/articles?cursor=1", "GET", 422, "invalid"),
        ("/articles?source=nowhere.example", "GET", 404, "not_found"),
        ("/articles?hashtag=Nowhere", "GET", 404, "not_found"),
        ("/editions?cursor=0", "GET", 422, "invalid"),
        ("/search", "GET", 422, "invalid"),
        ("/me", "GET", 401, "token_missing"),
        ("/articles", "POST", 401, "token_missing"),
    ],
)
def test_what_is_refused_is_refused_by_a_code_that_stays(ask, path, method, status, code):
    problem(ask(path, method, body={} if method == "POST" else None), status, code)


def test_a_refusal_says_what_is_wrong(ask):
    told = problem(ask("/articles?size=x&category=gossip"), 422, "invalid")
    assert {fault["where"] for fault in told["errors"]} == {"query.size", "query.category"}

    told = problem(ask("/categories?mood=good"), 422, "unknown_parameter")
    assert told["errors"] == [{"where": "query.mood", "message": "no such parameter; there are: locale"}]


def test_a_parameter_that_is_there_twice_is_refused(ask):
    told = problem(ask("/categories?locale=en&locale=ar"), 422, "unknown_parameter")

    assert told["errors"] == [{"where": "query.locale", "message": "this parameter is there more than once"}]


def test_every_code_has_the_status_of_an_error():
    assert all(400 <= status < 600 and meaning.endswith(".") for status, meaning in CODES.values())


def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(ask):
    assert ask("/articles", "PATCH")["Allow"] == "GET, HEAD, POST"
    assert ask("/me/saved/articles/" + "0" * 32, "GET")["Allow"] == "DELETE, PUT"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_not_read(client, newsroom, kind):
    response = client.generic(
        "POST",
        "/api/v1/articles",
        data="{}",
        content_type=kind,
        headers={"Authorization": f"Bearer {newsroom}"},
    )
    problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize("body", ["{", "[" * 100_000, "\x00", '{"url": "\\ud800'])
def test_a_broken_body_is_refused(client, newsroom, body):
    response = client.generic(
        "POST",
        "/api/v1/articles",
        data=body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {newsroom}"},
    )
    problem(response, 400, "malformed")


def test_a_body_has_its_size(client, newsroom):
    response = client.generic(
        "POST",
        "/api/v1/articles",
        data=" " * 2_600_000,
        content_type="application/json",
        headers={"Authorization": f"Bearer {newsroom}"},
    )
    problem(response, 413, "too_large")


@pytest.mark.parametrize("told", ["Bearer d8_wrong", "Bearer", "Basic eWFyYTp4", "d8_x", "Bearer \u00ff"])
def test_a_token_that_is_none_opens_nothing_not_even_what_is_open(client, told):
    response = client.get("/api/v1/categories", headers={"Authorization": told})

    problem(response, 401, "token_unknown")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_token_does_what_it_was_made_for(ask, reader, secret, operator):
    assert ask("/me", token=secret).json() == {
        "account": "yara",
        "token": "script",
        "scopes": ["read", "write"],
        "expires_at": None,
    }
    narrow = tokens.make(reader, "app", ["reader"], now=NOON).secret
    told = problem(ask("/me", token=narrow), 403, "scope_missing")
    assert "scope read" in told["detail"]
    problem(ask("/articles", "POST", token=secret, body={}), 403, "scope_missing")


def test_a_session_opens_nothing_here(reader, client):
    client.force_login(reader)

    problem(client.get("/api/v1/me"), 401, "token_missing")


def test_what_a_token_shows_is_kept_by_nobody_else(ask, secret):
    assert "private" in ask("/me", token=secret)["Cache-Control"]
    assert "private" in ask("/categories", token=secret)["Cache-Control"]
    assert "private" not in ask("/categories")["Cache-Control"]
    assert ask("/categories")["X-Robots-Tag"] == "noindex"


def test_pages_of_other_sites_may_read_what_everybody_may(client):
    response = client.get("/api/v1/categories", headers={"Origin": "https://other.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" in response["Access-Control-Expose-Headers"]

    asked = client.options(
        "/api/v1/me",
        headers={
            "Origin": "https://other.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
        },
    )
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "authorization" not in asked["Access-Control-Allow-Headers"].lower()


def test_who_has_an_answer_already_is_told_so(ask):
    first = ask("/categories")

    again = ask("/categories", **{"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert ask("/categories?locale=ar", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_a_head_is_an_answer_without_its_body(ask):
    whole, head = ask("/categories"), ask("/categories", "HEAD")

    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))


def test_names_are_in_the_language_that_was_asked_for(ask):
    def first(path: str, **headers: str) -> str:
        return ask(path, **headers).json()["items"][0]["name"]

    assert first("/categories") == "World"
    assert first("/categories", **{"Accept-Language": "ar"}) == "العالم"
    assert first("/categories?locale=ar") == "العالم"
    assert first("/categories?locale=en", **{"Accept-Language": "ar"}) == "World"


def test_who_asks_too_often_waits(ask, settings, secret):
    settings.API_RATE, settings.API_RATE_WITH_TOKEN = 20, 30
    for number in range(20):
        response = ask("/categories")
        assert response.status_code == 200, number
    assert response["RateLimit-Policy"] == '"minute";q=20;w=60'
    assert response["RateLimit"] == '"minute";r=0;t=60'

    refused = ask("/categories")

    problem(refused, 429, "too_many_requests")
    assert refused["Retry-After"] == "60"
    # One with a token is counted for itself.
    assert ask("/categories", token=secret)["RateLimit"] == '"minute";r=29;t=60'


def test_whoever_guesses_tokens_is_counted(ask, settings):
    settings.API_RATE = 5
    codes = [ask("/categories", token=f"d8_{number}").json()["code"] for number in range(8)]

    assert codes == ["token_unknown"] * 5 + ["too_many_requests"] * 3


def test_another_minute_begins_anew(ask, settings, monkeypatch):
    settings.API_RATE = 2
    assert [ask("/categories").status_code for _ in range(3)] == [200, 200, 429]

    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(seconds=60))

    assert ask("/categories").status_code == 200


def test_processes_count_together_by_tens():
    here, there = limits.Counts(), limits.Counts()
    for _ in range(50):
        here.count("network 192.0.2.1", NOON, most=100)
    assert Attempts.objects.get().number == 50

    let_through = sum(_is_let_through(there) for _ in range(100))

    assert 50 <= let_through <= 60


def _is_let_through(counts: limits.Counts) -> bool:
    try:
        counts.count("network 192.0.2.1", NOON, most=100)
    except limits.TooMany:
        return False
    return True


def test_to_count_seldom_writes(django_assert_num_queries):
    counts = limits.Counts()
    with django_assert_num_queries(0):
        for _ in range(9):
            counts.count("network 192.0.2.1", NOON, most=100)


def test_a_failure_of_ours_is_told_as_one(ask, monkeypatch, caplog):
    def fail(*_arguments: object) -> None:
        raise RuntimeError("the tables are gone")

    monkeypatch.setattr("daily8.api.v1.cards.cards", fail)

    told = problem(ask("/articles"), 500, "internal")

    assert "tables" not in told["detail"]
    assert "the tables are gone" in caplog.text


def test_forms_of_other_sites_change_nothing(reader, operator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(operator)

    response = strict.post("/api/v1/articles", {"url": "https://daily.example/1"}, content_type="application/json")

    problem(response, 401, "token_missing")


def test_pages_of_other_sites_read_nothing_of_anybodys_own(ask, secret):
    assert "Access-Control-Allow-Origin" not in ask("/me", token=secret)
    assert "Access-Control-Allow-Origin" not in ask("/me", token="d8_wrong")
