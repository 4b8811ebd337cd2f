"""Articles: lists of them, one, and what its publisher changed in it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from ninja import Query, Router, Schema
from pydantic import Field

from daily8.api.feeds import one_line, speakable
from daily8.api.v1 import cards, paging, shapes
from daily8.api.v1.parameters import SIZE, Category, Domain, Key, Language, Moment, Place, Size, Slug
from daily8.api.v1.problems import answers
from daily8.articles import history, linking, safe_html, showing
from daily8.articles.cursors import Cursor
from daily8.articles.models import Address, Article, ArticleQuerySet
from daily8.articles.origins import origin
from daily8.engine.revising import Piece, State
from daily8.sources.models import Publisher
from daily8.stories import relating
from daily8.stories.models import FormerStory, Story
from daily8.topics.models import Hashtag

router = Router(tags=["articles"])


class Wanted(Schema):
    """Which articles a list has."""

    language: Language | None = Field(None, description="Written in this language.")
    category: Category | None = Field(None, description="In this section.")
    source: Domain | None = Field(None, description="Of this publisher.")
    hashtag: Slug | None = Field(None, description="With this hashtag; copies are left out beside their original.")
    story: Key | None = Field(None, description="Reports of this story.")
    since: Moment | None = Field(None, description="Published then or later.")
    before: Moment | None = Field(None, description="Published before then.")
    cursor: Place | None = None
    size: Size = SIZE


@router.get(
    "", response=answers(shapes.Articles, 404), summary="List articles, newest first", operation_id="listArticles"
)
def list_articles(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """All articles that readers may see, narrowed down by whatever is given, at most a hundred at a time."""
    articles, moment = _narrowed(wanted)
    if cursor := paging.read(wanted.cursor):
        articles = articles.older_than(cursor.at, cursor.pk, moment=moment)
    found = list(articles.newest_first(moment).cards()[: wanted.size + 1])
    shown, following = paging.cut(request, found, wanted.size, _place)
    return shapes.Articles(items=cards.cards(request, shown), next=following)


def _place(article: Article) -> str:
    return str(Cursor(article.published_at, article.pk))


def _narrowed(wanted: Wanted) -> tuple[ArticleQuerySet, str]:
    articles, moment = Article.objects.visible(), "published_at"
    if wanted.language:
        articles = articles.written_in(wanted.language)
    if wanted.category:
        articles = articles.filter(category=wanted.category)
    if wanted.source:
        articles = articles.filter(publisher=_publisher(wanted.source))
    if wanted.hashtag:
        articles, moment = articles.carrying(hashtag_of(wanted.hashtag)), "tagged_at"
    if wanted.story:
        articles = articles.filter(report__story=_story(wanted.story))
    if wanted.since:
        articles = articles.filter(published_at__gte=wanted.since)
    if wanted.before:
        articles = articles.filter(published_at__lt=wanted.before)
    return articles, moment


def _publisher(domain: str) -> Publisher:
    found = Publisher.objects.filter(domain=domain.lower()).first()
    if found is None:
        raise Http404(f"no publisher {domain}")
    return found


def hashtag_of(slug: str) -> Hashtag:
    """Return the hashtag of an address, or what it became; Http404 where it has no page."""
    found = Hashtag.objects.select_related("merged_into").filter(slug=slug).first()
    meant = found and (found.merged_into or found)
    if found is None or meant is None or found.banned or meant.banned:
        raise Http404(f"no hashtag {slug}")
    return meant


def _story(key: str) -> Story:
    found = Story.objects.filter(key=key).first()
    former = None if found else FormerStory.objects.filter(key=key).select_related("story").first()
    if found is None and former is None:
        raise Http404(f"no story {key}")
    return found or former.story  # type: ignore[union-attr]


@router.get(
    "/{key}",
    response=answers(shapes.Article, 404),
    summary="Read one article",
    operation_id="readArticle",
)
def read_article(request: HttpRequest, key: Key) -> Any:
    """One article as far as its publisher lets it be shown. An address that it had before answers 301."""
    article = _read(key)
    if article is None:
        return moved(request, key)
    body = showing.body(article)
    tags = linking.tags(article)
    return cards.detail(
        request,
        article,
        picture=cards.picture(request, article, article.caption),
        html=speakable(safe_html.elsewhere(body.html, origin=origin(request))) if body.is_whole else "",
        text=speakable(article.text) if body.is_whole else "",
        opening=[speakable(paragraph) for paragraph in body.opening],
        authors=[*filter(None, (one_line(str(author)) for author in article.authors))],
        hashtags=[cards.hashtag_name(tag.hashtag) for tag in tags],
        credit=one_line(article.credit),
        copy_of=article.copy_of.key if article.copy_of and article.copy_of.visible else None,
        story=article.report.story.key if hasattr(article, "report") else None,
        edits=_edits(article),
        related=[
            shapes.RelatedArticle(reason=str(one.reason), article=cards.card(request, one.article))
            for one in relating.related(article)
        ],
    )


def _read(key: str) -> Article | None:
    articles = Article.objects.visible().select_related("publisher", "copy_of", "report__story")
    return articles.defer("entry", "copy_of__entry", "copy_of__text", "copy_of__html").filter(key=key).first()


def moved(request: HttpRequest, key: str) -> HttpResponsePermanentRedirect:
    """Lead to what an article became; Http404 where it is gone."""
    address = Address.objects.filter(key=key, article__visible=True).select_related("article").first()
    if address is None or address.article.key == key:
        raise Http404(f"no article {key}")
    return HttpResponsePermanentRedirect(request.path.replace(key, address.article.key))


@router.get(
    "/{key}/edits",
    response=answers(shapes.Edits, 404),
    summary="List what was changed in an article",
    operation_id="listEdits",
)
def list_edits(request: HttpRequest, key: Key) -> Any:
    """What its publisher changed after readers could see it: when, and the headline until then."""
    article = Article.objects.visible().cards().filter(key=key).first()
    if article is None:
        return moved(request, key)
    return shapes.Edits(items=_edits(article))


def _edits(article: Article) -> list[shapes.Edit]:
    return [
        shapes.Edit(
            at=edit.at,
            old_title=_version(edit.title, but=State.NEW),
            new_title=_version(edit.title, but=State.GONE),
            figures=[shapes.FigureChange(old=one.old, new=one.new, what=one.what) for one in edit.figures],
        )
        for edit in history.edits(article)
    ]


def _version(pieces: Sequence[Piece], *, but: State) -> str:
    """A headline as it was before, or after."""
    return one_line("".join(piece.text for piece in pieces if piece.state is not but))
