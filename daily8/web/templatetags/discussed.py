"""Words of discussions for templates."""

from django import template

from daily8.articles.models import Article
from daily8.web.card_counts import card_counts

register = template.Library()


@register.filter
def said(article: Article) -> int:
    """Return how many comments on an article everybody sees."""
    return card_counts.of(article.pk)
