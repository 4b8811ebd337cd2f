"""Whether a text can be the translation of another: what of that can be told without understanding either."""

import re
from collections import Counter

from daily8.assistant.addresses import addresses
from daily8.engine.ai.fences import cleaned
from daily8.engine.checking import Doubt, Kind, check
from daily8.engine.language.detection import detect

# A translation is not much longer or shorter than what it translates; a headline may be rather more so.
_SHORTEST, _LONGEST = 0.35, 2.8
_SHORT, _SPARE = 40, 30
# What can be compared word by word across languages.
_COMPARED = (Kind.NUMBER, Kind.DATE, Kind.NEGATION)
_LETTERS = {"en": re.compile(r"[A-Za-z\u00c0-\u024f]"), "ar": re.compile(r"[\u0620-\u06ff]")}
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def is_translation(draft: str, words: str, *, language: str, original: str) -> bool:
    """Return whether a draft in `language` can be what these words of the original say."""
    source = cleaned(words)
    return (
        _is_as_long(draft, source)
        and is_in_language(draft, language)
        and _keeps_foreign_words(draft, source, language)
        and addresses(draft) <= addresses(source)
        and not any(doubt.kind in _COMPARED for doubt in _doubts(draft, source, language, original))
    )


def is_in_language(draft: str, language: str) -> bool:
    """Return whether it is in a language, as far as so few words tell: most of its letters are, at least."""
    own = _LETTERS.get(language)
    if own and 2 * len(own.findall(draft)) < len(_LETTER.findall(draft)):
        return False
    return detect(draft, hint=language) in ("", language)


def _is_as_long(draft: str, source: str) -> bool:
    if len(source) <= _SHORT:
        return len(draft) <= _LONGEST * len(source) + _SPARE
    return _SHORTEST <= len(draft) / len(source) <= _LONGEST


def _keeps_foreign_words(draft: str, source: str, language: str) -> bool:
    """Whether words in other letters than those of its language stand in the original, and as often."""
    own = _LETTERS.get(language)
    if own is None:
        return True
    foreign = Counter(word.casefold() for word in _WORD.findall(draft) if not own.match(word))
    return foreign <= Counter(word.casefold() for word in _WORD.findall(source))


def _doubts(draft: str, source: str, language: str, original: str) -> tuple[Doubt, ...]:
    return check(draft, [source], language, source_language=original).why
