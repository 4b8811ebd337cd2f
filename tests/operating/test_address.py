"""What the doctor says of the address that readers come by."""

import pytest

from daily8.engine import http
from daily8.operating.diagnosis import web


class Answer:
    """What the site says at its own address."""

    def __init__(self, body: bytes):
        self.body = body


@pytest.mark.parametrize(
    ("told", "state", "words"),
    [
        (b'{"daily8": "ok", "forwarded": true, "secure": true}', "ok", "https://news.example.org answers"),
        # Of a version before.
        (b'{"daily8": "ok", "forwarded": true}', "ok", "answers"),
        (b'{"daily8": "ok", "forwarded": false, "secure": true}', "warn", "come without X-Forwarded-For"),
        (b'{"daily8": "ok", "forwarded": true, "secure": false}', "warn", "leads to itself"),
    ],
)
def test_a_circle_of_https_and_readers_that_are_not_told_apart_are_seen(settings, monkeypatch, told, state, words):
    settings.SITE_URL, settings.SECURE_SSL_REDIRECT = "https://news.example.org", True
    monkeypatch.setattr(http, "ask", lambda *_asked, **_how: Answer(told))

    [finding] = web.address()

    assert (finding.state, words in finding.says) == (state, True), finding


def test_what_leads_nobody_to_https_makes_no_circle(settings, monkeypatch):
    settings.SITE_URL, settings.SECURE_SSL_REDIRECT = "https://news.example.org", False
    monkeypatch.setattr(
        http, "ask", lambda *_asked, **_how: Answer(b'{"daily8": "ok", "forwarded": true, "secure": false}')
    )

    assert [finding.state for finding in web.address()] == ["ok"]
