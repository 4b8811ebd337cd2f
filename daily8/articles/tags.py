"""What operators decide about hashtags, and what that changes on the articles. The rows are rules: they stay."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q
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
    """Say that two hashtags are one thing: all articles carry the other, and the old address leads there.

    Spellings stay where they are, so that they go back with a hashtag whose merge is taken back.
    """
    _decide(hashtag, into)
    _refuse_hidden(hashtag)
    _refuse_hidden(into)
    if hashtag.pk == into.pk:
        raise TagError(_("A hashtag cannot be merged into itself: choose two."))
    has_both = Tag.objects.filter(hashtag=into).values("article")
    Tag.objects.filter(hashtag=hashtag, article__in=has_both).delete()
    Tag.objects.filter(hashtag=hashtag).update(hashtag=into)
    Hashtag.objects.filter(merged_into=hashtag, by_way_of=None).update(by_way_of=hashtag)
    Hashtag.objects.filter(merged_into=hashtag).update(merged_into=into)
    hashtag.merged_into = into
    hashtag.save(update_fields=["merged_into"])
    into.names = hashtag.names | into.names
    into.save(update_fields=["names"])
    _find_anew(into)
    Version.bump(PAGES)


@transaction.atomic
def unmerge(hashtag: Hashtag, *, now: datetime) -> None:
    """Take a merge back; articles that carry the other are read for hashtags once more.

    What had been merged into this one before comes back with it, and so do the spellings of all of these.
    """
    _decide(hashtag)
    other = hashtag.merged_into
    if other is None:
        raise TagError(_("%(hashtag)s is not merged into another.") % {"hashtag": hashtag})
    read_again(other, now=now)
    returning = _came_along(hashtag)
    Hashtag.objects.filter(pk__in=returning).update(merged_into=hashtag)
    Hashtag.objects.filter(by_way_of=hashtag).update(by_way_of=None)
    hashtag.merged_into = hashtag.by_way_of = None
    hashtag.save(update_fields=["merged_into", "by_way_of"])
    # What articles wrote meanwhile was learned of the other, which is taught its own once more.
    theirs = Spelling.objects.filter(hashtag__in=[hashtag.pk, *returning]).values_list("text", flat=True)
    Spelling.objects.filter(hashtag=other, learned=True, text__in=list(theirs)).delete()
    _give_names_back(hashtag, other)
    Version.bump(PAGES)


def _give_names_back(hashtag: Hashtag, other: Hashtag) -> None:
    """Take from the other the names that it got from this hashtag, but for those that articles call it too."""
    own = set(Spelling.objects.filter(hashtag=other).values_list("text", flat=True))
    lent = {code for code, name in other.names.items() if hashtag.names.get(code) == name and name not in own}
    other.names = {code: name for code, name in other.names.items() if code not in lent} or other.names
    other.save(update_fields=["names"])


@transaction.atomic
def split(hashtag: Hashtag, *, spelling: str, to: Hashtag, now: datetime) -> None:
    """Say that a spelling means another thing than this hashtag; articles that carry it are read once more."""
    _decide(hashtag, to)
    text = " ".join(spelling.split())
    if not text:
        raise TagError(_("There is no spelling: write the spelling that means another thing."))
    if hashtag.pk == to.pk:
        raise TagError(_("A spelling is split off to another hashtag: choose or make one."))
    _refuse_hidden(to)
    ours = Q(hashtag__in=[hashtag, to]) | Q(hashtag__merged_into=hashtag)
    Spelling.objects.filter(ours, text=text).delete()
    Spelling.objects.update_or_create(text=text, learned=False, defaults={"hashtag": to})
    read_again(hashtag.merged_into or hashtag, now=now)
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
    _decide(hashtag)
    texts = {" ".join(text.split()) for text in spellings}
    texts = {text for text in texts if phrase(text)}
    _refuse_taken(texts, hashtag)
    ours = Spelling.objects.filter(hashtag=hashtag)
    if ours.filter(learned=False).exclude(text__in=texts).delete()[0]:
        read_again(hashtag.merged_into or hashtag, now=now)
    ours.filter(learned=True, text__in=texts).update(learned=False)
    new = texts - set(ours.filter(text__in=texts).values_list("text", flat=True))
    Spelling.objects.bulk_create(Spelling(text=text, hashtag=hashtag) for text in sorted(new))
    Version.bump(PAGES)


@transaction.atomic
def rename(hashtag: Hashtag, names: Mapping[str, str]) -> None:
    """Give a hashtag other names, by language; its address stays."""
    _decide(hashtag)
    hashtag.names, hashtag.renamed = _given(names), True
    hashtag.save(update_fields=["names", "renamed"])
    _find_anew(hashtag)
    Version.bump(PAGES)


@transaction.atomic
def ban(hashtag: Hashtag) -> None:
    """Let no article carry a hashtag, nor any that is merged into it; their pages are gone."""
    _decide(hashtag)
    _refuse_merged(hashtag)
    _find_anew(hashtag)
    Tag.objects.filter(hashtag=hashtag).delete()
    hashtag.banned = True
    hashtag.save(update_fields=["banned"])
    Version.bump(PAGES)


@transaction.atomic
def allow(hashtag: Hashtag) -> None:
    """Let articles that come from now on carry a hashtag that was banned."""
    _decide(hashtag)
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


def _find_anew(hashtag: Hashtag) -> None:
    """Let the articles that carry a hashtag be found by the names that it has now."""
    Article.objects.filter(pk__in=Tag.objects.filter(hashtag=hashtag).values("article")).publish_again()


def _given(names: Mapping[str, str]) -> dict[str, str]:
    given = {language: " ".join(name.split()) for language, name in names.items() if name.strip()}
    if not given:
        raise TagError(_("A hashtag needs a name in at least one language."))
    return given


def _came_along(hashtag: Hashtag) -> list[int]:
    """Hashtags (primary keys) that share what this one is merged into because they had been merged into it."""
    merged = Hashtag.objects.filter(merged_into=hashtag.merged_into).exclude(by_way_of=None)
    beside = dict(merged.values_list("pk", "by_way_of"))
    found: list[int] = []
    last = {hashtag.pk}
    while last := {pk for pk, way in beside.items() if way in last} - set(found):
        found += sorted(last)
    return found


def _refuse_merged(hashtag: Hashtag) -> None:
    if hashtag.merged_into is not None:
        words = _("%(hashtag)s is merged into %(other)s: choose that one, or take the merge back first.")
        raise TagError(words % {"hashtag": hashtag, "other": hashtag.merged_into})


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


def _decide(*hashtags: Hashtag) -> None:
    """Let decisions and workers that tag articles wait for this one, so that none is missed; read these anew."""
    Version.bump(HASHTAGS)
    for hashtag in hashtags:
        try:
            hashtag.refresh_from_db()
        except Hashtag.DoesNotExist as error:
            raise TagError(_("%(hashtag)s is gone meanwhile: choose again.") % {"hashtag": hashtag}) from error
