"""Feeds behind the cache of ready pages, as the running site has them."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from daily8.web.page_cache import PageCache


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@pytest.mark.parametrize("address", ["/ar/feed", "/en/latest/feed", "/en/source/daily.example/feed"])
def test_a_reader_that_polls_each_second_asks_what_is_ready(make_article, client, address, form):
    make_article()
    asked = []

    def site(environ, start_response):
        asked.append(environ)
        response = client.get(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        start_response(f"{response.status_code} OK", list(response.items()))
        return [response.content]

    cache = PageCache(site, languages=[code for code, _ in settings.LANGUAGES])

    def ask(**headers):
        told = []
        environ = RequestFactory(headers=headers).get(f"{address}.{form}?languages=all").environ
        body = b"".join(cache(environ, lambda *arguments: told.extend(arguments)))
        return told[0].split()[0], dict(told[1]), body

    status, first, body = ask()
    kind = "feed+json" if form == "json" else f"{form}+xml"
    assert (status, first["Content-Type"]) == ("200", f"application/{kind}; charset=utf-8")
    assert ask()[2] == body
    assert ask(**{"if-none-match": first["ETag"]})[0] == "304"
    assert ask(**{"accept-encoding": "gzip"})[1]["Content-Encoding"] == "gzip"
    assert len(asked) == 1
