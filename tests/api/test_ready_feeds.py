"""Feeds behind the cache of ready pages, as the running site has them."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from daily8.articles.keeping import SHOWN
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
    assert first["Cache-Control"] == "public, max-age=60"
    assert ask()[2] == body
    assert ask(**{"if-none-match": first["ETag"]})[0] == "304"
    assert ask(**{"accept-encoding": "gzip"})[1]["Content-Encoding"] == "gzip"
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("path", "things"),
    [
        ("/en/feed.rss", None),
        ("/en/latest/feed.rss", {"latest:en"}),
        ("/en/latest/feed.rss?languages=all", {"latest:"}),
        ("/ar/category/world/feed.rss", {"category:world:ar"}),
        ("/en/source/daily.example/feed.json", {"source:{publisher}"}),
        ("/en/hashtag/Nairobi/feed.atom", {"hashtag:{hashtag}"}),
        ("/en/story/{key}/feed.atom", {"story:{story}"}),
    ],
)
def test_a_feed_says_what_it_shows(make_article, make_hashtag, make_story, client, path, things):
    article = make_article()
    hashtag, story = make_hashtag("Nairobi", on=[article]), make_story(article)
    named = {"publisher": article.publisher_id, "hashtag": hashtag.pk, "story": story.pk}

    request = client.get(path.format(key=story.key)).wsgi_request

    assert request.META.get(SHOWN) == (things and {thing.format(**named) for thing in things})
