"""Articles for agents: as much of each as its publisher lets models read."""

from collections.abc import Iterable, Sequence

from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language

from daily8.api.feeds import speakable
from daily8.api.mcp.shapes import Card, Readable, Source, Statement
from daily8.articles.categories import CATEGORIES
from daily8.articles.models import CARD_FIELDS, Article, ArticleQuerySet
from daily8.assistant.statements import Cite
from daily8.assistant.statements import Statement as Said
from daily8.assistant.texts import Text, usable
from daily8.sources.models import Rights

_CATEGORY_NAMES = {category.id: category.name for category in CATEGORIES}
_EXCERPT_LETTERS = 600


def readable(article: Article) -> Readable:
    """Return how much of an article a model may read.

    A publisher whose texts AI may not use is named, with headline and link, as any library's catalogue would.
    """
    if not article.publisher.ai or article.publisher.rights == Rights.LINK:
        return "headline"
    return "text" if article.is_whole else "excerpt"


def with_stories(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Return articles with all that a card needs, to be read in one query."""
    told = articles.visible().select_related("publisher", "report__story")
    return told.only(*CARD_FIELDS, "report__story__key")


def card(article: Article, origin: str) -> Card:
    """Return an article as lists show it."""
    language = get_language() or "en"
    report = getattr(article, "report", None)
    how_much = readable(article)
    return Card(
        key=article.key,
        title=article.title,
        language=article.language,
        publisher=article.publisher.name_in(language),
        domain=article.publisher.domain,
        published_at=article.published_at.isoformat(),
        category=str(_CATEGORY_NAMES.get(article.category, "")),
        page=origin + article.get_absolute_url(),
        original=iri_to_uri(speakable(article.url)),
        excerpt="" if how_much == "headline" else article.shown_excerpt[:_EXCERPT_LETTERS],
        readable=how_much,
        story=report.story.key if report else "",
    )


def cards(pks: Sequence[int], origin: str) -> list[Card]:
    """Return the cards of these articles (primary keys) in this order, in one query; hidden ones are left out."""
    found = with_stories(Article.objects.filter(pk__in=pks)).in_bulk()
    return [card(found[pk], origin) for pk in pks if pk in found]


def statements(said: Iterable[Said], origin: str) -> list[Statement]:
    """Return statements with the sentences that they rest on; one whose sources may not be used any more goes."""
    told = list(said)
    cited = Article.objects.filter(pk__in={cite.article for one in told for cite in one.cites})
    texts = {article.pk: (article, Text.of(article)) for article in usable(cited).defer("html", "entry")}
    shown = [(one, [source for cite in one.cites if (source := _source(cite, texts, origin))]) for one in told]
    return [
        Statement(text=one.text, language=one.language, sources=sources)
        for one, sources in shown
        if len(sources) == len(one.cites)
    ]


def _source(cite: Cite, texts: dict[int, tuple[Article, Text]], origin: str) -> Source | None:
    if cite.article not in texts:
        return None
    article, text = texts[cite.article]
    quote = text.sentence(cite.sentence)
    if not quote:
        return None
    return Source(
        quote=quote,
        article=article.key,
        title=article.title,
        publisher=article.publisher.name_in(get_language() or "en"),
        page=origin + article.get_absolute_url(),
        original=iri_to_uri(speakable(article.url)),
    )
