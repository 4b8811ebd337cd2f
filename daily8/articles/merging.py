"""Makes two articles one: what was met twice has one page, and both addresses lead to it."""

from daily8.articles.models import Address, Article


def merge(article: Article, *, into: Article) -> None:
    """Take the article away; all its addresses lead to the other from now on."""
    Address.objects.filter(article=article).update(article=into)
    # Not article.delete(), which would make the row in hand forget its key.
    Article.objects.filter(pk=article.pk).delete()
