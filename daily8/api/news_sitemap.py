"""The news sitemap: the articles of the last two days, as search engines for news want them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import override

from daily8.api.feeds import one_line
from daily8.articles.models import Article
from daily8.sources.models import Rights
from daily8.work import branding

# What the format allows.
AGE, SIZE = timedelta(hours=48), 1000
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
)


def articles(now: datetime) -> QuerySet[Article]:
    """Articles of the last two days, newest first, each text once, of publishers that let words of it be shown.

    A page that is a headline and a link is no news for a search engine.
    """
    readable = Article.objects.visible().exclude(publisher__rights=Rights.LINK).exclude(language="")
    # The plain way to ask for originals, copy_of=None, makes SQLite walk through all there are.
    originals = readable.alias(copied=Coalesce("copy_of", 0)).filter(copied=0)
    texts = originals.filter(kind="article", words__gt=0)
    return texts.filter(published_at__gt=now - AGE, published_at__lte=now).newest_first().cards()[:SIZE]


def written(found: QuerySet[Article], *, origin: str) -> bytes:
    """Return the sitemap of these articles."""
    body = "\n".join(_entries(found, origin))
    return f"{_HEAD}{body}\n</urlset>\n".encode()


def _entries(found: QuerySet[Article], origin: str) -> Iterator[str]:
    brand = branding.current()
    for article in found:
        # One page for each: the one whose interface speaks as the article does.
        with override(article.language if article.language in dict(brand.offered) else brand.language):
            path = reverse("article", args=[article.key])
        name = escape(one_line(article.publisher.name_in(article.language)))
        yield (
            f"<url><loc>{escape(origin + path)}</loc><news:news>"
            f"<news:publication><news:name>{name}</news:name>"
            f"<news:language>{article.language}</news:language></news:publication>"
            f"<news:publication_date>{article.published_at.isoformat(timespec='seconds')}</news:publication_date>"
            f"<news:title>{escape(one_line(article.title))}</news:title></news:news></url>"
        )
