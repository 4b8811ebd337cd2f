"""Reads articles' pages and stores what stands there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from daily8.articles import categories, history, merging, rereading, shown
from daily8.articles.models import Address, Article, Revision, Stage
from daily8.engine import addresses, http
from daily8.engine.dates import believable
from daily8.engine.http.robots import agent_name
from daily8.engine.sandbox import SandboxError
from daily8.pipeline import reserving
from daily8.pipeline.addressing import own_address
from daily8.pipeline.readings import PageReading
from daily8.pipeline.tools import Tools
from daily8.sources import counting, signals, tdm_files
from daily8.sources.signals import Heard
from daily8.work import clock
from daily8.work.models import Change, Waiting

_READ_ENTRY = "daily8.pipeline.parsing:read_entry"

# Answers that will be the same tomorrow.
FINAL_STATUSES = {400, 401, 402, 403, 404, 405, 406, 410, 451}
# So often a page is tried before the feed's own content has to do.
TRIES = 4

STORED_FIELDS = (
    *Waiting.WAITING_FIELDS,
    "key", "url", "stage", "kind", "language", "category", "category_reason", "title", "excerpt", "image",
    "caption", "section", "authors", "words", "published_at", "read_at", "text", "html",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading one article; without `page` it is to be tried again."""

    article: Article
    page: PageReading | None = None
    url: str = ""
    error: str = ""
    not_before: datetime | None = None
    asked: bool = True
    # What the publisher said there against being read by machines.
    heard: Heard = field(default_factory=dict)
    # What tdmrep.json files, by their addresses, say of all pages of their hosts.
    files: dict[str, bool] = field(default_factory=dict)


async def read(article: Article, tools: Tools) -> Read:
    """Read the article's page, or its feed's content where the page cannot be had; what was handed in is whole."""
    if article.entry.get("handed_in"):
        return await _handed_in(article, tools)
    now = clock.now()
    if resting := tools.resting.until(article.url, now):
        return Read(article, error=resting[1], not_before=resting[0], asked=False)
    try:
        rules = await tools.robots.rules(tools.client, article.url, now=now)
        if not rules.allows(article.url, tools.client.user_agent):
            return await _forbidden(article, tools, temporary=rules.temporary)
        response = await tools.client.get(article.url, limits=http.PAGE)
    except (http.Unreachable, http.TimedOut) as error:
        tools.resting.unreachable(article.url, clock.now(), str(error))
        return await _again(article, tools, str(error))
    except http.FetchError as error:
        return await _from_feed(article, tools, str(error))
    tools.resting.reached(article.url)
    return await _answered(article, response, tools)


def store(readings: list[Read], now: datetime) -> Counter[str]:
    """Store what was read; an article met under another address before becomes one with it."""
    with transaction.atomic():
        alive = Article.objects.alive([reading.article for reading in readings])
        readings = [reading for reading in readings if reading.article.pk in alive]
        done = [reading for reading in readings if reading.page is not None]
        # The lists that they are in now; they may leave them.
        Change.note(shown.touched_by(reading.article for reading in done if reading.article.visible), now)
        once, revisions = _fill_each_once(done, now)
        for reading in readings:
            if reading.page is None:
                _wait_longer(reading, now)
        kept = once + [reading for reading in readings if reading.page is None]
        Article.objects.write([reading.article for reading in kept], fields=STORED_FIELDS)
        Revision.objects.bulk_create(revisions)
        rereading.plan([reading.article for reading in once if not reading.error], now)
        counting.count(_counted(once), now)
        signals.note([(one.article.publisher_id, one.heard, one.files) for one in readings if one.heard], now)
    return Counter(
        read=len(once),
        without_text=sum(not reading.article.text for reading in once),
        merged=len(done) - len(once),
        failed=len(readings) - len(done),
        revised=len(revisions),
    )


