"""Articles that newsrooms hand in: they go down the same line as those that feeds list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.html import format_html_join

from daily8.articles import forgetting
from daily8.articles.models import Address, Article, Stage
from daily8.engine import addresses
from daily8.engine.dates import believable
from daily8.sources.models import LONGEST_ADDRESS, Publisher
from daily8.work import rows


class Outcome(StrEnum):
    """What came of handing one in."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Item:
    """One article as a newsroom hands it in; without `html` its page is read."""

    url: str
    title: str
    html: str = ""
    published: datetime | None = None
    language: str = ""
    authors: tuple[str, ...] = ()
    image: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one, and the key under which it is, or will be, found; `code` says why one was refused."""

    url: str
    outcome: Outcome
    key: str = ""
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    item: Item
    url: str
    key: str
    domain: str


def paragraphs(text: str) -> str:
    """Return plain text as HTML: what is parted by empty lines is a paragraph."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return str(format_html_join("", "<p>{}</p>", ((part,) for part in parts if part)))


def hand_in(items: Sequence[Item], now: datetime, *, make_publishers: bool = False) -> list[Result]:
    """Keep what is handed in, each address once; return what came of each, in their order.

    It is in the database when this returns. The same once more changes nothing; something else under a known
    address is a new revision. The publisher is the one of the address's domain, which must be known here unless
    publishers are to be made.
    """
    with transaction.atomic():
        placed = [_placed(item) for item in items]
        publishers = _publishers([one for one in placed if isinstance(one, _Placed)], now, make=make_publishers)
        return [_kept(one, publishers, now) if isinstance(one, _Placed) else one for one in placed]


def _placed(item: Item) -> _Placed | Result:
    url = addresses.normalise(item.url)
    domain = addresses.publisher_domain(url) if url else ""
    if not domain or len(url) > LONGEST_ADDRESS:
        detail = f"{item.url[:80]!r} is no web address of a publisher; write one that begins with https://"
        return Result(item.url, Outcome.REFUSED, code="not_an_address", detail=detail)
    return _Placed(item, url, addresses.key(url), domain)


def _publishers(placed: Sequence[_Placed], now: datetime, *, make: bool) -> dict[str, Publisher]:
    domains = {one.domain for one in placed}
    if make:
        told = {"names": {}, "rights": settings.DEFAULT_RIGHTS, "added_at": now}
        new = [Publisher(domain=domain, home=f"https://{domain}/", **told) for domain in sorted(domains)]
        Publisher.objects.bulk_create(new, ignore_conflicts=True)
    return {publisher.domain: publisher for publisher in Publisher.objects.filter(domain__in=domains)}


def _kept(placed: _Placed, publishers: dict[str, Publisher], now: datetime) -> Result:
    publisher = publishers.get(placed.domain)
    if publisher is None:
        detail = f"no publisher {placed.domain} here: add it in the admin, or send make_publishers: true"
        return Result(placed.item.url, Outcome.REFUSED, code="publisher_unknown", detail=detail)
    known = Address.objects.filter(key=placed.key).select_related("article").first()
    if known is None:
        return _too_old(placed, publisher, now) or _new(placed, publisher, now)
    return _again(placed, known.article, now)


def _too_old(placed: _Placed, publisher: Publisher, now: datetime) -> Result | None:
    """The refusal of what would have to go at once, or went already."""
    since = forgetting.kept_since(publisher.keep_days, now)
    if since and _published(placed.item, now) < since:
        detail = f"articles of {publisher.domain} are kept here only since {since.date()}, and this one is older"
    elif forgetting.met([placed.key], now):
        detail = f"{placed.url} was here for as long as articles of {publisher.domain} are kept"
    else:
        return None
    return Result(placed.item.url, Outcome.REFUSED, code="kept_long_enough", detail=detail)


def _new(placed: _Placed, publisher: Publisher, now: datetime) -> Result:
    article = Article(
        key=placed.key,
        url=placed.url,
        publisher=publisher,
        stage=Stage.FETCHED,
        due_at=now,
        found_at=now,
        **_told(placed.item, now),
    )
    # Who hands in the same twice at once gets one article.
    Article.objects.bulk_create([article], ignore_conflicts=True)
    pk = Article.objects.values_list("pk", flat=True).get(key=placed.key)
    rows.insert(Address, ("key", "article"), [(placed.key, pk)], skip_conflicts=True)
    return Result(placed.item.url, Outcome.ACCEPTED, placed.key)


def _again(placed: _Placed, article: Article, now: datetime) -> Result:
    told = _told(placed.item, now)
    if article.entry_digest == told["entry_digest"]:
        return Result(placed.item.url, Outcome.KNOWN, article.key)
    # Readers go on seeing the headline that they see until the text that belongs to it is read.
    changed = {name: told[name] for name in ("entry", "entry_digest", "authors", "image")}
    # A worker that holds it would write over it what it has read.
    free = Article.objects.filter(Q(claimed_until=None) | Q(claimed_until__lte=now), pk=article.pk)
    if not free.update(stage=Stage.FETCHED, due_at=now, failures=0, **changed):
        detail = "an earlier version is being read just now: hand it in once more in a minute"
        return Result(placed.item.url, Outcome.REFUSED, article.key, code="busy", detail=detail)
    return Result(placed.item.url, Outcome.CHANGED, article.key)


def _told(item: Item, now: datetime) -> dict[str, Any]:
    """The columns that an item fills, and the entry as a feed would have given it."""
    entry = {
        "title": item.title,
        "content": item.html,
        "categories": list(item.tags),
        "language": item.language,
        "category": item.category,
        "dated": _is_dated(item, now),
        # Its text is not on a page: what was handed in is all of it.
        "handed_in": bool(item.html),
    }
    return {
        "title": item.title,
        "authors": list(item.authors),
        "image": addresses.normalise(item.image),
        "published_at": _published(item, now),
        "entry": entry,
        "entry_digest": _digest(item),
    }


def _published(item: Item, now: datetime) -> datetime:
    return min(item.published, now) if item.published and _is_dated(item, now) else now


def _is_dated(item: Item, now: datetime) -> bool:
    return item.published is not None and believable(item.published, now=now)


def _digest(item: Item) -> str:
    parts = (
        *(item.title, item.html, item.language, item.image, item.category, str(item.published or "")),
        *item.authors,
        "",
        *item.tags,
    )
    return blake2b("\0".join(parts).encode(errors="replace"), digest_size=16).hexdigest()
