"""Names of publishers in letters, in the language of the letter."""

from collections.abc import Iterable

from django import template
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daily8.accounts.templatetags.apart import apart
from daily8.articles.models import Article
from daily8.assistant.edition_words import Number, Sentence

register = template.Library()


@register.simple_tag
def outlet(article: Article) -> str:
    """Return who published an article."""
    return article.publisher.name_in(get_language() or "")


@register.simple_tag
def sources(sentence: Sentence) -> str:
    """Return who published what a sentence rests on."""
    return _named(sentence.sources)


@register.simple_tag
def differing(number: Number) -> str:
    """Return what reports give as one number, each figure with who gives it, in one line."""
    told = [f"{apart(cell.shown)} ({_named(place.article for place in places)})" for cell, places in number.sides]
    return f"{capfirst(number.heading)}: {_(', ').join(told)}"


def _named(articles: Iterable[Article]) -> str:
    return _(", ").join(dict.fromkeys(apart(outlet(article)) for article in articles))
