"""Feeds behind the cache of ready pages, as the running site has them."""

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from daily8.web.page_cache import PageCache


class Asked(WSGIHandler):
    """The whole site, which counts how often it is asked."""

    count = 0

    def __call__(self, environ, start_response):
        self.count += 1
        return super().__call__(environ, start_response)


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@pytest.mark.parametrize("address", ["/ar/feed", "/en/latest/feed", "/en/source/daily.example/feed"])
def test_a_reader_that_polls_each_second_asks_what_is_ready(make_article, address, form):
    make_article()
    site = Asked()
    cache = PageCache(site, languages=[code for code, _ in settings.LANGUAGES])

    def ask(**headers):
        told = []
        environ = RequestFactory(headers=headers).get(f"{address}.{form}?languages=all").environ
        body = b"".join(cache(environ, lambda *arguments: told.extend(arguments)))
        return told[0].split()[0], dict(told[1]), body

    status, first, body = ask()
    assert (status, first["Content-Type"].split(";")[0]) == (
        "200",
        f"application/{'feed+json' if form == 'json' else form + '+xml'}",
    )
    assert ask()[2] == body
    assert ask(**{"if-none-match": first["ETag"]})[0] == "304"
    assert ask(**{"accept-encoding": "gzip"})[1]["Content-Encoding"] == "gzip"
    assert site.count == 1
