"""Puts something hostile before every title and beginning of a site: `python -m bench.hostile_titles`."""

import os
from itertools import cycle

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from daily8.articles.models import Article  # noqa: E402
from daily8.work.models import PAGES, Version  # noqa: E402

HOSTILE = (
    "<script>alert(1)</script> ",
    "AT&T &amp; &lt;b&gt; ",
    "]]> --> <![CDATA[ ",
    "\u202eright to left\u202c ",
    "\x0b\x1b controls \ufffe ",
    "5 < 6 & 7 > 6 ",
    "<i>long</i> & " * 700,
)


def make_hostile() -> None:
    """Change every article that readers may see."""
    articles = list(Article.objects.visible())
    for article, words in zip(articles, cycle(HOSTILE), strict=False):
        article.title, article.excerpt = words + article.title, words + article.excerpt
    Article.objects.bulk_update(articles, ("title", "excerpt"), batch_size=200)
    Version.bump(PAGES)


if __name__ == "__main__":
    make_hostile()
