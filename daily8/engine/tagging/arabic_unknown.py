"""Which Arabic words that no table knows are surely a name: it begins and ends where one can see it."""

from daily8.engine.tagging import cues
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.reading import phrase
from daily8.engine.tagging.spans import Page, Span
from daily8.engine.tagging.things import Kind

_TANWIN = "\u064b"
_POSSESSIVES = ("ها", "هم", "هن", "هما", "كم", "نا")
_ATTACHED = frozenset("وفبلك")
# Whoever has a name as common as this beside a given name has it as a family name.
_FAMILY_TOO = 4.2
_ORDINARY = 3.5
_LEAST_DESCRIPTION = 3
_LONGEST_ENDED = 4
# "He does" has so many letters.
_VERB = 4
_DESCRIBING = sign.DEFINITE | sign.GIVEN | sign.CHAIN | sign.AND_THE
_ADJECTIVES = ("ي", "يه", "العام", "العامه", "العليا", "الدايم", "الدايمه", "الموحد", "الوطنيين")
_COMMAS = frozenset({"،", ","})


def is_sure_name(page: Page, span: Span) -> bool:
    """Tell whether Arabic words that no table knows are surely a name and nothing but a name."""
    indexes = range(span.first, span.last)
    if any(_TANWIN in page.words.words[index] for index in indexes):
        return False
    if span.kind is Kind.PERSON:
        return _is_person(page, indexes)
    if span.kind is Kind.PLACE:
        return _is_of_landscape(page, span) if len(indexes) > 1 else _is_of_place(page, span.first)
    return span.kind is Kind.ORGANISATION and _is_institution(page, span)


def is_ended(name: str, last: str) -> bool:
    """Tell whether somebody's name, of which a word is said alone elsewhere, surely ends with that word."""
    words = phrase(name).split()
    plain = _TANWIN not in name and all(map(str.isalpha, words))
    return plain and words[-1] == last and 1 < len(words) <= _LONGEST_ENDED and not words[0].endswith("ه")


def _is_person(page: Page, indexes: range) -> bool:
    first, last = indexes[0], indexes[-1]
    if len(indexes) < 2 or (page.trait(first) & sign.WORD and not _is_certain_beginning(page, first)):
        return False
    before = page.folded[first - 1] if first and page.near(first) else ""
    if before in cues.ARABIC_CHAINS or before in cues.ARABIC_KUNYAS or _is_son_of_more(page, indexes):
        return False
    ended = page.folded[last] not in cues.ARABIC_CHAINS and not page.trait(last) & sign.ROLE
    whole = ended and _foreign_words(page, indexes) <= 1
    return whole and all(
        _is_of_person(page, index, described=index == last and _is_described(page, last + 1)) for index in indexes
    )


def _is_son_of_more(page: Page, indexes: range) -> bool:
    """Tell whether somebody's father is named last and more follows, so that the name may go on."""
    last = indexes[-1]
    ahead = last + 1 < len(page) and page.near(last + 1) and page.trait(last + 1)
    return page.trait(last - 1) & sign.CHAIN > 0 and bool(
        ahead and ahead & (sign.CHAIN | sign.DEFINITE | sign.RARE)
    )


def _foreign_words(page: Page, indexes: range) -> int:
    """Return how many words behind the first are in a name only by their place; two are rather a sentence."""
    telling = sign.GIVEN_ALONE | sign.CHAIN | sign.DEFINITE
    return sum(
        1
        for index in indexes[1:]
        if not page.trait(index) & telling
        and page.words.gaps[index] != "-"
        and not page.trait(index - 1) & sign.CHAIN
    )


def _is_certain_beginning(page: Page, first: int) -> bool:
    """Tell whether a given name that is a word as well ("equalised", Adel) is no word before somebody's name."""
    led = first and page.near(first) and page.trait(first - 1) & (sign.ROLE | sign.SPEAKING)
    return bool(led) or not page.trait(first + 1) & sign.GIVEN_ALONE


def _is_described(page: Page, last: int) -> bool:
    """Tell whether a name ends before a comma, behind which it is said what its bearer does."""
    if last >= len(page) or page.words.gaps[last].strip() not in _COMMAS:
        return False
    return bool(page.trait(last) & sign.ROLE) or page.folded[last] in cues.ARABIC_DESCRIBING


def _is_of_person(page: Page, index: int, *, described: bool) -> bool:
    word, own = page.folded[index], page.trait(index)
    if own & (sign.GIVEN_ALONE | sign.CHAIN):
        return True
    if not word.isalpha() or is_common(word, least=_FAMILY_TOO):
        return False
    if _is_inflected(page, index) and not (described and not is_common(word)):
        return False
    if word.startswith("ال"):
        return not is_common(word[2:]) or (word.endswith("ي") and not is_common(word, least=_ORDINARY))
    return not is_common(word)


def _is_inflected(page: Page, index: int) -> bool:
    """Tell whether a word has the ending of a noun, the form of a verb, or "and" or the like attached to it."""
    raw, word = page.words.words[index], page.folded[index]
    if raw.endswith(("ة", "ه")) or word.endswith(_POSSESSIVES):
        return True
    if word[0] == "و" or (word[0] == "ي" and len(word) == _VERB):
        return True
    less = page.sights[index].forms[1:]
    return word[0] in _ATTACHED and any(is_common(form) or page.directory.named(form) for form in less)


def _is_of_place(page: Page, index: int) -> bool:
    word = page.folded[index]
    plain = word.isalpha() and not is_common(word) and not word.startswith("ال")
    return plain and not word.endswith(_POSSESSIVES) and not _is_inflected(page, index)


def _is_of_landscape(page: Page, span: Span) -> bool:
    """Tell whether "valley", "bay" or the like stands before a word: not "and he did", which differs in hamza."""
    first = page.words.text[span.start :].split()[0]
    return phrase(first) in cues.ARABIC_LANDSCAPE and "أ" not in first


def _is_institution(page: Page, span: Span) -> bool:
    """Tell whether an organisation is "university of ..." or the like with two definite words or a name behind."""
    words = page.folded[span.first : span.last]
    begins = phrase(page.words.text[span.start :].split()[0])
    if begins.removeprefix("ال") not in cues.INSTITUTES:
        return False
    if len(words) < _LEAST_DESCRIPTION:
        return begins in cues.NAMED_INSTITUTES and _is_of_place(page, span.last - 1)
    if begins.startswith("ال"):
        return words[1].endswith(_ADJECTIVES) and all(
            page.trait(index) & (_DESCRIBING | sign.FOR | sign.FOR_THE)
            for index in range(span.first + 1, span.last)
        )
    telling = _DESCRIBING | (sign.FOR_THE if begins in cues.NAMED_INSTITUTES else 0)
    return all(page.trait(index) & telling for index in range(span.first + 1, span.last))
