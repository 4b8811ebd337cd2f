"""Where the site's address is https, what came in the open is led there, and nobody is led in a circle."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from daily8.web.page_cache import PageCache
from daily8.web.schemes import Schemes

pytestmark = pytest.mark.django_db(transaction=True)
HSTS = "Strict-Transport-Security"


@pytest.fixture
def site(settings):
    """The site as the web server calls it, at https://news.example.org: gives status and headers of an answer."""
    settings.SITE_URL = "https://news.example.org"
    settings.ALLOWED_HOSTS = ["news.example.org", "127.0.0.1"]
    settings.SECURE_SSL_REDIRECT, settings.SECURE_SSL_HOST = True, "news.example.org"
    settings.SECURE_HSTS_SECONDS = 31536000
    application = Schemes(PageCache(get_wsgi_application(), languages=["en", "ar"]))

    def ask(path: str, said: str | None = None, *, host: str = "news.example.org", peer: str = "127.0.0.1"):
        told: list = []
        more = {} if said is None else {"HTTP_X_FORWARDED_PROTO": said}
        environ = RequestFactory(REMOTE_ADDR=peer, **more).get(path).environ | {"HTTP_HOST": host}
        b"".join(application(environ, lambda *arguments: told.extend(arguments)))
        return told[0], dict(told[1])

    return ask


@pytest.mark.parametrize("said", ["http", "HTTP", "http, https"])
def test_what_a_web_server_of_ours_got_in_the_open_is_led_to_the_site_by_https(site, said):
    status, headers = site("/en/latest?before=x", said)

    assert status.startswith("301")
    assert headers["Location"] == "https://news.example.org/en/latest?before=x"
    assert HSTS not in headers


def test_it_is_led_to_the_site_itself_whatever_name_was_asked_for(site):
    assert site("/en/", "http", host="evil.example")[1]["Location"] == "https://news.example.org/en/"


@pytest.mark.parametrize(
    ("said", "peer"),
    [
        ("https", "127.0.0.1"),
        (None, "127.0.0.1"),
        ("", "127.0.0.1"),
        ("https, http", "127.0.0.1"),
        ("http", "198.51.100.7"),
    ],
)
def test_anything_else_is_answered_and_says_how_long_the_site_stays_on_https(site, said, peer):
    for _time in ("made", "ready"):
        status, headers = site("/en/", said, peer=peer)

        assert status.startswith("200")
        assert headers[HSTS] == "max-age=31536000"


def test_a_ready_page_is_not_given_to_who_came_in_the_open(site):
    site("/en/", "https")

    assert site("/en/", "http")[0].startswith("301")
    assert site("/en/", "https")[0].startswith("200")


def test_who_watches_the_site_is_answered_as_it_asks(site):
    assert site("/health", "http")[0].startswith("200")


def test_without_an_address_by_https_nobody_is_led_anywhere(settings):
    settings.SITE_URL = "http://news.example.org"
    told: list = []
    application = Schemes(lambda environ, _start: told.append(environ["wsgi.url_scheme"]) or [])

    application({"wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}, print)

    assert told == ["http"]
