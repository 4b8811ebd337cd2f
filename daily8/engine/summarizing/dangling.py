"""Which sentences cannot stand by themselves: who speaks, or what is spoken of, was said before them."""

import re

from daily8.engine.summarizing import openings
from daily8.engine.summarizing.quoting import is_whole, outside_quotations
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.cues import ROLES

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_ARABIC = re.compile("[\u0620-\u064a]")
_MARKS = re.compile("[\u064b-\u0652\u0640\u200e\u200f]")
_LATIN = re.compile("[A-Za-z]")
_LEAST_WORDS = 4
_OPENING = 60
_LOOKS_LIKE_NAME = re.compile(r"[A-Z][^\W\d_]+|[A-Z]{2,}")
_SPOKEN_BY = re.compile(
    r"(?:^|[,”\"»’'—–-]\s*)(?:as |but |and )?(?P<who>he|she|it|they|we|i)\s+(?:\w+ly\s+|also\s+|had\s+|has\s+)?"
    r"(?:said|says|added|adds|told|continued|explained|noted|wrote|recalled|insisted|argued|warned|asked|claimed)\b",
    re.IGNORECASE,
)
_SPOKEN_LAST = re.compile(
    r"[,”\"»—–-]\s*(?:as )?(?:(?:he|she|it|they|we|i) (?:\w+ly |also |had |has )?"
    r"(?:said|says|added|adds|told \w+(?: \w+)?|continued|explained|noted|wrote|recalled|insisted|argued|warned"
    r"|claimed)"
    r"|(?:said|added|says) (?:he|she|it|they))(?: on| late| in| at| \w+day| \w+){0,3}\W*$",
    re.IGNORECASE,
)
_SPOKEN_BEHIND = re.compile(r"[”\"»]\s*(?:said|added|says|adds)\s+(?P<who>he|she|they|it)\b", re.IGNORECASE)
# Who "we" are is said elsewhere.
_OWN_VOICE = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Mm]y)\b(?![.'’-])|\bI (?:am|was|have|had|think|will|would|do|want|know|believe|feel)\b"
)
_FURNITURE = re.compile(openings.FURNITURE, re.IGNORECASE)
_CREDIT = re.compile(openings.CREDIT)


def dangles(sentence: str, language: str = "") -> bool:
    """Tell whether a sentence, alone, leaves open whom or what it is about, or is no statement at all.

    So does what begins with a pronoun or goes on from the sentence before, a quotation of which a half or the
    speaker is missing, and what a page says beside its article ("Read also", a photographer's name).
    """
    text = _MARKS.sub("", sentence).strip()
    words = _WORD.findall(text)
    if len(words) < _LEAST_WORDS or not is_whole(text) or _FURNITURE.search(text) or _CREDIT.search(text):
        return True
    bare = outside_quotations(text)
    if len(_WORD.findall(bare)) < 2:
        return True
    if _ARABIC.search(text) and len(_ARABIC.findall(text)) * 2 > len(_LATIN.findall(text)):
        return _dangles_in_arabic(text, words)
    return language[:2] in ("", "en") and _dangles_in_english(text, words, bare)


def _dangles_in_english(text: str, words: list[str], bare: str) -> bool:
    opened_by_quotation = text[0] in "\"“«‘'"
    if not opened_by_quotation and _opens_badly(text, words):
        return True
    if opened_by_quotation and not _names_somebody(bare):
        return True
    if _SPOKEN_LAST.search(bare):
        return True
    for found in (_SPOKEN_BY.search(bare), _SPOKEN_BEHIND.search(bare)):
        if found and not _names_somebody(bare[: found.start("who")]):
            return True
    return _OWN_VOICE.search(bare) is not None or _owner_is_missing(bare)


def _opens_badly(text: str, words: list[str]) -> bool:
    first, second = words[0].casefold(), words[1].casefold()
    if first in openings.DEMONSTRATIVES:
        return second not in openings.TIMES
    opening = " ".join(text[:_OPENING].replace(",", " , ").casefold().split()) + " "
    return first.split("’")[0].split("'")[0] in openings.PRONOUNS or opening.startswith(openings.GOING_ON)


def _owner_is_missing(bare: str) -> bool:
    """Tell whether a sentence speaks of him, her or them before it has named anybody, and names nobody behind."""
    pronoun = openings.PERSONAL.search(bare)
    if not pronoun or _names_somebody(bare[: pronoun.start()]):
        return False
    before = [word.casefold() for word in _WORD.findall(bare[: pronoun.start()])]
    if pronoun[0].casefold() in openings.OF_MANY and any(_is_plural(word) for word in before):
        return False
    if any(word in openings.SOMEBODY or word in ROLES for word in before):
        return False
    # "In his speech, Obama said" names him behind.
    behind = bare[pronoun.end() :].partition(",")[2]
    return pronoun[0].casefold() in openings.SUBJECTS or not _names_somebody(behind, first=True)


def _is_plural(word: str) -> bool:
    return (len(word) > 3 and word.endswith("s") and not word.endswith("ss")) or word in openings.MANY


def _names_somebody(text: str, *, first: bool = False) -> bool:
    """Tell whether anything has a name here, or the role of a person or a body."""
    words = _WORD.findall(text)
    for place, word in enumerate(words):
        low = word.casefold()
        if low in openings.SOMEBODY or low in ROLES:
            return True
        named = _LOOKS_LIKE_NAME.match(word) and low not in openings.NO_NAMES
        if named and (place > 0 or first or low not in openings.SMALL):
            return True
    return False


def _dangles_in_arabic(text: str, words: list[str]) -> bool:
    plain = [_folded(word) for word in words]
    first = plain[0]
    if text[0] in '"“«':
        return not _speaker_follows(text)
    if first in openings.ARABIC_PRONOUNS or first in openings.ARABIC_GOING_ON:
        return True
    if first[0] == "ف" and first not in openings.ARABIC_SPEECH and _goes_on(first):
        return True
    bare = first[1:] if first[:1] in "وف" and first not in openings.ARABIC_SPEECH else first
    if bare in openings.ARABIC_PRONOUNS or bare in openings.ARABIC_GOING_ON:
        return True
    if (" ".join([bare, *plain[1:4]]) + " ").startswith(openings.ARABIC_OPENINGS):
        return True
    if bare == "كما" and plain[1] in openings.ARABIC_SPEECH:
        bare, plain = plain[1], plain[1:]
    return bare in openings.ARABIC_SPEECH and (
        plain[1] in openings.ARABIC_NO_SUBJECT
        or text[text.find(words[0]) + len(words[0]) :].lstrip()[:1] in ':"«“'
    )


def _goes_on(word: str) -> bool:
    """Tell whether ف is attached to a word, which then follows from the sentence before."""
    known = frequencies()
    return known.get(word[1:], 0.0) > known.get(word, 0.0)


def _speaker_follows(text: str) -> bool:
    """Tell whether who spoke stands behind a quotation, with a name or a role."""
    words = [_folded(word) for word in _WORD.findall(outside_quotations(text))]
    for place, word in enumerate(words[:-1]):
        if (word in openings.ARABIC_SPEECH or word[1:] in openings.ARABIC_SPEECH) and (
            words[place + 1] not in openings.ARABIC_NO_SUBJECT
        ):
            return True
    return False


def _folded(word: str) -> str:
    return word.translate(_FOLD)


_FOLD = str.maketrans("أإآىة", "اااي" + "ه")
