"""Does what is asked in a request to take articles down, or refuses it; the ledger says who did what, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from daily8.articles.models import Address, Article
from daily8.engine import addresses
from daily8.sources.ledger import About, Record, Said, Takedown, TakedownState, record
from daily8.sources.models import Rights

# So many addresses of a request are looked at; another request may name more.
MOST = 500
_OURS = re.compile(r"/article/([0-9a-f]{32})(?:[/?#]|$)")


class Act(models.TextChoices):
    """What an operator may do about a request."""

    WITHDRAW = "withdraw", _("Withdraw the articles from readers")
    LINK = "link", _("Show links only of this publisher")
    REFUSE = "refuse", _("Refuse the request")
    RESTORE = "restore", _("Give the articles back to readers")
    REOPEN = "reopen", _("Open the request again")


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
    lines = list(dict.fromkeys(line.strip() for line in takedown.addresses.splitlines() if line.strip()))[:MOST]
    keys = {line: _key(line) for line in lines}
    known = Address.objects.filter(key__in=filter(None, keys.values())).select_related("article__publisher")
    articles = {one.key: one.article for one in known.defer("article__text", "article__html", "article__entry")}
    return [Named(line, articles.get(key)) for line, key in keys.items()]


def do(takedown: Takedown, act: Act, now: datetime, *, by: str, reason: str) -> int:
    """Do it, and write it down; return how many articles it withdrew or restored."""
    with transaction.atomic():
        takedown = Takedown.objects.select_for_update().get(pk=takedown.pk)
        count = _DEEDS[act](takedown, now, by, reason)
        takedown.save(update_fields=["state"])
    return count


def _withdraw(takedown: Takedown, now: datetime, by: str, reason: str) -> int:
    articles = [one.article for one in named(takedown) if one.article and not one.article.withdrawn]
    Article.objects.filter(pk__in=[article.pk for article in articles]).withdraw()
    takedown.state = TakedownState.GRANTED
    # Their keys, so that giving back gives back these and no others.
    _log(takedown, Said.WITHDRAWN, now, by=by, reason=reason, keys=[article.key for article in articles])
    return len(articles)


def _restore(takedown: Takedown, now: datetime, by: str, reason: str) -> int:
    withdrawn = takedown.records.filter(said=Said.WITHDRAWN).values_list("place", flat=True)
    keys = {key for place in withdrawn for key in place.split()}
    articles = Article.objects.filter(addresses__key__in=keys, withdrawn=True)
    restored = dict(articles.values_list("pk", "key"))
    Article.objects.filter(pk__in=restored).restore()
    takedown.state = TakedownState.OPEN
    _log(takedown, Said.RESTORED, now, by=by, reason=reason, keys=list(restored.values()))
    return len(restored)


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


def _key(address: str) -> str:
    """The key of the article at an address: of this site, or of its publisher."""
    ours = _OURS.search(address)
    if ours:
        return ours[1]
    normal = addresses.normalise(address)
    return addresses.key(normal) if normal else ""


def _log(
    takedown: Takedown, said: Said, now: datetime, *, by: str, reason: str, keys: Sequence[str] = ()
) -> Record:
    told = {"takedown": takedown, "at": now, "by": by, "reason": reason, "place": "\n".join(keys)}
    if takedown.publisher:
        return record(takedown.publisher, About.TAKEDOWN, said, **told)
    return Record.objects.create(domain=takedown.domain, about=About.TAKEDOWN, said=said, **told)
