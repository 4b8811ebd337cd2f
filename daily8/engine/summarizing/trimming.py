"""A sentence as it may stand first: without the dateline, and in Arabic without the "and" that leads on to it."""

import re

from daily8.engine.summarizing import openings
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.reading import fold

_FARTHEST = 90
_DASH = r"\s*(?:--|[—–―]|-(?=\s))\s*"
# ROTTERDAM, Feb 11 —  |  LONDON (Reuters) -  |  (CNN) —
_LATIN_PLACE = r"(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})"
_LATIN = re.compile(
    rf"^(?:{_LATIN_PLACE}(?:,\s*[\w.' ]{{2,20}}){{0,3}}\s*(?:\([\w /.,-]{{2,24}}\))?"
    rf"|\([A-Z][\w /.,-]{{1,24}}\)){_DASH}(?=[\"“«‘'(]?[A-Z\d])"
)
_ARABIC = re.compile(
    r"^(?:[\u0620-\u064a]+(?:[ /][\u0620-\u064a]+){0,3}(?:[،,:]?\s*(?:\d{1,2}|[\u0660-\u0669]{1,2})?"
    r"\s*[\u0620-\u064a]*(?:\s\d{4})?)?\s*(?:\([^()]{2,30}\))?|\([^()]{2,30}\))\s*(?:--|[—–―]|[-ـ](?=\s))\s*(?=\S)(?!.{0,80}\s[—–―-]\s)"
)
_BULLET = re.compile(r"^[•·▪●■*◦‣–—-]+\s+")
_LETTER = re.compile("[\u0620-\u064a]")
_LINK = re.compile(openings.ARABIC_LINKS)
_WORD = re.compile(r"[\u0620-\u0652]+")
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_LEAST = 4
# A verb that begins a sentence is seldom less common than this by itself.
_KNOWN = 2.0


def trimmed(sentence: str) -> str:
    """Return the end of a sentence that begins where its statement does; all of it where that is the beginning."""
    text = _BULLET.sub("", sentence.strip())
    text = _without_dateline(text)
    if not text or not _LETTER.match(text):
        return text
    return _without_and(_LINK.sub("", text, count=1) or text)


def _without_dateline(text: str) -> str:
    for pattern in (_LATIN, _ARABIC):
        found = pattern.match(text[: 2 * _FARTHEST])
        if found and found.end() <= _FARTHEST:
            return text[found.end() :]
    return text


def _without_and(text: str) -> str:
    """Take off و where it is the conjunction: what is left is a word, and a commoner one than the whole."""
    found = _WORD.match(text)
    if not found or text[0] != "و":
        return text
    word = fold(_MARKS.sub("", found[0]))
    rest = word[1:]
    if len(rest) < _LEAST - 2:
        return text
    known = frequencies()
    if rest in openings.ARABIC_SPEECH or (rest.startswith("ال") and len(rest) >= _LEAST):
        return text[1:]
    if word not in known and rest not in known:
        # A verb of hers; a foreign name may begin so, too, but then goes on with a ي.
        return text[1:] if rest.endswith("ت") and len(rest) >= _LEAST and rest[0] not in "اي" else text
    return text[1:] if known.get(rest, 0.0) > max(known.get(word, 0.0), _KNOWN) else text
