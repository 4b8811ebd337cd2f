"""Lists of articles as Atom feeds; what they give away is what the pages show."""

import re
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from daily8.articles.models import Article
from daily8.articles.origins import origin

_TYPE = "application/atom+xml; charset=utf-8"
# No XML can say these.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def feed(request: HttpRequest, articles: Iterable[Article], *, title: str, address: str) -> HttpResponse:
    """Answer with a feed of these articles, for the page at `address`."""
    site, language = origin(request), get_language() or "en"
    written = Atom1Feed(
        title=_plain(title),
        link=site + address,
        description="",
        language=language,
        feed_url=site + request.get_full_path(),
    )
    for article in articles:
        written.add_item(
            title=_plain(article.title),
            link=site + article.get_absolute_url(),
            # A summary is HTML.
            description=escape(_plain(article.shown_excerpt)),
            author_name=_plain(article.publisher.name_in(language)),
            pubdate=article.published_at,
            updateddate=article.published_at,
        )
    return HttpResponse(written.writeString("utf-8"), content_type=_TYPE)


def _plain(words: str) -> str:
    return _CONTROL.sub("", words)
