"""Which of the things that an article names are surely meant: a wrong one costs trust, a missing one nothing."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from daily8.engine.tagging import cues
from daily8.engine.tagging.arabic_certainty import is_sure_phrase, is_sure_word
from daily8.engine.tagging.arabic_unknown import is_sure_name
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.names import given_name, is_given_name
from daily8.engine.tagging.reading import is_arabic, phrase
from daily8.engine.tagging.spans import Page, Span
from daily8.engine.tagging.things import Kind, Thing

_LEAST_ALIKE = 0.6
_ORDINARY = 3.5
# What bears the names of people who found it.
_BODIES = frozenset({"comet", "asteroid"})
_QUOTES = ("“", "‘", "«", "'", '"')


def is_sure(page: Page, span: Span, thing: Thing, directory: Directory) -> bool:
    """Tell whether a place in an article surely names a thing by itself."""
    words = page.folded[span.first : span.last]
    arabic = is_arabic(page.words.words[span.first])
    if span.things:
        if len(words) > 1 or not span.told:
            return span.told and (not arabic or len(words) == 1 or is_sure_phrase(page, span, thing))
        return (
            is_sure_word(page, span, thing, directory) if arabic else _is_sure_capital(words[0], thing, directory)
        )
    if directory.thing(thing.key):
        return len(words) > 1 and _is_recognised(page, span, thing, directory)
    return is_sure_name(page, span) if arabic else _is_sure_latin(page, span)


def is_enough(thing: Thing, *, known: bool, mentions: int, in_title: bool, whole: bool) -> bool:
    """Tell whether a thing that is named surely is said often enough to be what an article is about.

    A theme that is said once is, where it is said in more than one word: `whole`.
    """
    if in_title or mentions > 1:
        return True
    one_word = " " not in thing.key
    if thing.kind is Kind.THEME:
        return whole
    return known or (thing.kind is Kind.PERSON and not one_word) or (not one_word and thing.key < "\u0600")


def _is_sure_capital(word: str, thing: Thing, directory: Directory) -> bool:
    """Tell whether one Latin word is itself somebody's name: Morrisons is not Morrison."""
    return thing.kind is not Kind.PERSON or bool(directory.named(word))


def _is_recognised(page: Page, span: Span, thing: Thing, directory: Directory) -> bool:
    """Tell whether words that are not in the tables are a spelling of somebody's name there."""
    words = page.folded[span.first : span.last]
    if thing in (directory.named(" ".join(words)) or ()):
        return True
    if thing.kind is not Kind.PERSON or any(map(_is_plain, words)):
        return False
    script = is_arabic(words[0])
    names = [phrase(name).split() for name in thing.names.values() if name and is_arabic(name) == script]
    if script and names and len(_telling(words)) > max(map(len, names)):
        return False
    return not names or any(_are_alike(words, name) for name in names)


def _is_plain(word: str) -> bool:
    return is_common(word) and not is_given_name(word) and word not in cues.ARABIC_CHAINS


def _telling(words: Sequence[str]) -> list[str]:
    """Return a name without what its bearer is and without whose son he is, which papers say or leave out."""
    named = [word for word in words if word not in cues.ARABIC_ROLES]
    sons = [index for index, word in enumerate(named) if word in ("بن", "بنت")]
    return [word for index, word in enumerate(named) if not {index, index - 1} & set(sons[: len(named) > 3])]


def _are_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether both ends of two names are spelled nearly alike."""
    pairs = ((words[0], others[0]), (words[-1], others[-1]))
    return all(SequenceMatcher(None, one, other).ratio() >= _LEAST_ALIKE for one, other in pairs)


def _is_title(page: Page, first: int) -> bool:
    """Tell whether words are quoted from their first on, as the titles of works are."""
    begins = first - (first > 0 and page.folded[first - 1] in ("the", "a"))
    return page.words.gaps[begins].endswith(_QUOTES)


def _is_sure_latin(page: Page, span: Span) -> bool:
    """Tell whether Latin words that no table knows are surely one name."""
    words = page.folded[span.first : span.last]
    if len(words) == 1 or _is_title(page, span.first):
        return len(words) == 1 and span.kind is Kind.PLACE and span.told
    if span.kind is Kind.PERSON:
        if page.before(span.first) in _BODIES or any(
            page.words.words[index][1:].isupper() for index in range(span.first, span.last)
        ):
            return False
        joined = page.words.gaps[span.last - 1] == "-" and not is_common(words[0])
        return joined or given_name(words) is not None or not is_common(words[-1], least=_ORDINARY)
    if span.kind in (Kind.PLACE, Kind.EVENT) or any(word in cues.ORGANISATIONS for word in words):
        return True
    return not any(is_common(word) for word in words)
