"""Every page that search engines may list, in each language of the interface that it has something to show in."""

from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import override

from daily8.api import chunks
from daily8.api.sitemaps import Page
from daily8.articles.categories import CATEGORIES, shown
from daily8.articles.models import Article, ArticleQuerySet, Tag
from daily8.editions.models import Edition
from daily8.sources.models import Publisher
from daily8.stories.models import Report, Story, StoryQuerySet
from daily8.topics.models import Hashtag
from daily8.work import branding

# Stands for the key in an address: to ask for each of ten thousand takes longer than to find the articles.
_KEY = "0" * 32
_SLUG = "SLUG"


def lists() -> Iterator[list[Page]]:
    """The pages there is one of, and the categories that have articles; in one query."""
    newest = _newest()
    for name in ("front", "latest"):
        yield [Page(code, path, newest.get(("", code))) for code, path in _paths(name).items()]
    for category in shown():
        paths = _paths("category", category.id).items()
        pages = [
            Page(code, path, newest[category.id, code]) for code, path in paths if (category.id, code) in newest
        ]
        if pages:
            yield pages
    for name in ("sources", "feeds", "about"):
        yield [Page(code, path) for code, path in _paths(name).items()]


def _newest() -> dict[tuple[str, str], datetime]:
    """When the newest article of each category and language was published; of all, under no category."""
    wanted: list[ArticleQuerySet] = []
    for language in _languages():
        articles = Article.objects.visible().written_in(language)
        wanted += [articles, *(articles.filter(category=category.id) for category in CATEGORIES)]
    firsts = (Q(pk__in=articles.newest_first().values("pk")[:1]) for articles in wanted)
    found: dict[tuple[str, str], datetime] = {}
    rows = Article.objects.filter(reduce(or_, firsts)).values_list("category", "language", "published_at")
    for category, language, moment in rows:
        for name in (category, ""):
            found[name, language] = max(moment, found.get((name, language), moment))
    return found


def sources() -> Iterator[list[Page]]:
    """The publishers of whom there are articles, in one query."""
    articles = Article.objects.visible().filter(publisher=OuterRef("pk")).newest_first()
    newest = Publisher.objects.annotate(newest=Subquery(articles.values("published_at")[:1]))
    pattern = _paths("source", _SLUG)
    for domain, moment in newest.exclude(newest=None).order_by("pk").values_list("domain", "newest"):
        yield _pages(pattern, _SLUG, quote(domain), moment)


def editions() -> Iterator[list[Page]]:
    """All editions, the newest first, and the pages that lead to them; each has its page in one language."""
    made = Edition.objects.annotate(edited=Max("entries__edited_at")).order_by("-day", "language", "rhythm")
    listed: set[tuple[str, str]] = set()
    for language, rhythm, day, moment, edited in made.values_list(
        "language", "rhythm", "day", "made_at", "edited"
    ):
        changed_at = max(moment, edited or moment)
        with override(language):
            paths = [reverse(f"{rhythm}-edition", args=[day])]
            for name in ("edition-archive", rhythm):
                if (language, name) not in listed:
                    listed.add((language, name))
                    paths.insert(0, reverse(name))
        for path in paths:
            yield [Page(language, path, changed_at)]


def hashtags() -> QuerySet[Hashtag]:
    """Hashtags that are on an article that readers may see."""
    return Hashtag.objects.shown().filter(Exists(_carriers()))


def _carriers() -> QuerySet[Tag]:
    return Tag.objects.filter(hashtag=OuterRef("pk"), article__visible=True)


def hashtag_pages(number: int) -> Iterator[list[Page]]:
    """The hashtags of one part, in the languages that they have articles in; in one query."""
    newest = {
        f"newest_{code}": Subquery(
            _carriers().filter(article__language=code).order_by("-published_at").values("published_at")[:1]
        )
        for code in _languages()
    }
    rows = chunks.chunk(Hashtag.objects.shown(), number).annotate(**newest).order_by("pk")
    pattern = _paths("hashtag", _SLUG)
    for slug, *moments in rows.values_list("slug", *newest):
        told = zip(pattern.items(), moments, strict=True)
        pages = [Page(code, path.replace(_SLUG, quote(slug)), moment) for (code, path), moment in told if moment]
        if pages:
            yield pages


def stories() -> StoryQuerySet:
    """Stories with two sources that readers may see: the page of any other asks not to be listed."""
    shared = Story.objects.filter(publishers_count__gte=2)
    # What a story says of its reports counts hidden ones too; of the few that have any, the others are counted.
    touched = Report.objects.filter(article__in=Article.objects.filter(visible=False).values("pk")).values("story")
    seen = Count("reports__article__publisher", filter=Q(reports__article__visible=True), distinct=True)
    counted = Story.objects.filter(pk__in=touched).annotate(seen=seen).filter(seen__gte=2)
    return shared.filter(~Q(pk__in=touched) | Q(pk__in=counted.values("pk")))


def story_pages(number: int) -> Iterator[list[Page]]:
    """The stories of one part, in one query."""
    pattern = _paths("story", _KEY)
    for key, moment in chunks.chunk(stories(), number).order_by("pk").values_list("key", "last_at"):
        yield _pages(pattern, _KEY, key, moment)


def article_pages(number: int) -> Iterator[list[Page]]:
    """The articles of one part, in one query; a page changes when the publisher's page is read."""
    pattern = _paths("article", _KEY)
    rows = chunks.chunk(Article.objects.visible(), number).order_by("pk")
    for key, read_at, found_at in rows.values_list("key", "read_at", "found_at"):
        yield _pages(pattern, _KEY, key, read_at or found_at)


def _pages(pattern: dict[str, str], placeholder: str, value: str, moment: datetime) -> list[Page]:
    return [Page(code, path.replace(placeholder, value), moment) for code, path in pattern.items()]


def _languages() -> list[str]:
    """Those that the site is offered in."""
    offered = dict(branding.current().offered)
    return [code for code, _name in settings.LANGUAGES if code in offered]


def _paths(name: str, *arguments: str) -> dict[str, str]:
    """The address of a page in each language."""
    paths = {}
    for language in _languages():
        with override(language):
            paths[language] = reverse(name, args=arguments)
    return paths
