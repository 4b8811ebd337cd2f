"""Themes that no table knows: rare words that a title and its text share."""

from collections import Counter

from daily8.engine.tagging.commonness import rarity
from daily8.engine.tagging.cues import ARABIC_STOPS
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.found import Found
from daily8.engine.tagging.reading import Words, arabic_forms, fold, is_arabic, read, without_article
from daily8.engine.tagging.things import Kind, Thing

# Words as common as "new" or "world" are no theme.
_LEAST_RARITY = 3.4
_LEAST_COUNT = 3
_LEAST_LETTERS = 4
_VERBAL = ("ing", "ed", "ly", "est", "ise", "ize")


def themes(title: str, text: str, language: str, directory: Directory, *, named: set[int]) -> list[Found]:
    """Return words that are rarer than news is and that the title and the text have in common, the best first.

    `named` are the places in the title of words that name something. Arabic has none: without capitals and with
    letters attached, rare words tell too little.
    """
    if language[:2] == "ar":
        return []
    head, body = read(title), read(text)
    counts = Counter(_stem(word) for word in body.words)
    found: dict[str, Found] = {}
    for index, word in enumerate(head.words):
        stem = _stem(word)
        if head.starts[index] not in named and _is_theme(word, stem, counts[stem]):
            each = found.setdefault(stem, _found(stem, head.written(index, index + 1), language, directory))
            each.title_mentions.append((head.starts[index], head.end(index)))
    for stem, each in found.items():
        each.mentions.extend(_places(body, stem))
    return sorted(
        found.values(), key=lambda each: -(counts[each.thing.key] ** 0.7) * rarity(fold(each.spellings[0]))
    )


def _stem(word: str) -> str:
    """Return a word without its plural, or without the article and what is attached to it in Arabic."""
    if is_arabic(word):
        forms = arabic_forms(word)
        return next(iter(without_article(forms)), forms[0])
    folded = fold(word)
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") and len(folded) > 4 else folded


def _is_theme(word: str, stem: str, count: int) -> bool:
    folded = fold(word)
    if count < _LEAST_COUNT or len(stem) < _LEAST_LETTERS or folded in ARABIC_STOPS or not word[0].isalpha():
        return False
    return rarity(folded) >= _LEAST_RARITY and not folded.endswith(_VERBAL)


def _found(stem: str, word: str, language: str, directory: Directory) -> Found:
    known = directory.thing(stem)
    name = word if is_arabic(word) else word[:1].upper() + word[1:]
    thing = known or Thing(stem, Kind.THEME, {"ar" if is_arabic(word) else language[:2] or "en": name})
    return Found(thing, known is not None, spellings=[word], nested=False)


def _places(body: Words, stem: str) -> list[tuple[int, int]]:
    return [(body.starts[index], body.end(index)) for index, word in enumerate(body.words) if _stem(word) == stem]
