"""What is new of a search that a reader follows."""

from datetime import datetime

from daily8.articles.models import ArticleQuerySet
from daily8.engine.words.queries import parse
from daily8.search.finding import Order, find
from daily8.search.places import pk_of

# When an article appeared, and its primary key: its place in a list that is newest first.
Place = tuple[datetime, int]


def newest(words: str, articles: ArticleQuerySet, before: Place | None, most: int) -> list[Place]:
    """Return the places of the newest of these articles that have all that is searched for, behind a place."""
    hits = [hit for hit in find(parse(words), Order.NEWEST).hits if hit.exact]
    found = articles.filter(pk__in=[pk_of(hit.place) for hit in hits])
    places: list[Place] = sorted(found.values_list("published_at", "pk"), reverse=True)
    return [place for place in places if before is None or place < before][:most]
