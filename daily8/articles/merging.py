"""Makes two articles one: what was met twice has one page, and both addresses lead to it."""

from daily8.articles.models import Address, Article


def are_one(first: Article, second: Article) -> bool:
    """Whether two articles of one publisher whose texts are alike are one: the same headline, or the same text.

    Texts that are alike under other headlines may be the weather of two towns.
    """
    return folded(first.title) == folded(second.title) or folded(first.text) == folded(second.text)


def folded(text: str) -> str:
    """Return a text's letters and figures alone, in small letters."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def merge(article: Article, *, into: Article) -> None:
    """Take the article away; all its addresses lead to the other from now on."""
    Address.objects.filter(article=article).update(article=into)
    # Not article.delete(), which would make the row in hand forget its key.
    Article.objects.filter(pk=article.pk).delete()
