"""What operators correct: two stories are one event, or a story is two. What was said holds for ever."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import product

from django.db.models import QuerySet

from daily8.articles.models import Article
from daily8.stories import moving
from daily8.stories.models import Correction, Report, Story
from daily8.stories.turns import turn
from daily8.work.models import PAGES, Version


class CorrectionError(Exception):
    """The correction makes no sense for these stories, or not any more."""


def merge(story: Story, *, into: Story, by: str, now: datetime) -> None:
    """Say that two stories report the same event; the first one's addresses lead to the other from now on."""
    if story.pk == into.pk:
        raise CorrectionError("a story cannot be merged into itself: choose two stories")
    with turn() as change:
        ours, theirs = _article_keys(story), _article_keys(into)
        if not ours or not theirs:
            raise CorrectionError("one of both is part of another story by now: choose again")
        _forget(product(ours, theirs), same=False)
        _remember([(theirs[0], key) for key in ours + theirs[1:]], same=True, by=by, now=now)
        moving.join(story, into=into, change=change)
        Version.bump(PAGES)


def split(story: Story, articles: Collection[int], *, by: str, now: datetime) -> Story:
    """Say that these articles (primary keys) of a story are of another event than the rest; return their story."""
    with turn() as change:
        leaving = list(_in_order(story).filter(article__in=articles).values_list("article__key", flat=True))
        staying = list(_in_order(story).exclude(article__in=articles).values_list("article__key", flat=True))
        if not leaving or not staying:
            raise CorrectionError("choose some reports of the story, and leave at least one")
        _forget(product(leaving, staying), same=True)
        _remember([(leaving[0], key) for key in leaving[1:]], same=True, by=by, now=now)
        _remember([(leaving[0], key) for key in staying], same=False, by=by, now=now)
        new = moving.separate(story, articles, begun_by=leaving[0], change=change)
        Version.bump(PAGES)
    return new


def labelled_pairs() -> Iterator[dict[str, object]]:
    """All that operators said, as pairs of articles whose texts are still here, for the bench."""
    corrections = list(Correction.objects.order_by("made_at", "pk"))
    wanted = {key for said in corrections for key in (said.first_key, said.second_key)}
    articles = {
        article.key: article
        for article in Article.objects.filter(key__in=wanted).only(
            "key", "title", "text", "language", "published_at"
        )
    }
    for said in corrections:
        first, second = articles.get(said.first_key), articles.get(said.second_key)
        if first and second:
            yield {"same": said.same, "first": _row(first), "second": _row(second)}


def _row(article: Article) -> dict[str, str]:
    return {
        "id": article.key,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published": article.published_at.isoformat(),
    }


def _in_order(story: Story) -> "QuerySet[Report]":
    return Report.objects.filter(story=story).order_by("published_at", "pk")


def _article_keys(story: Story) -> list[str]:
    return list(_in_order(story).values_list("article__key", flat=True))


def _forget(pairs: Iterable[tuple[str, str]], *, same: bool) -> None:
    """Take back what was said of these pairs and would contradict what is said now."""
    said = {(min(pair), max(pair)) for pair in pairs}
    firsts = {first for first, _ in said}
    for correction in Correction.objects.filter(same=same, first_key__in=firsts):
        if (correction.first_key, correction.second_key) in said:
            correction.delete()


def _remember(pairs: Sequence[tuple[str, str]], *, same: bool, by: str, now: datetime) -> None:
    for pair in pairs:
        first, second = min(pair), max(pair)
        Correction.objects.update_or_create(
            first_key=first, second_key=second, defaults={"same": same, "made_by": by, "made_at": now}
        )
