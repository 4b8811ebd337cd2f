"""Which blocks of a page are the article."""

import re
from collections import defaultdict

import numpy as np

from daily8.engine.extraction import structured, tags
from daily8.engine.extraction.advice import advice, may_be_asked
from daily8.engine.extraction.blocks import Block, Place
from daily8.engine.extraction.crowd import Crowd
from daily8.engine.extraction.features import Claims, Matrix, measure
from daily8.engine.extraction.forest import Chances, Forests, trained
from daily8.engine.extraction.page import Page
from daily8.engine.extraction.tables import whole_tables
from daily8.engine.extraction.titles import fold

_TAG = re.compile(r"<[^>]{0,500}>")
_LIKELY = 0.5
# On a page where nothing is likely, the likeliest is still the article.
_LIKELY_ENOUGH = 0.6
_UNLIKELY = 0.25
_POSSIBLE = 0.1
# More than a quarter of the pages of publishers that the trees have never seen; to ask about more helps no more.
_DOUBTFUL = 0.08
_FEWEST_DOUBTFUL = 200
_FEWEST_SIBLINGS = 4
_NEARLY_ALL = 0.9
_LONG = 40
_LONGEST = 400_000
_LABEL = 80
_BOXES = sum(map(tags.hint, ("advert", "newsletter", "share", "comment")))
_SHORTEST_CLAIM = 200
_SHORTEST_TITLE = 20
_MARKED = 2


def select(
    blocks: list[Block], claims: Claims, *, source: str = "", forests: Forests | None = None
) -> list[Block]:
    """Return the blocks of text that are the article's body, in order, none twice, without its title.

    Where our own trees are in doubt and the page's source is given, two other readers are asked about it.
    """
    texts = [block for block in blocks if block.picture is None]
    if not texts:
        return []
    near, chances = _judged(texts, claims, source, forests or trained())
    best = float(chances.max())
    if best < _UNLIKELY:
        return []
    enough = min(_LIKELY, _LIKELY_ENOUGH * best)
    barred = _other_articles(texts, claims.title)
    likely = [
        block
        for block, chance in zip(near, _with_siblings(near, chances, enough), strict=True)
        if chance > enough and not _is_furniture(block) and block.place.nearest("article") not in barred
    ]
    return _without_title(_once(whole_tables(near, likely)), claims.title)


def _judged(texts: list[Block], claims: Claims, source: str, forests: Forests) -> tuple[list[Block], Chances]:
    near, table = survey(texts, claims)
    chances = forests.alone.chances(table)
    if is_doubtful(sizes_of(near), chances) and may_be_asked(texts, source):
        chances = forests.advised.chances(np.concatenate([table, advice(near, source)], axis=1))
    return near, chances


def sizes_of(blocks: list[Block]) -> Matrix:
    """Return the sizes of blocks as a column."""
    return np.array([block.size for block in blocks], dtype=np.float32)


def is_doubtful(sizes: Matrix, chances: Chances) -> bool:
    """Say whether much text may be judged wrongly, against the text that is likely of the article."""
    wrong = float((sizes * np.minimum(chances, 1 - chances)).sum())
    likely = float(sizes[chances > _LIKELY].sum())
    return wrong > max(_FEWEST_DOUBTFUL, _DOUBTFUL * likely)


def _with_siblings(near: list[Block], chances: Chances, enough: float) -> list[float]:
    """Lift the few blocks that are just possible among siblings of the same making that are likely."""
    families: dict[tuple[Place | None, str, int], list[int]] = defaultdict(list)
    for at, block in enumerate(near):
        families[block.place.parent, block.tag, block.place.own].append(at)
    lifted: list[float] = chances.tolist()
    for family in families.values():
        likely = sum(lifted[at] > enough for at in family)
        if likely >= _FEWEST_SIBLINGS and likely >= _NEARLY_ALL * len(family):
            for at in family:
                if lifted[at] > _POSSIBLE:
                    lifted[at] = 1.0
    return lifted


def survey(texts: list[Block], claims: Claims) -> tuple[list[Block], Matrix]:
    """Return the blocks that may be of the article, and what was measured about each."""
    crowd = Crowd(texts, title=claims.title)
    return [texts[at] for at in crowd.near()], measure(crowd, claims)


def claims_of(page: Page, *, title: str, authors: tuple[str, ...]) -> Claims:
    """Return what the page's head says that its body should hold."""
    stated = (structured.words(found.get("articleBody")) for found in structured.articles(page.statements))
    body = " ".join(_TAG.sub(" ", max(stated, key=len, default="")).split())
    return Claims(
        title=title,
        description=page.meta("og:description", "description"),
        authors=authors,
        text=body if len(body) > _SHORTEST_CLAIM else "",
    )


def _other_articles(texts: list[Block], title: str) -> set[Place | None]:
    """Return the article elements below the page's own that have a headline of their own: what to read next."""
    headed = [block for block in texts if block.tag == "h1"]
    own = next((block for block in headed if fold(block.text) == fold(title)), headed[0] if headed else None)
    if own is None or own.place.nearest("article") is None:
        return set()
    after = headed[headed.index(own) + 1 :]
    return {block.place.nearest("article") for block in after} - {own.place.nearest("article"), None}


def _is_furniture(block: Block) -> bool:
    """Say whether a block is a label in a box that says of itself that it is not the article."""
    place = block.place
    parent = place.parent or place
    return block.size < _LABEL and bool((place.own | parent.own) & _BOXES)


def _once(blocks: list[Block]) -> list[Block]:
    """Leave out what is repeated, and what is too much to be one article."""
    seen: set[str] = set()
    kept: list[Block] = []
    room = _LONGEST
    for block in blocks:
        room -= len(block.text)
        if room > 0 and (block.text not in seen or block.size <= _LONG):
            seen.add(block.text)
            kept.append(block)
    return kept


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    folded = fold(title)
    # Marks and spaces do not make a title twice as long as its words.
    longest = _MARKED * len(folded) if len(folded) > _SHORTEST_TITLE else 0
    return [
        block
        for block in blocks
        if block.tag != "h1" and not (len(block.text) < longest and fold(block.text) == folded)
    ]
