"""Which reports stand for stories where these are listed, of what readers may see at the moment."""

from collections.abc import Collection

from django.db.models import F

from daily8.articles.models import CARD_FIELDS, Article
from daily8.engine.addresses import family
from daily8.sources.models import Rights
from daily8.stories.showing import ranking

# So many of the newest reports of the asked stories are looked at.
_READ = 2000


def reports_of(stories: Collection[int], language: str) -> dict[int, list[Article]]:
    """Return the reports of stories (primary keys) in a language, one of each house, the best first."""
    if not stories:
        return {}
    articles = Article.objects.visible().filter(report__story__in=stories, language=language).newest_first()
    found: dict[int, dict[str, Article]] = {}
    read = list(articles.cards().only(*CARD_FIELDS, "copy_of").annotate(of_story=F("report__story"))[:_READ])
    for article in ranking(read, language=language):
        houses = found.setdefault(article.of_story, {})  # type: ignore[attr-defined]
        houses.setdefault(family(article.publisher.domain), article)
    return {
        pk: sorted(houses.values(), key=lambda one: one.publisher.rights == Rights.LINK)
        for pk, houses in found.items()
    }
