"""What a story is called: by the report that stands for it, the same wherever the story is named."""

from collections.abc import Collection

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from daily8.articles.models import Article
from daily8.sources.models import Rights
from daily8.stories.models import Report, Story
from daily8.stories.showing import ENOUGH_WORDS

_READ = Q(article__kind="article", article__words__gt=0)
_WHOLE = Q(_READ, article__publisher__rights=Rights.FULL, article__words__gte=ENOUGH_WORDS)
_MORE_THAN_LINK = ~Q(article__publisher__rights=Rights.LINK)


def best(stories: Collection[int], *, language: str) -> dict[int, Article]:
    """Return the report whose headline names each story (primary keys), in two queries.

    It is the one that leads the story's page. Stories without a report that readers may see are left out.
    """
    if not stories:
        return {}
    reports = best_first(Report.objects.filter(story=OuterRef("pk"), article__visible=True), language=language)
    named = Story.objects.filter(pk__in=stories).annotate(best=Subquery(reports.values("article")[:1]))
    chosen = dict(named.values_list("pk", "best"))
    articles = Article.objects.cards().in_bulk({pk for pk in chosen.values() if pk})
    return {story: articles[pk] for story, pk in chosen.items() if pk in articles}


def best_first(reports: QuerySet[Report], *, language: str) -> QuerySet[Report]:
    """Put reports in the order of `showing.ranking`, by the database."""
    return reports.order_by(
        _those(Q(article__language=language)),
        _those(Q(article__copy_of=None)),
        _those(_WHOLE),
        _those(Q(_READ, _MORE_THAN_LINK, ~Q(article__excerpt=""))),
        _those(Q(_MORE_THAN_LINK, ~Q(article__image=""))),
        "-published_at",
        "-pk",
    )


def _those(which: Q) -> Case:
    """What is so comes first."""
    return Case(When(which, then=Value(0)), default=Value(1))
