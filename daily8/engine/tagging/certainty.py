"""Which of the things that an article names are surely meant: a wrong one costs trust, a missing one nothing."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from daily8.engine.tagging import cues
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.commonness import frequencies, is_common
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.names import given_name, is_given_name
from daily8.engine.tagging.reading import is_arabic, phrase, written_form
from daily8.engine.tagging.spans import Page, Span
from daily8.engine.tagging.things import Kind, Thing

_TANWIN = "\u064b"
# Short vowels are written where a word would be read as another one.
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650")
_POSSESSIVES = ("ها", "هم", "هن", "هما", "كم", "نا")
_ATTACHED = frozenset("وفبلك")
# A shorter name may as well be the end of a word that begins with one of these.
_LEAST_ATTACHED = 5
# A name is more common without the article than with it, or the other way round; a word is said in both ways.
_LEAST_APART = 0.7
_LEAST_ALIKE = 0.6
# Whoever has a name as common as this beside a given name has it as a family name.
_FAMILY_TOO = 4.2
_ORDINARY = 3.5
_LEAST_THEME = 4
_LEAST_DESCRIPTION = 3
# What bears the names of people who found it.
_BODIES = frozenset({"comet", "asteroid"})
# "He does" has so many letters.
_VERB = 4
_INTRODUCING = sign.PLACE | sign.ORGANISATION | sign.LABEL
_QUOTES = ("“", "‘", "«", "'", '"')


def is_sure(page: Page, span: Span, thing: Thing, directory: Directory) -> bool:
    """Tell whether a place in an article surely names a thing by itself."""
    words = page.folded[span.first : span.last]
    arabic = is_arabic(page.words.words[span.first])
    if span.things:
        if len(words) > 1 or not span.told:
            return span.told
        return (
            _is_sure_word(page, span, thing, directory) if arabic else _is_sure_capital(words[0], thing, directory)
        )
    if directory.thing(thing.key):
        return len(words) > 1 and _is_recognised(page, span, thing, directory)
    return _is_sure_arabic(page, span) if arabic else _is_sure_latin(page, span)


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


def _is_sure_word(page: Page, span: Span, thing: Thing, directory: Directory) -> bool:
    """Tell whether one Arabic word that is a known spelling is that name and no other word."""
    raw, word = page.words.words[span.first], page.folded[span.first]
    name = page.words.text[span.start : span.end]
    if not _VOWELS.isdisjoint(raw) or not _is_as_listed(name, directory):
        return False
    folded = phrase(name)
    bare = folded.removeprefix("ال")
    people = any(directory.is_people(form) for form in (folded, bare, "ال" + folded))
    if thing.kind is Kind.THEME:
        return (
            len(bare) >= _LEAST_THEME
            and folded not in cues.ARABIC_HOMOGRAPHS
            and not directory.is_doubtful(folded)
        )
    if thing.kind is Kind.PERSON:
        return thing.key in cues.KNOWN_BY_FAMILY_NAME
    if people:
        return folded not in cues.ARABIC_HOMOGRAPHS
    if _is_named_before(page, span.first):
        return False
    if folded != word and folded == bare and len(bare) < _LEAST_ATTACHED:
        return False
    return _is_introduced(page, span.first) or not _is_ordinary(folded, directory)


def _is_named_before(page: Page, first: int) -> bool:
    """Tell whether a given name stands before a word, which is a family name then: Michel Oslo."""
    return bool(first and page.near(first) and page.trait(first - 1) & sign.GIVEN_ALONE)


def _is_introduced(page: Page, first: int) -> bool:
    return bool(first and page.near(first) and page.trait(first - 1) & _INTRODUCING)


def _is_ordinary(folded: str, directory: Directory) -> bool:
    """Tell whether a spelling is an everyday word, which is said with the article and without it."""
    if directory.is_doubtful(folded) or folded in cues.ARABIC_HOMOGRAPHS:
        return True
    known = frequencies()
    other = folded[2:] if folded.startswith("ال") else "ال" + folded
    return other in known and known.get(folded, 0.0) - known[other] < _LEAST_APART


def _is_as_listed(name: str, directory: Directory) -> bool:
    """Tell whether a word is spelled as in the tables, ta marbuta and all: "his grandfather" is not Jeddah."""
    name = written_form(name)
    bare = name.removeprefix("ال")
    return any(form in directory.written for form in (name, bare, "ال" + bare, "ال" + name.removeprefix("ل")))


def _is_recognised(page: Page, span: Span, thing: Thing, directory: Directory) -> bool:
    """Tell whether words that are not in the tables are a spelling of somebody's name there."""
    words = page.folded[span.first : span.last]
    if thing in (directory.named(" ".join(words)) or ()):
        return True
    if thing.kind is not Kind.PERSON or any(is_common(word) and not is_given_name(word) for word in words):
        return False
    script = is_arabic(words[0])
    names = [phrase(name).split() for name in thing.names.values() if name and is_arabic(name) == script]
    return not names or any(_are_alike(words, name) for name in names)


def _are_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether both ends of two names are spelled nearly alike."""
    pairs = ((words[0], others[0]), (words[-1], others[-1]))
    return all(SequenceMatcher(None, one, other).ratio() >= _LEAST_ALIKE for one, other in pairs)


def _is_sure_arabic(page: Page, span: Span) -> bool:
    """Tell whether Arabic words that no table knows are surely a name and nothing but a name."""
    indexes = range(span.first, span.last)
    if any(_TANWIN in page.words.words[index] for index in indexes):
        return False
    if span.kind is Kind.PERSON:
        if len(indexes) < 2 or (
            page.trait(span.first) & sign.WORD and not _is_certain_beginning(page, span.first)
        ):
            return False
        whole = page.folded[span.last - 1] not in cues.ARABIC_CHAINS
        return (
            whole and _foreign_words(page, indexes) <= 1 and all(_is_of_person(page, index) for index in indexes)
        )
    if span.kind is Kind.PLACE:
        return len(indexes) == 1 and _is_of_place(page, span.first)
    return span.kind is Kind.ORGANISATION and _is_institution(page, span)


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


def _is_of_person(page: Page, index: int) -> bool:
    word, own = page.folded[index], page.trait(index)
    if own & (sign.GIVEN_ALONE | sign.CHAIN):
        return True
    if not word.isalpha() or is_common(word, least=_FAMILY_TOO) or _is_inflected(page, index):
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
    return word[0] in _ATTACHED and any(is_common(form) for form in page.sights[index].forms[1:])


def _is_of_place(page: Page, index: int) -> bool:
    word = page.folded[index]
    plain = word.isalpha() and not is_common(word) and not word.startswith("ال")
    return plain and not word.endswith(_POSSESSIVES) and not _is_inflected(page, index)


def _is_institution(page: Page, span: Span) -> bool:
    """Tell whether an organisation is "university of ..." or the like with two definite words or a name behind."""
    words = page.folded[span.first : span.last]
    if len(words) < _LEAST_DESCRIPTION or phrase(page.words.text[span.start :].split()[0]) not in cues.INSTITUTES:
        return False
    indexes = range(span.first + 1, span.last)
    return all(page.trait(index) & (sign.DEFINITE | sign.GIVEN | sign.CHAIN | sign.AND_THE) for index in indexes)


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
