"""Services that the operator named are asked wherever they are, and nobody else is."""

import dataclasses

import pytest

from daily8.engine.http import SERVICE, AddressRefused, TimedOut, TooLarge, Unreachable, WrongContent, post
from tests.engine.http.publishing import answer, redirect
from tests.engine.http.test_limits import endless

IMPATIENT = dataclasses.replace(SERVICE, seconds=0.4)
JSON = {"content_type": "application/json"}


def test_a_service_on_this_machine_is_asked_and_its_answer_read(publisher):
    publisher.answers["/v1/embeddings"] = answer(b'{"data": []}', **JSON)

    response = post(publisher.url("/v1/embeddings"), b'{"a": 1}', headers={"Authorization": "Bearer key"})

    assert (response.status, response.body) == (200, b'{"data": []}')
    (request,) = publisher.requests
    assert request.raw.startswith(b"POST /v1/embeddings ")
    assert request.body == b'{"a": 1}'
    assert request.headers["authorization"] == "Bearer key"


def test_a_refusal_comes_with_its_words(publisher):
    publisher.answers["/"] = answer(b"no such key", status="401 Unauthorized", content_type="text/plain")

    response = post(publisher.url(), b"{}", headers={})

    assert (response.status, response.body) == (401, b"no such key")


def test_a_redirect_takes_the_key_nowhere(publisher):
    publisher.answers["/"] = redirect(publisher.url("/elsewhere"), status="307 Temporary Redirect")
    publisher.answers["/elsewhere"] = answer(b"{}", **JSON)

    response = post(publisher.url(), b"{}", headers={"Authorization": "Bearer key"})

    assert response.status == 307
    assert publisher.paths == ["/"]


def test_proxies_of_the_environment_get_no_key(publisher, monkeypatch):
    publisher.answers["/"] = answer(b"{}", **JSON)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert post(publisher.url(), b"{}", headers={}).status == 200


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://user:key@models.example/v1", "gopher://models.example", "v1/embeddings"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(AddressRefused):
        post(url, b"{}", headers={})


def test_an_answer_is_read_within_its_limits(publisher):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    publisher.answers["/slow"] = endless(head, b"", pause=0.1)
    publisher.answers["/long"] = endless(head, b"[" * 65_536)
    publisher.answers["/page"] = answer(b"<p>Log in", content_type="text/html")

    with pytest.raises(TimedOut):
        post(publisher.url("/slow"), b"{}", headers={}, limits=IMPATIENT)
    with pytest.raises(TooLarge):
        post(publisher.url("/long"), b"{}", headers={})
    with pytest.raises(WrongContent):
        post(publisher.url("/page"), b"{}", headers={})


def test_a_service_that_is_not_there_is_told(publisher):
    with pytest.raises(Unreachable):
        post("http://127.0.0.3:9/v1", b"{}", headers={})
