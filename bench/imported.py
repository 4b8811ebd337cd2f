"""What an import left in the tables, to be compared with what another one left."""

from collections import Counter
from hashlib import blake2b
from typing import TypeAlias

from bench.sites import Site

ARTICLE_ROWS = """SELECT a.key, a.title, a.text, p.domain FROM articles_article a
    JOIN sources_publisher p ON p.id = a.publisher_id WHERE a.visible"""
ADDRESS_ROWS = "SELECT d.key, a.key FROM articles_address d JOIN articles_article a ON a.id = d.article_id"
Row: TypeAlias = tuple[str, ...]


def articles(site: Site) -> Counter[Row]:
    """Each visible article: its key, title, digest of its text, publisher."""
    digested = (
        (key, title, blake2b(text.encode(), digest_size=16).hexdigest(), domain)
        for key, title, text, domain in site.rows(ARTICLE_ROWS)
    )
    return Counter(digested)


def addresses(site: Site) -> Counter[Row]:
    """Each address that leads to an article, and to which."""
    return Counter(site.rows(ADDRESS_ROWS))
