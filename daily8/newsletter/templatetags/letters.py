"""Names of publishers in letters, in the language of the letter."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daily8.accounts.templatetags.apart import apart
from daily8.articles.models import Article
from daily8.assistant.edition_words import Sentence

register = template.Library()


@register.simple_tag
def outlet(article: Article) -> str:
    """Return who published an article."""
    return article.publisher.name_in(get_language() or "")


@register.simple_tag
def sources(sentence: Sentence) -> str:
    """Return who published what a sentence rests on."""
    return _(", ").join(dict.fromkeys(apart(outlet(article)) for article in sentence.sources))
