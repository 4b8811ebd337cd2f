"""What readers and editors hold on to of articles that were kept long enough."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, Q

from daily8.articles.models import Address, Article
from daily8.assistant.edition_words import cited_by
from daily8.comments.models import Discussion, Subject
from daily8.editions.models import Entry
from daily8.reading.models import Kept, KeptKind
from daily8.stories.models import FormerStory, Report

# An edition tells of stories, and no report joins one that is older than that (`stories.window`).
_WINDOW = timedelta(days=14)
_OF_ENTRIES = ("headline", "story_key", "brief", "news", "numbers")


@dataclass(frozen=True, slots=True)
class Held:
    """Articles (primary keys) that are held on to; the sentences of `quoted` ones stand in editions.

    `entry` is the last entry of an edition that was looked at.
    """

    articles: frozenset[int] = frozenset()
    quoted: frozenset[int] = frozenset()
    entry: int = 0


def held(articles: Sequence[Article], *, after: int = 0) -> Held:
    """Return which of these articles are held on to, themselves or by their story.

    With `after`, entries of editions up to that one are known already; they alone are found without an index.
    """
    keys = {article.pk for article in articles}
    if not keys:
        return Held()
    names = _by_name(Address.objects.filter(article__in=keys).values_list("article", "key"))
    stories = _by_name(_stories(keys))
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    by_editions, quoted = _in_editions(articles, stories, after)
    found = _saved(keys, names, stories) | _talked_about(names, stories) | by_editions | quoted
    return Held(frozenset(found), frozenset(quoted), last)


def _in_editions(
    articles: Sequence[Article], stories: dict[str, set[int]], after: int
) -> tuple[set[int], set[int]]:
    """Those that editions name, and those that they quote, which may have left their story since."""
    keys, moments = {article.pk for article in articles}, [article.published_at for article in articles]
    near = Q(edition__made_at__gte=min(moments), edition__begins_at__lte=max(moments) + _WINDOW)
    entries = Entry.objects.filter(near | Q(headline__in=keys) | Q(story_key__in=stories), pk__gt=after)
    named, quoted = set(), set()
    for headline, story, *words in entries.values_list(*_OF_ENTRIES):
        named |= {headline, *stories.get(story, ())}
        quoted |= cited_by(*words)
    return named & keys, quoted & keys


def _saved(keys: Collection[int], names: dict[str, set[int]], stories: dict[str, set[int]]) -> set[int]:
    saved = Kept.objects.filter(kind=KeptKind.SAVED)
    addresses = {f"article/{key}": of for key, of in names.items()} | {
        f"story/{key}": of for key, of in stories.items()
    }
    themselves = set(saved.filter(article__in=keys).values_list("article_id", flat=True))
    by_address = _of(addresses, saved.filter(name__in=addresses).values_list("name", flat=True))
    return by_address | {pk for pk in themselves if pk}


def _talked_about(names: dict[str, set[int]], stories: dict[str, set[int]]) -> set[int]:
    talked = Discussion.objects.filter(comments__isnull=False)
    articles = talked.filter(subject=Subject.ARTICLE, key__in=names).values_list("key", flat=True)
    told = talked.filter(subject=Subject.STORY, key__in=stories).values_list("key", flat=True)
    return _of(names, articles) | _of(stories, told)


def _stories(articles: Collection[int]) -> list[tuple[int, str]]:
    """Each article with the key of its story, and with those that the story had before."""
    reports = Report.objects.filter(article__in=articles)
    former = FormerStory.objects.filter(story__reports__article__in=articles)
    return [
        *reports.values_list("article", "story__key"),
        *former.values_list("story__reports__article", "key"),
    ]


def _by_name(pairs: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    """The articles of each name."""
    named: dict[str, set[int]] = {}
    for article, name in pairs:
        named.setdefault(name, set()).add(article)
    return named


def _of(named: dict[str, set[int]], found: Iterable[str]) -> set[int]:
    return {article for name in found for article in named.get(name, ())}
