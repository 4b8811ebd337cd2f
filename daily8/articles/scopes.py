"""Which articles a page lists: those in the reader's language, or all."""

from django.http import HttpRequest
from django.utils.translation import get_language

from daily8.articles.models import Article, ArticleQuerySet


def shows_all_languages(request: HttpRequest) -> bool:
    """Whether the reader asked for articles in every language."""
    return request.GET.get("languages") == "all"


def query(request: HttpRequest) -> str:
    """Return what an address ends with so that another list shows the same languages."""
    return "?languages=all" if shows_all_languages(request) else ""


def language(request: HttpRequest) -> str:
    """Return the language of the articles that the reader asked for, "" for all."""
    return "" if shows_all_languages(request) else get_language() or "en"


def articles_for(request: HttpRequest) -> ArticleQuerySet:
    """Visible articles in the languages that the reader asked for."""
    articles, written_in = Article.objects.visible(), language(request)
    return articles.written_in(written_in) if written_in else articles
