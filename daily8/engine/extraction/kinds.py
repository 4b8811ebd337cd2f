"""Whether a page is an article, and what else it is when it is not."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from daily8.engine.extraction import structured, tags
from daily8.engine.extraction.blocks import Block
from daily8.engine.extraction.page import Page
from daily8.engine.extraction.results import Kind

# An article may be one sentence; less is the remains of a page that a script would fill.
_SHORTEST = 60
_STUB = 1500
_LONG_STUB = 4000
_SHORT = 700
_AFTER = 12
_LIVE = re.compile(
    r"/(?:live|liveblog|live-blog|liveticker|live-ticker|news-?blog|live-updates?)(?:[/-]|$)", re.IGNORECASE
)
_VIDEO = re.compile(r"/(?:videos?|watch|mediathek|tv|فيديو)(?:/|$)", re.IGNORECASE)
_GALLERY = re.compile(
    r"/(?:galler(?:y|ies|ia|ie)|photos?|pictures?|slideshow|bilder(?:galerie|strecke)?|diaporama|fotos?|صور)(?:[/-]|$)",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"pay-?wall|reg-?wall|subscriber-?(?:only|wall)|premium-?(?:wall|gate)|meter(?:ed)?-?wall|tp-modal|piano-"
)
_WALL_WORDS = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep)|(?:already|only for|for) (?:a )?subscribers?|"
    r"to (?:continue|keep) reading|this (?:article|story|content) is (?:for|only)|abonnieren|weiterlesen mit|"
    r"nur für abonnenten|réservé(?:e)? aux abonnés|il vous reste .{1,8} de cet article|para suscriptores|"
    r"suscríbete para|só para assinantes|abbonati per|для подписчиков|للمشتركين|اشترك (?:الآن )?(?:ل|كي)|"
    r"请订阅|订阅后|会員限定|구독자",
    re.IGNORECASE,
)
_MANY = 12


def kind_of(page: Page, blocks: list[Block], chosen: list[Block], *, text: str) -> Kind:
    """Return the kind of a page, from what it says of itself and from what was found on it."""
    stated = set().union(*map(structured.types, page.statements))
    path = urlsplit(page.url).path
    if "liveblogposting" in stated or _LIVE.search(path):
        return Kind.LIVE
    if _is_list(page, blocks, stated, path, text):
        return Kind.LIST
    if len(text) < _LONG_STUB and _is_walled(page, blocks, chosen, short=len(text) < _STUB):
        return Kind.PAYWALLED
    if len(text) < _SHORT:
        return _of_little_text(page, stated, path, text)
    return Kind.ARTICLE


def _of_little_text(page: Page, stated: set[str], path: str, text: str) -> Kind:
    article = bool(stated & structured.ARTICLES)
    kind = page.meta("og:type").lower()
    if kind.startswith("video") or _VIDEO.search(path) or ("videoobject" in stated and not article):
        return Kind.VIDEO
    if "imagegallery" in stated or _GALLERY.search(path):
        return Kind.GALLERY
    return Kind.ARTICLE if len(text) >= _SHORTEST else Kind.EMPTY


def _is_list(page: Page, blocks: list[Block], stated: set[str], path: str, text: str) -> bool:
    if stated & structured.ARTICLES or page.meta("og:type").lower() == "article":
        return False
    if (page.url and path in ("", "/")) or stated & {"collectionpage", "searchresultspage"}:
        return True
    headlines = sum(block.tag in tags.HEADINGS and block.linked > len(block.text) / 2 for block in blocks)
    return headlines >= _MANY and len(text) < _STUB


def _is_walled(page: Page, blocks: list[Block], chosen: list[Block], *, short: bool) -> bool:
    """Look for a wall below the text and the page's own word that it is not free; a long text needs both."""
    values = [found.get("isAccessibleForFree") for found in structured.articles(page.statements)]
    locked = any(str(value).lower() in ("false", "0") for value in values)
    after = blocks.index(chosen[-1]) + 1 if chosen else 0
    walled = any(map(_is_wall, blocks[after : after + _AFTER] if chosen else blocks))
    return (locked or walled) if short else (locked and walled)


def _is_wall(block: Block) -> bool:
    place = block.place
    for here in (place, place.parent):
        if here and _names_wall(here.named, here.element.get("id") or ""):
            return True
    return len(block.text) < 300 and _tells_of_wall(block.text)


# A site repeats both on every page.
@lru_cache(maxsize=2_000)
def _names_wall(named: str, identity: str) -> bool:
    return _WALL.search(f"{named} {identity}".lower()) is not None


@lru_cache(maxsize=10_000)
def _tells_of_wall(text: str) -> bool:
    return _WALL_WORDS.search(text) is not None