def _counted(readings: Iterable[Read]) -> list[tuple[int, bool]]:
    """The feed of each article that was read, and whether it is one; what was handed in no feed answers for."""
    articles = [reading.article for reading in readings if reading.asked]
    return [(article.feed_id, article.is_article) for article in articles if article.feed_id]


def _wait_longer(reading: Read, now: datetime) -> None:
    if reading.asked or reading.not_before is None:
        reading.article.fail(reading.error, now=now, not_before=reading.not_before)
    else:
        reading.article.postpone(reading.error, until=reading.not_before)


async def _handed_in(article: Article, tools: Tools) -> Read:
    try:
        page = await tools.sandbox.run(_READ_ENTRY, article.url, article.entry, answer=PageReading)
    except SandboxError as error:
        return Read(article, _as_it_is(article), error=str(error))
    return Read(article, page, url=article.url)


async def _forbidden(article: Article, tools: Tools, *, temporary: bool) -> Read:
    if temporary:
        return await _again(article, tools, "the publisher's robots.txt cannot be had")
    read = await _from_feed(article, tools, "the publisher's robots.txt disallows this page")
    return replace(read, heard=reserving.in_robots_txt(article.url))


async def _answered(article: Article, response: http.Response, tools: Tools) -> Read:
    if response.status == 200:
        return await _from_page(article, response, tools)
    reason = f"the server answers {response.status}"
    if response.status in FINAL_STATUSES:
        return await _from_feed(article, tools, reason)
    not_before = http.retry_after(response.headers, now=clock.now())
    if not_before:
        tools.resting.rest(article.url, not_before, reason)
    return await _again(article, tools, reason, not_before)


async def _from_page(article: Article, response: http.Response, tools: Tools) -> Read:
    content_type, agent = response.headers.get("Content-Type", ""), agent_name(tools.client.user_agent)
    asked = (response.body, response.url, content_type, article.entry, agent)
    try:
        page = await tools.sandbox.run("daily8.pipeline.parsing:read_page", *asked, answer=PageReading)
    except SandboxError as error:
        return await _from_feed(article, tools, str(error))
    heard = reserving.on_page(response, page, tools.client.user_agent)
    files: dict[str, bool] = {}
    if tools.reserving.is_due(article.publisher, response.url, clock.now()):
        files = await tdm_files.at_host(response.url, tools.client, tools.sandbox)
    if article.visible and article.is_article and not page.text:
        gone = "the page holds no article any more"
        return Read(article, _as_it_is(article), error=gone, heard=heard, files=files)
    return Read(article, page, url=response.url, heard=heard, files=files)


async def _from_feed(article: Article, tools: Tools, reason: str) -> Read:
    """Make do with the feed's content; what is shown already is not made worse."""
    if article.visible:
        return Read(article, _as_it_is(article), error=reason)
    try:
        page = await tools.sandbox.run(_READ_ENTRY, article.url, article.entry, answer=PageReading)
    except SandboxError as error:
        return Read(article, _as_it_is(article), error=f"{reason}; {error}")
    return Read(article, page, url=article.url, error=reason)


async def _again(article: Article, tools: Tools, reason: str, not_before: datetime | None = None) -> Read:
    if article.failures + 1 >= TRIES:
        return await _from_feed(article, tools, reason)
    return Read(article, error=reason, not_before=not_before)


def _as_it_is(article: Article) -> PageReading:
    """What is known of the article already, as if it had just been read."""
    return PageReading(
        kind=article.kind,
        title=article.title,
        text=article.text,
        html=article.html,
        excerpt=article.excerpt,
        words=article.words,
        authors=tuple(article.authors),
        published=None,
        language=article.language,
        section=article.section,
        image=article.image,
        caption=article.caption,
        canonical="",
    )


