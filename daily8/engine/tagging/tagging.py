"""The hashtags of an article."""

from collections.abc import Sequence
from dataclasses import dataclass

from daily8.engine.tagging.certainty import is_enough
from daily8.engine.tagging.choosing import LEAST, choose, weigh
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.finding import MOST_CHARACTERS, find
from daily8.engine.tagging.found import Found
from daily8.engine.tagging.themes import themes
from daily8.engine.tagging.things import Kind, Thing

Place = tuple[int, int]
# What is said once and later than this is hardly what an article is about.
_EARLY = 0.7


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag of an article.

    `mentions` are places [start, end) in the text as it was given, `title_mentions` those in the title; no two
    hashtags of an article share a letter. `spellings` are the ways the article writes it in full. `known` tells
    whether the directory has the thing: one that it has not is to be learned.
    """

    thing: Thing
    weight: float
    title_mentions: tuple[Place, ...]
    mentions: tuple[Place, ...]
    spellings: tuple[str, ...]
    known: bool


def tag(title: str, text: str, language: str, directory: Directory) -> list[Tag]:
    """Return three to eight hashtags of an article, the most telling first; fewer where it surely names less."""
    return chosen(find(title, text, language, directory), title, text, language, directory)


def chosen(found: list[Found], title: str, text: str, language: str, directory: Directory) -> list[Tag]:
    """Return the hashtags among the things that were found in an article."""
    length = min(len(text), MOST_CHARACTERS)
    arabic = language[:2] == "ar"
    sure = [each for each in found if each.sure]
    best = choose([(each, weigh(each, length)) for each in sure if _is_enough(each)])
    if len(best) < LEAST:
        known = {each.thing.key for each, _ in best}
        spare = (
            [each for each in sure if each.thing.key not in known and _is_spare(each, title, text)]
            if arabic
            else []
        )
        best += choose([(each, weigh(each, length)) for each in spare])[: LEAST - len(best)]
    if len(best) < LEAST:
        known = {each.thing.key for each, _ in best}
        named = {at for each in found for start, end in each.title_mentions for at in range(start, end)}
        more = themes(title[:MOST_CHARACTERS], text[:MOST_CHARACTERS], language, directory, named=named)
        best += [(each, weigh(each, length)) for each in more if each.thing.key not in known][: LEAST - len(best)]
    return _apart(best)


def _is_enough(found: Found) -> bool:
    return is_enough(
        found.thing,
        known=found.known,
        mentions=len(found.mentions),
        in_title=bool(found.title_mentions),
        whole=any(" " in spelling for spelling in found.spellings),
    )


def _is_spare(found: Found, title: str, text: str) -> bool:
    """Tell whether what is said once is worth a hashtag where an article has too few.

    A name comes early; of a theme there are other words of its kind, or it is a part of other names.
    """
    if found.thing.kind is not Kind.THEME:
        return min(found.mentions, default=(0, 0))[0] <= _EARLY * len(text)
    words = [text[start:end].removeprefix("ال").removeprefix("لل") for start, end in found.mentions]
    return any(title.count(word) + text.count(word, 0, MOST_CHARACTERS) > 1 for word in words)


def _apart(best: Sequence[tuple[Found, float]]) -> list[Tag]:
    """Return tags whose places do not overlap: the longer name keeps them."""
    text = _free([each.mentions for each, _ in best])
    title = _free([each.title_mentions for each, _ in best])
    return [
        Tag(each.thing, weight, tuple(in_title), tuple(in_text), tuple(each.spellings), each.known)
        for (each, weight), in_title, in_text in zip(best, title, text, strict=True)
    ]


def _free(places: Sequence[list[Place]]) -> list[list[Place]]:
    taken = sorted(((place, owner) for owner, own in enumerate(places) for place in own), key=_longest_first)
    kept: list[list[Place]] = [[] for _ in places]
    last = 0
    for (start, end), owner in taken:
        if start >= last:
            kept[owner].append((start, end))
            last = end
    return kept


def _longest_first(place: tuple[Place, int]) -> tuple[int, int]:
    (start, end), _ = place
    return start, -end
