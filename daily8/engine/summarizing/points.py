"""The points of one article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daily8.engine.summarizing.dangling import dangles
from daily8.engine.summarizing.quoting import within_quotations
from daily8.engine.summarizing.standing import is_ended, stands
from daily8.engine.summarizing.trimming import trimmed
from daily8.engine.summarizing.weighing import centre, likeness, vectors

MOST = 3
# How soon a sentence counts half: in news, what matters is said early.
_HALF = 9.0
_REPEATS = 0.55
_SAME = 0.8
_SHORT, _LONG = 10, 45
_FEW = 3
_THE = re.compile(r"The [a-z]")
_NAME = re.compile(r"[A-Z]")
_QUOTES = ('"', "“", "«")
_LEANING = 0.75
# What is behind this is not read: nothing there was ever the point.
_MOST_SENTENCES = 2_000


@dataclass(frozen=True, slots=True)
class Point:
    """What a summary says, word by word as the article says it, and the sentences it is from.

    A point of a brief also tells the report it is from, and which other reports say nearly the same.
    """

    text: str
    sentences: tuple[int, ...]
    report: str = ""
    carriers: tuple[str, ...] = ()


def points(title: str, sentences: Sequence[str], language: str = "", *, most: int = MOST) -> list[Point]:
    """Return the sentences that say most of an article, in reading order, each able to stand by itself.

    Datelines, and the Arabic "and" that leads over to a sentence, are left off the text of a point. An article
    of a few sentences has fewer points, one without any statement has none.
    """
    sentences = sentences[:_MOST_SENTENCES]
    texts = [trimmed(sentence) for sentence in sentences]
    able = able_to_stand(sentences, texts, language)
    chosen = _chosen(title, texts, able, most)
    return [Point(texts[place], (place,)) for place in sorted(chosen)]


def able_to_stand(sentences: Sequence[str], texts: Sequence[str], language: str) -> list[int]:
    """Return the places of the sentences that can be read without the others.

    Where sentences end with a point, what does not is a heading or was cut off. Of a few sentences of which none
    stands by itself, the first statement does for want of a better one.
    """
    within = within_quotations(sentences)
    statements = [place for place, text in enumerate(texts) if place not in within and stands(text)]
    able = [place for place in statements if not dangles(texts[place], language)]
    able = [place for place in able if is_ended(texts[place])] or able
    return able or (statements[:1] if len(texts) <= _FEW else [])


def _chosen(title: str, texts: Sequence[str], able: Sequence[int], most: int) -> list[int]:
    """Choose one after the other what says most and has not been said (maximal marginal relevance)."""
    own = vectors(texts)
    (head,) = vectors([title])
    middle = centre(own, head)
    worth = {place: likeness(own[place], middle) * early(place) * plainness(texts[place]) for place in able}
    chosen: list[int] = []
    said = dict.fromkeys(worth, 0.0)
    while worth and len(chosen) < most:
        best = max(worth, key=lambda place: (worth[place] * (1 - _REPEATS * said[place]), -place))
        chosen.append(best)
        del worth[best]
        for place in list(worth):
            said[place] = max(said[place], likeness(own[place], own[best]))
            if said[place] >= _SAME:
                del worth[place]
    return chosen


def early(place: int) -> float:
    """Return what the place of a sentence is worth: 1 for the first, half of it some nine sentences later."""
    return 1 / (1 + place / _HALF)


def plainness(text: str) -> float:
    """Return what a sentence is worth to who reads it alone.

    Less where it says little, is tiresome, quotes, or speaks of "the agency" and names nothing.
    """
    words = text.count(" ") + 1
    length = min(1.0, words / _SHORT, (_LONG / words) ** 0.5)
    leans = text[:1] in _QUOTES or (_THE.match(text) and not _NAME.search(text, 1))
    return float(length * (_LEANING if leans else 1))
