"""Lets go of articles that were kept long enough."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings

from daily8.articles import pictures
from daily8.articles.forgotten import Forgotten
from daily8.articles.models import Address, Article, Meaning, Rereading, Revision
from daily8.work import rows

# What is younger may still join stories (`stories.window`).
LEAST_DAYS = 14
# What no feed has listed for so long comes no more; an address may then be used for something new.
_REMEMBERED = timedelta(days=180)
_STRIPPED = ("text", "html", "excerpt", "image", "caption", "words", "entry")
_DAY = timedelta(days=1)


def kept_since(keep_days: int | None, now: datetime) -> datetime | None:
    """Return since when articles of a publisher with this setting are kept; None where they are for ever."""
    days = settings.KEEP_DAYS if keep_days is None else keep_days
    return now - timedelta(days=max(days, LEAST_DAYS)) if days else None


def met(keys: Collection[str], now: datetime) -> set[str]:
    """Return which of these keys of addresses, that a feed lists now, are of articles that were let go."""
    if not keys:
        return set()
    known = dict(Forgotten.objects.filter(key__in=keys).values_list("key", "met_at"))
    if old := [key for key, met_at in known.items() if met_at < now - _DAY]:
        Forgotten.objects.filter(key__in=old).update(met_at=now)
    return set(known)


def forget(articles: Collection[Article], now: datetime) -> None:
    """Delete articles with all that hangs on them; they do not come again."""
    keys = Address.objects.filter(article__in=[article.pk for article in articles]).values_list("key", flat=True)
    gone = {*keys, *(article.key for article in articles)}
    rows.insert(Forgotten, ("key", "met_at"), [(key, now) for key in sorted(gone)], replace=("key",))
    Article.objects.filter(pk__in=[article.pk for article in articles]).delete()


def strip(keys: Collection[int], *, quoted: Collection[int] = ()) -> None:
    """Keep no more of articles (primary keys) than what a link needs: headline, address, publisher, moment.

    Of those that are quoted, what may be shown of the text stays too: an edition shows no sentence that its report
    has no longer. Without a number of words it is shown nowhere else.
    """
    articles = list(Article.objects.filter(pk__in=keys).select_related("publisher").defer("html"))
    for article in articles:
        # One that is a link already has what is left of it.
        left = article.is_whole or not article.words
        shown = (article.text if left else "") or article.shown_excerpt
        article.text = shown if article.pk in quoted else ""
        article.html = article.excerpt = article.image = article.caption = ""
        article.words, article.entry = 0, {**article.entry, "content": ""}
    Article.objects.write(articles, fields=_STRIPPED)
    for model in (Revision, Meaning, Rereading):
        model.objects.filter(article__in=keys).delete()
    Article.objects.filter(pk__in=keys).publish_again()


def forget_pictures(urls: Collection[str]) -> None:
    """Drop the kept pictures of articles that were let go."""
    pictures.forget(set(filter(None, urls)))


def come_again(now: datetime) -> int:
    """Forget addresses that no feed has listed for long; return how many those were."""
    gone, _ = Forgotten.objects.filter(met_at__lt=now - _REMEMBERED).delete()
    return gone
