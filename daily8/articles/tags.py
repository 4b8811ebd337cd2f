"""What operators decide about hashtags, and what that changes on the articles. The rows are rules: they stay."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from daily8.articles.models import Article, Stage, Tag
from daily8.topics.models import HASHTAGS, Hashtag, Spelling
from daily8.work.models import PAGES, Version


class TagError(Exception):
    """The decision makes no sense for these hashtags."""


@transaction.atomic
def merge(hashtag: Hashtag, *, into: Hashtag) -> None:
    """Say that two hashtags are one thing: all articles carry the other, and the old address leads there."""
    if into.merged_into_id is not None or into.banned:
        raise TagError(f"{into} has no page of its own: choose the hashtag that has one")
    if hashtag.pk == into.pk:
        raise TagError("a hashtag cannot be merged into itself: choose two")
    has_both = Tag.objects.filter(hashtag=into).values("article")
    Tag.objects.filter(hashtag=hashtag, article__in=has_both).delete()
    Tag.objects.filter(hashtag=hashtag).update(hashtag=into)
    known = Spelling.objects.filter(hashtag=into).values("text")
    Spelling.objects.filter(hashtag=hashtag).exclude(text__in=known).update(hashtag=into)
    Hashtag.objects.filter(merged_into=hashtag).update(merged_into=into)
    hashtag.merged_into = into
    hashtag.save(update_fields=["merged_into"])
    _changed()


@transaction.atomic
def unmerge(hashtag: Hashtag, *, now: datetime) -> None:
    """Take a merge back; articles that carry the other are read for hashtags once more."""
    if hashtag.merged_into is None:
        raise TagError(f"{hashtag} is not merged into another")
    read_again(hashtag.merged_into, now=now)
    hashtag.merged_into = None
    hashtag.save(update_fields=["merged_into"])
    _changed()


@transaction.atomic
def split(hashtag: Hashtag, *, spelling: str, to: Hashtag, now: datetime) -> None:
    """Say that a spelling means another thing than this hashtag; articles that carry it are read once more."""
    text = " ".join(spelling.split())
    if not text:
        raise TagError("write the spelling that means another thing")
    if hashtag.pk == to.pk:
        raise TagError("a spelling is split off to another hashtag: choose or make one")
    Spelling.objects.filter(hashtag__in=[hashtag, to], text=text).delete()
    Spelling.objects.update_or_create(text=text, learned=False, defaults={"hashtag": to})
    read_again(hashtag, now=now)
    _changed()


@transaction.atomic
def rename(hashtag: Hashtag, names: Mapping[str, str]) -> None:
    """Give a hashtag other names, by language; its address stays."""
    given = {language: " ".join(name.split()) for language, name in names.items() if name.strip()}
    if not given:
        raise TagError("a hashtag needs a name in at least one language")
    hashtag.names, hashtag.renamed = given, True
    hashtag.save(update_fields=["names", "renamed"])
    _changed()


@transaction.atomic
def ban(hashtag: Hashtag) -> None:
    """Let no article carry a hashtag; its page is gone."""
    Tag.objects.filter(hashtag=hashtag).delete()
    hashtag.banned = True
    hashtag.save(update_fields=["banned"])
    _changed()


@transaction.atomic
def allow(hashtag: Hashtag) -> None:
    """Let articles that come from now on carry a hashtag that was banned."""
    hashtag.banned = False
    hashtag.save(update_fields=["banned"])
    _changed()


def read_again(hashtag: Hashtag, *, now: datetime) -> int:
    """Let the articles that carry a hashtag wait to be read for hashtags again; return how many these are."""
    carriers = Article.objects.at(Stage.PUBLISHED).filter(
        pk__in=Tag.objects.filter(hashtag=hashtag).values("article")
    )
    return carriers.update(stage=Stage.EXTRACTED, due_at=now)


def _changed() -> None:
    Version.bump(HASHTAGS)
    Version.bump(PAGES)
