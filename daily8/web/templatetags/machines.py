"""What pages say of themselves to programs, for templates."""

from collections.abc import Iterable, Sequence

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from daily8.articles import showing
from daily8.articles.categories import CATEGORIES
from daily8.articles.history import Edit
from daily8.articles.models import Article
from daily8.assistant.edition_entries import ShownEdition
from daily8.sources.models import Publisher
from daily8.stories.models import Story
from daily8.stories.showing import Shown
from daily8.topics.models import Hashtag, HashtagKind
from daily8.web import structured
from daily8.web.structured import Crumb, Data
from daily8.web.templatetags.news import beginning, name

register = template.Library()
_CATEGORY_NAMES = {category.id: category.name for category in CATEGORIES}
_TYPES = {
    HashtagKind.PERSON: "Person",
    HashtagKind.ORGANISATION: "Organization",
    HashtagKind.PLACE: "Place",
    HashtagKind.EVENT: "Event",
}
_DESCRIBED = 40


@register.simple_tag(takes_context=True)
def canonical(context: template.Context, article: Article) -> str:
    """Return the address by which an article's page wants to be known."""
    return showing.canonical(article, page=context["origin"] + article.get_absolute_url())


@register.simple_tag(takes_context=True)
def article_data(context: template.Context, article: Article, edits: Sequence[Edit]) -> SafeString:
    """Tell of an article's page."""
    page = context["origin"] + article.get_absolute_url()
    told = structured.news_article(
        article,
        page=page,
        origin=context["origin"],
        publisher=name(article.publisher),
        changed_at=edits[0].at if edits else None,
        description=beginning(article.shown_excerpt, _DESCRIBED),
    )
    return structured.element(told, _crumbs(context, *_category(context, article), (article.title, page)))


@register.simple_tag(takes_context=True)
def story_data(context: template.Context, story: Story, shown: Shown) -> SafeString:
    """Tell of a story's page."""
    page = context["origin"] + story.get_absolute_url()
    reports = [line.report for day in shown.days for line in day.lines]
    told = _collection(context, shown.best.title, page, reports)
    crumbs = _crumbs(context, *_category(context, shown.best), (shown.best.title, page))
    return structured.element(told, crumbs)


@register.simple_tag(takes_context=True)
def list_data(
    context: template.Context,
    title: object,
    articles: Iterable[Article] = (),
    of: Publisher | Hashtag | None = None,
) -> SafeString:
    """Tell of a list's page, and of whom or what it lists articles."""
    page = context["origin"] + context["request"].path
    told = _collection(context, str(title), page, articles, about=_about(of))
    above = [(_("Sources"), context["origin"] + reverse("sources"))] if isinstance(of, Publisher) else []
    return structured.element(told, _crumbs(context, *above, (str(title), page)))


@register.simple_tag(takes_context=True)
def edition_data(context: template.Context, shown: ShownEdition, day: str) -> SafeString:
    """Tell of an edition's page."""
    page = context["origin"] + shown.edition.get_absolute_url()
    name = f"{_('The daily eight')}, {day}"
    told = _collection(context, name, page, [one.headline for one in shown.entries if one.headline])
    archive = (str(_("All editions")), context["origin"] + reverse("edition-archive"))
    return structured.element(told, _crumbs(context, archive, (name, page)))


@register.simple_tag(takes_context=True)
def site_data(context: template.Context) -> SafeString:
    """Tell of the site, on its front page."""
    page, search = (context["origin"] + reverse(name) for name in ("front", "search"))
    told = structured.site(context["site_name"], page=page, language=context["language"], search=search)
    return structured.element(told)


def _collection(
    context: template.Context, title: str, page: str, articles: Iterable[Article], about: Data | None = None
) -> Data:
    addresses = (context["origin"] + article.get_absolute_url() for article in articles)
    return structured.collection(title, page=page, language=context["language"], articles=addresses, about=about)


def _about(of: Publisher | Hashtag | None) -> Data | None:
    if isinstance(of, Publisher):
        return {"@type": "Organization", "name": name(of), "url": of.home or f"https://{of.domain}/"}
    if isinstance(of, Hashtag):
        return {"@type": _TYPES.get(HashtagKind(of.kind), "Thing"), "name": of.name}
    return None


def _category(context: template.Context, article: Article) -> list[Crumb]:
    if article.category not in _CATEGORY_NAMES:
        return []
    address: str = context["origin"] + reverse("category", args=[article.category])
    return [(str(_CATEGORY_NAMES[article.category]), address)]


def _crumbs(context: template.Context, *crumbs: Crumb) -> Data:
    home = (context["site_name"], context["origin"] + reverse("front"))
    return structured.breadcrumbs([home, *crumbs])
