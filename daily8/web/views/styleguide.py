"""All that pages are made of, on one page, for those who change how they look; only with DAILY8_DEBUG."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.articles.models import Article, ArticleQuerySet
from daily8.engine.words.excerpts import marked
from daily8.engine.words.queries import parse
from daily8.sources.models import Health
from daily8.stories import showing
from daily8.stories.coverage import Coverage
from daily8.stories.models import Story
from daily8.topics.models import Hashtag
from daily8.web.searching import Group, Result

COLOURS = ("paper", "surface", "ink", "soft", "line", "accent", "good", "warn")
SIZES = ("5", "4", "3", "2", "1", "0", "small")
SHAPES = ("lead", "secondary", "feature", "small", "compact", "line", "row")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The components with the newest articles of this site in them: what looks good here looks good with news."""
    if not settings.DEBUG:
        raise Http404("the style guide is for development")
    articles = Article.objects.visible().cards().newest_first()
    language = get_language() or "en"
    context = {
        "colours": COLOURS,
        "sizes": SIZES,
        "cards": list(zip(SHAPES, articles.written_in(language).exclude(image=""), strict=False)),
        "plain": articles.written_in(language).first(),
        "foreign": articles.exclude(language=language).first(),
        "pictured": articles.exclude(image="").first(),
        "hashtags": list(Hashtag.objects.shown().order_by("pk")[:8]),
        "states": list(Health),
        "group": _group(articles),
        "coverage": _coverage(language),
    }
    return render(request, "pages/styleguide.html", context)


def _group(articles: ArticleQuerySet) -> Group | None:
    """A result of search whose first word is what was looked for."""
    article = articles.first()
    if article is None:
        return None
    query = parse(article.title.partition(" ")[0])
    title = marked(article.title, query)
    result = Result(article, exact=False, title=title, words=marked(article.shown_excerpt[:200], query))
    return Group(result, [], None)


def _coverage(language: str) -> Coverage | None:
    story = Story.objects.order_by("-publishers_count", "-pk").first()
    shown = showing.shown(story, language=language) if story else None
    return shown.coverage if shown else None