def _fill_each_once(readings: Sequence[Read], now: datetime) -> tuple[list[Read], list[Revision]]:
    """Put what was read on the articles, each at the address that its page calls canonical.

    Where another article has that address and the same title, the two are one: the newcomer is deleted, and
    its addresses lead to the other. Some publishers call one address the canonical one of all their pages;
    the title tells. Returned are the readings that stay, and the earlier versions of what readers saw.
    """
    wanted = {reading.article.pk: _own_address(reading) for reading in readings}
    keys = {pk: addresses.key(url) for pk, url in wanted.items()}
    owners = _owners(keys.values(), [reading.article for reading in readings])
    kept, revisions = [], []
    # First those that stand at their own address: the others are compared with them.
    for reading in sorted(readings, key=lambda one: keys[one.article.pk] != one.article.key):
        article, key = reading.article, keys[reading.article.pk]
        owner = owners.setdefault(key, article)
        if owner.pk == article.pk:
            _take_address(article, wanted[article.pk], key)
        elif _same_title(owner, reading) and not (article.visible or article.withdrawn):
            merging.merge(article, into=owner)
            owners = {key: owner if one.pk == article.pk else one for key, one in owners.items()}
            continue
        kept.append(reading)
        if old := _fill(reading, now):
            revisions.append(old)
    return kept, revisions


def _owners(keys: Iterable[str], batch: Sequence[Article]) -> dict[str, Article]:
    """The articles that are known by these keys; those of the batch as they are in hand."""
    in_hand = {article.pk: article for article in batch}
    known = Address.objects.filter(key__in=keys).select_related("article")
    return {address.key: in_hand.get(address.article_id, address.article) for address in known}


def _own_address(reading: Read) -> str:
    canonical = reading.page.canonical if reading.page else ""
    return own_address(asked=reading.article.url, answered=reading.url, canonical=canonical)


def _take_address(article: Article, url: str, key: str) -> None:
    """Let the article be known by this address; once readers may have its page, that page's address stays."""
    if key == article.key:
        return
    Address.objects.bulk_create([Address(key=key, article=article)], ignore_conflicts=True)
    if not article.visible:
        article.key, article.url = key, url


def _same_title(owner: Article, reading: Read) -> bool:
    titles = {reading.article.title, reading.page.title if reading.page else ""}
    return any(title and merging.folded(title) == merging.folded(owner.title) for title in titles)


def _fill(reading: Read, now: datetime) -> Revision | None:
    """Put what was read on the article; return its earlier version if readers saw another."""
    article, page = reading.article, reading.page
    assert page is not None
    before = _understood(article)
    old = article.replace(_texts(page, article), now=now)
    if old:
        old.figures = history.figures(old.text, article.text, article.language)
    article.authors = list(page.authors) or article.authors
    article.image = page.image or article.image
    article.language = page.language or article.language
    if page.published and not article.entry["dated"] and believable(page.published, now=now):
        article.published_at = min(page.published, now)
    category, reason = categories.category_of(
        hint=article.entry["category"], section=page.section, url=article.url, tags=article.entry["categories"]
    )
    if category or not article.visible:
        article.category, article.category_reason = category, reason
    article.read_at = now
    _move_on(article, now, changed=before != _understood(article))
    article.error = reading.error
    return old


def _understood(article: Article) -> tuple[object, ...]:
    """What the steps after this one look at."""
    return article.title, article.text, article.kind, article.language, article.category, article.published_at


def _move_on(article: Article, now: datetime, *, changed: bool) -> None:
    """Let the article wait for the next step; one that readers see, and that stayed as it was, is done with."""
    if article.visible and not changed:
        article.stage = Stage.PUBLISHED
        article.wait(None)
    else:
        article.stage = Stage.EXTRACTED
        article.wait(now)


def _texts(page: PageReading, article: Article) -> dict[str, Any]:
    return {
        "kind": page.kind,
        "title": page.title or article.entry["title"] or article.title,
        "text": page.text,
        "html": page.html,
        "excerpt": page.excerpt,
        "words": page.words,
        "caption": page.caption,
        "section": page.section,
    }
