"""Makes of each article what its hashtags, its story and its related articles are found by."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from daily8.articles import shown
from daily8.articles.models import Article, Meaning, Stage, Tag
from daily8.pipeline.tools import Tools
from daily8.pipeline.understanding import Text, Understood
from daily8.topics.hashtags import Hashtags
from daily8.topics.models import HASHTAGS, Spelling
from daily8.work import rows
from daily8.work.models import Change, Version, WaitingQuerySet

_WRITTEN = (*Article.WAITING_FIELDS, "stage", "category", "category_reason", "credit")
# How an article says that its category is the one of its meaning.
MEANING = "meaning"
_MEANING = ("article", "digest", "embedder", "vector", "sketch")
_TAG = ("article", "hashtag", "place", "mentions", "published_at")
_SPELLING = ("hashtag", "text", "learned")


@dataclass(frozen=True, slots=True)
class Enriched:
    """What was made of one article, and where the rows of the things that it names are found.

    `decisions` are the operators' decisions about hashtags that were known, at the least.
    """

    article: Article
    decisions: int
    digest: str
    understood: Understood
    hashtags: Hashtags


async def read(article: Article, tools: Tools) -> Enriched:
    """Understand one article, together with those that are read at the same time."""
    text, decisions = _text(article), tools.directories.version
    return Enriched(article, decisions, text.digest, await tools.understanding.ask(text), tools.hashtags)


def waiting() -> WaitingQuerySet[Article]:
    """Articles to be understood, with what is known of them already."""
    return Article.objects.at(Stage.EXTRACTED).defer("html", "entry").prefetch_related("publisher", "meaning")


def prepare(tools: Tools, now: datetime) -> None:
    """Have the newest directory at hand before articles are read."""
    tools.directories.refresh(now)


def store(enriched: list[Enriched], now: datetime) -> Counter[str]:
    """Store what was made of articles; what an earlier revision had is replaced.

    Those that were read before an operator's newest decision about hashtags are read once more.
    """
    # Before the transaction: what is remembered of hashtags must not be rolled back.
    hashtags = enriched[0].hashtags.of(tag.thing for one in enriched for tag in one.understood.tags)
    with transaction.atomic():
        decided = Version.held(HASHTAGS)
        Article.objects.filter(pk__in=[one.article.pk for one in enriched if one.decisions != decided]).update(
            claimed_by="", claimed_until=None
        )
        alive = Article.objects.alive([one.article for one in enriched if one.decisions == decided])
        kept = [one for one in enriched if one.article.pk in alive]
        # The lists that they are in now; they may leave them.
        Change.note(shown.touched_by(one.article for one in kept if one.article.visible), now)
        tags = [row for one in kept for row in _tags(one, hashtags)]
        for one in kept:
            _fill(one, now)
        Article.objects.write([one.article for one in kept], fields=_WRITTEN)
        rows.insert(Meaning, _MEANING, map(_meaning, kept), replace=("article",))
        Tag.objects.filter(article__in=alive).delete()
        rows.insert(Tag, _TAG, tags)
        rows.insert(Spelling, _SPELLING, _spellings(kept, hashtags), skip_conflicts=True)
    return Counter(enriched=len(kept), hashtags=len(tags))


def _text(article: Article) -> Text:
    text = Text(
        title=article.title,
        text=article.text,
        language=article.language,
        authors=tuple(article.authors),
        domain=article.publisher.domain,
    )
    known = getattr(article, "meaning", None)
    if known is None or known.digest != text.digest:
        return text
    return replace(text, embedder=known.embedder, vector=bytes(known.vector))


def _fill(one: Enriched, now: datetime) -> None:
    article, understood = one.article, one.understood
    if understood.category and article.category_reason in ("", MEANING):
        article.category, article.category_reason = understood.category, MEANING
    article.credit = understood.credit
    article.stage = Stage.ENRICHED
    error = article.error
    article.wait(now)
    # What went wrong with its page stays to be seen.
    article.error = error


def _meaning(one: Enriched) -> tuple[object, ...]:
    understood = one.understood
    return one.article.pk, one.digest, understood.embedder, understood.vector, understood.sketch


def _tags(one: Enriched, hashtags: dict[str, int]) -> list[tuple[object, ...]]:
    """The article's tags as rows, each hashtag once, most telling first."""
    mentions: dict[int, list[tuple[int, int]]] = {}
    for tag in one.understood.tags:
        if hashtag := hashtags.get(tag.thing.key):
            mentions.setdefault(hashtag, []).extend(tag.mentions)
    article = one.article
    return [
        (article.pk, hashtag, place, sorted(where), article.published_at)
        for place, (hashtag, where) in enumerate(mentions.items())
    ]


def _spellings(enriched: list[Enriched], hashtags: dict[str, int]) -> list[tuple[object, ...]]:
    """How the articles write things that no table holds."""
    found = {
        (hashtags[tag.thing.key], spelling[:200])
        for one in enriched
        for tag in one.understood.tags
        if not tag.known and tag.thing.key in hashtags
        for spelling in tag.spellings
    }
    return [(hashtag, spelling, True) for hashtag, spelling in sorted(found)]
