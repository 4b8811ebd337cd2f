"""Does what is asked in a request to take articles down, or refuses it; the ledger says who did what, and why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from daily8.articles.models import Address, Article
from daily8.engine import addresses
from daily8.sources.ledger import About, Record, Said, Takedown, TakedownState, record
from daily8.sources.models import Rights

_OURS = re.compile(r"/article/([0-9a-f]{32})(?:[/?#]|$)")


class Act(models.TextChoices):
    """What an operator may do about a request."""

    WITHDRAW = "withdraw", _("Withdraw the articles from readers")
    LINK = "link", _("Show links only of this publisher")
    REFUSE = "refuse", _("Refuse the request")
    RESTORE = "restore", _("Give the articles back to readers")
    REOPEN = "reopen", _("Open the request again")


# What may be done about a request in each state.
_POSSIBLE = {
    TakedownState.OPEN: (Act.WITHDRAW, Act.LINK, Act.REFUSE),
    TakedownState.GRANTED: (Act.WITHDRAW, Act.LINK, Act.RESTORE, Act.REOPEN),
    TakedownState.REFUSED: (Act.REOPEN,),
}
# The same of one that was granted and opened again: its articles are given back before it can be refused.
_POSSIBLE_WITH_ARTICLES = (Act.WITHDRAW, Act.LINK, Act.RESTORE)


class ActError(ValueError):
    """What cannot be done about a request as it is now; somebody else may have decided meanwhile."""


@dataclass(frozen=True, slots=True)
class Named:
    """An address of a request, and the article that is known by it, if one is."""

    address: str
    article: Article | None


def begin(takedown: Takedown, now: datetime, *, by: str) -> None:
    """Keep a request that is new."""
    assert takedown.publisher
    takedown.domain, takedown.asked_at = takedown.publisher.domain, now
    with transaction.atomic():
        takedown.save()
        _log(takedown, Said.ASKED, now, by=by, reason=takedown.reason)


def named(takedown: Takedown) -> list[Named]:
    """Return the addresses of a request with their articles, in one query."""
    lines = list(dict.fromkeys(line.strip() for line in takedown.addresses.splitlines() if line.strip()))
    keys = {line: _keys(line) for line in lines}
    known = Address.objects.filter(key__in={key for own in keys.values() for key in own})
    known = known.select_related("article__publisher").defer("article__text", "article__html", "article__entry")
    articles = {one.key: one.article for one in known}
    return [
        Named(line, next((articles[key] for key in own if key in articles), None)) for line, own in keys.items()
    ]


def possible(takedown: Takedown) -> tuple[Act, ...]:
    """Return what may be done about a request as it is now."""
    if takedown.state == TakedownState.OPEN and _holding(takedown.records.all()):
        return _POSSIBLE_WITH_ARTICLES
    return _POSSIBLE[TakedownState(takedown.state)]


def do(takedown: Takedown, act: Act, now: datetime, *, by: str, reason: str) -> int:
    """Do it, and write it down; return how many articles it withdrew or restored.

    Raises ActError where it is not possible, or is not any more.
    """
    with transaction.atomic():
        # One act at a time, whichever request it is about: what one gives back depends on what others hold.
        Takedown.objects.order_by("pk").select_for_update().first()
        takedown = Takedown.objects.get(pk=takedown.pk)
        if act not in possible(takedown):
            raise ActError(
                f"{act.value}: not possible, request {takedown.pk} is {takedown.state}; look at it again"
            )
        count = _DEEDS[act](takedown, now, by, reason)
        takedown.save(update_fields=["state"])
    return count


def _withdraw(takedown: Takedown, now: datetime, by: str, reason: str) -> int:
    articles = {one.article.pk: one.article for one in named(takedown) if one.article}
    shown = [article.pk for article in articles.values() if not article.withdrawn]
    Article.objects.filter(pk__in=shown).withdraw()
    # What another request withdrew is held by this one too; what an operator withdrew by hand is by neither.
    also = _held_by(_of_others(takedown), articles)
    takedown.state = TakedownState.GRANTED
    keys = [article.key for pk, article in articles.items() if not article.withdrawn or pk in also]
    _log(takedown, Said.WITHDRAWN, now, by=by, reason=reason, keys=keys)
    return len(shown)


def _restore(takedown: Takedown, now: datetime, by: str, reason: str) -> int:
    own = _holding(takedown.records.all())
    articles = dict(Article.objects.filter(addresses__key__in=own, withdrawn=True).values_list("pk", "key"))
    restored = articles.keys() - _held_by(_of_others(takedown), articles)
    Article.objects.filter(pk__in=restored).restore()
    takedown.state = TakedownState.OPEN
    keys = [key for pk, key in articles.items() if pk in restored]
    _log(takedown, Said.RESTORED, now, by=by, reason=reason, keys=keys)
    return len(restored)


def _holding(records: models.QuerySet[Record]) -> set[str]:
    """The keys of the articles that requests withdrew and have not given back, from their records."""
    held: dict[int | None, set[str]] = {}
    acts = records.filter(about=About.TAKEDOWN, said__in=[Said.WITHDRAWN, Said.RESTORED]).order_by("pk")
    for takedown, said, place in acts.values_list("takedown", "said", "place"):
        own = held.setdefault(takedown, set())
        if said == Said.WITHDRAWN:
            own.update(place.split())
        else:
            own.clear()
    return set().union(*held.values())


def _of_others(takedown: Takedown) -> models.QuerySet[Record]:
    return Record.objects.exclude(takedown=takedown).exclude(takedown__state=TakedownState.REFUSED)


def _held_by(records: models.QuerySet[Record], articles: Iterable[int]) -> set[int]:
    """Which of these articles (primary keys) are held, whichever of their addresses it is by."""
    held = _holding(records)
    known = Address.objects.filter(article__in=list(articles)).values_list("article", "key")
    return {article for article, key in known if key in held} if held else set()


def _show_links_only(takedown: Takedown, now: datetime, by: str, reason: str) -> int:
    if takedown.publisher:
        takedown.publisher.edit(rights=Rights.LINK, by=by)
    takedown.state = TakedownState.GRANTED
    _log(takedown, Said.LINK, now, by=by, reason=reason)
    return 0


def _refuse(takedown: Takedown, now: datetime, by: str, reason: str) -> int:
    takedown.state = TakedownState.REFUSED
    _log(takedown, Said.REFUSED, now, by=by, reason=reason)
    return 0


def _reopen(takedown: Takedown, now: datetime, by: str, reason: str) -> int:
    takedown.state = TakedownState.OPEN
    _log(takedown, Said.REOPENED, now, by=by, reason=reason)
    return 0


_DEEDS = {
    Act.WITHDRAW: _withdraw,
    Act.LINK: _show_links_only,
    Act.REFUSE: _refuse,
    Act.RESTORE: _restore,
    Act.REOPEN: _reopen,
}


def _keys(address: str) -> list[str]:
    """The keys that an article at an address may have: as its publisher's, else as one of this site.

    This site may have several hosts, and a publisher's addresses may look like ours.
    """
    normal, ours = addresses.normalise(address), _OURS.search(address)
    return [*([addresses.key(normal)] if normal else []), *([ours[1]] if ours else [])]


def _log(
    takedown: Takedown, said: Said, now: datetime, *, by: str, reason: str, keys: Sequence[str] = ()
) -> Record:
    told = {"takedown": takedown, "at": now, "by": by, "reason": reason, "place": "\n".join(keys)}
    if takedown.publisher:
        return record(takedown.publisher, About.TAKEDOWN, said, **told)
    return Record.objects.create(domain=takedown.domain, about=About.TAKEDOWN, said=said, **told)
