"""What operators decide about hashtags, and what that changes on the articles. The rows are rules: they stay."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daily8.articles.models import Article, Stage, Tag
from daily8.engine.tagging import Kind, Thing
from daily8.engine.tagging.reading import phrase
from daily8.topics.hashtags import Hashtags
from daily8.topics.models import HASHTAGS, Hashtag, Spelling
from daily8.work.models import PAGES, Version


class TagError(Exception):
    """The decision makes no sense for these hashtags."""


@transaction.atomic
def merge(hashtag: Hashtag, *, into: Hashtag) -> None:
    """Say that two hashtags are one thing: all articles carry the other, and the old address leads there."""
    _decide()
    into.refresh_from_db()
    _refuse_hidden(into)
    if hashtag.pk == into.pk:
        raise TagError(_("A hashtag cannot be merged into itself: choose two."))
    has_both = Tag.objects.filter(hashtag=into).values("article")
    Tag.objects.filter(hashtag=hashtag, article__in=has_both).delete()
    Tag.objects.filter(hashtag=hashtag).update(hashtag=into)
    known = Spelling.objects.filter(hashtag=into).values("text")
    Spelling.objects.filter(hashtag=hashtag).exclude(text__in=known).update(hashtag=into)
    Hashtag.objects.filter(merged_into=hashtag).update(merged_into=into)
    hashtag.merged_into = into
    hashtag.save(update_fields=["merged_into"])
    Version.bump(PAGES)


@transaction.atomic
def unmerge(hashtag: Hashtag, *, now: datetime) -> None:
    """Take a merge back; articles that carry the other are read for hashtags once more."""
    _decide()
    if hashtag.merged_into is None:
        raise TagError(_("%(hashtag)s is not merged into another.") % {"hashtag": hashtag})
    read_again(hashtag.merged_into, now=now)
    hashtag.merged_into = None
    hashtag.save(update_fields=["merged_into"])
    Version.bump(PAGES)


@transaction.atomic
def split(hashtag: Hashtag, *, spelling: str, to: Hashtag, now: datetime) -> None:
    """Say that a spelling means another thing than this hashtag; articles that carry it are read once more."""
    _decide()
    text = " ".join(spelling.split())
    if not text:
        raise TagError(_("There is no spelling: write the spelling that means another thing."))
    if hashtag.pk == to.pk:
        raise TagError(_("A spelling is split off to another hashtag: choose or make one."))
    _refuse_hidden(to)
    Spelling.objects.filter(hashtag__in=[hashtag, to], text=text).delete()
    Spelling.objects.update_or_create(text=text, learned=False, defaults={"hashtag": to})
    read_again(hashtag, now=now)
    Version.bump(PAGES)


def make(names: Mapping[str, str], kind: str) -> Hashtag:
    """Return the hashtag of a thing that no article named so far, or the one that has this name already."""
    thing = Thing("", Kind(kind), _given(names))
    thing = Thing(phrase(thing.name), thing.kind, thing.names)
    if not thing.key or not thing.slug:
        raise TagError(_("A name of a hashtag has letters or figures in it."))
    Hashtags().of([thing])
    return Hashtag.objects.select_related("merged_into").get(key=thing.key)


@transaction.atomic
def spell(hashtag: Hashtag, spellings: Iterable[str], *, now: datetime) -> None:
    """Say which spellings mean this hashtag wherever they stand, and no others.

    Articles that carry it are read once more where one is taken away.
    """
    _decide()
    texts = {" ".join(text.split()) for text in spellings}
    texts = {text for text in texts if phrase(text)}
    _refuse_taken(texts, hashtag)
    ours = Spelling.objects.filter(hashtag=hashtag)
    if ours.filter(learned=False).exclude(text__in=texts).delete()[0]:
        read_again(hashtag, now=now)
    ours.filter(learned=True, text__in=texts).update(learned=False)
    new = texts - set(ours.filter(text__in=texts).values_list("text", flat=True))
    Spelling.objects.bulk_create(Spelling(text=text, hashtag=hashtag) for text in sorted(new))
    Version.bump(PAGES)


@transaction.atomic
def rename(hashtag: Hashtag, names: Mapping[str, str]) -> None:
    """Give a hashtag other names, by language; its address stays."""
    _decide()
    hashtag.names, hashtag.renamed = _given(names), True
    hashtag.save(update_fields=["names", "renamed"])
    Version.bump(PAGES)


@transaction.atomic
def ban(hashtag: Hashtag) -> None:
    """Let no article carry a hashtag; its page is gone."""
    _decide()
    Tag.objects.filter(hashtag=hashtag).delete()
    hashtag.banned = True
    hashtag.save(update_fields=["banned"])
    Version.bump(PAGES)


@transaction.atomic
def allow(hashtag: Hashtag) -> None:
    """Let articles that come from now on carry a hashtag that was banned."""
    _decide()
    hashtag.banned = False
    hashtag.save(update_fields=["banned"])
    Version.bump(PAGES)


def read_again(hashtag: Hashtag, *, now: datetime) -> int:
    """Let the articles that carry a hashtag wait to be read for hashtags again; return how many these are.

    So do those that a worker holds for a later step, which then finds them gone.
    """
    carriers = Article.objects.filter(
        stage__in=[Stage.ENRICHED, Stage.GROUPED, Stage.PUBLISHED],
        pk__in=Tag.objects.filter(hashtag=hashtag).values("article"),
    )
    return carriers.update(stage=Stage.EXTRACTED, due_at=now, claimed_by="", claimed_until=None)


def _given(names: Mapping[str, str]) -> dict[str, str]:
    given = {language: " ".join(name.split()) for language, name in names.items() if name.strip()}
    if not given:
        raise TagError(_("A hashtag needs a name in at least one language."))
    return given


def _refuse_hidden(hashtag: Hashtag) -> None:
    if hashtag.merged_into_id is not None or hashtag.banned:
        raise TagError(
            _("%(hashtag)s has no page of its own: choose the hashtag that has one.") % {"hashtag": hashtag}
        )


def _refuse_taken(texts: Iterable[str], hashtag: Hashtag) -> None:
    """A spelling means one thing, however it is written."""
    folded = {phrase(text) for text in texts}
    others = Spelling.objects.filter(learned=False).exclude(hashtag=hashtag).select_related("hashtag")
    for other in others:
        if phrase(other.text) in folded:
            words = _("“%(spelling)s” means %(hashtag)s by an operator's word: take it from there first.")
            raise TagError(words % {"spelling": other.text, "hashtag": other.hashtag})


def _decide() -> None:
    """Let decisions and workers that tag articles wait for this one, so that none is missed."""
    Version.bump(HASHTAGS)
