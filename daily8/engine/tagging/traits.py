"""What a word can be in a name, told from the word alone."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from daily8.engine.tagging import cues
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.names import given_names, is_given_name
from daily8.engine.tagging.reading import arabic_forms, fold, is_arabic, without_article

GIVEN = 1
ROLE = 2
SPEAKING = 4
ORGANISATION = 8
LABEL = 16
PLACE = 32
STOP = 64
RARE = 128
DEFINITE = 256
EVERYDAY = 512
# "For the ..." and "and the ...": both may go on a description, only the first a name.
FOR_THE = 1024
FOR = 2048
AND_THE = 4096
CHAIN = 8192
NAME_TOO = 16384
ARABIC = 32768
# A given name that is a word as well, and one that nothing is attached to.
WORD = 65536
GIVEN_ALONE = 131072
# Of other letters: one with a capital, and one at which a name may begin.
CAPITAL = 262144
BEGINS = 524288
# A spelling of one word is known.
KNOWN = 1048576
# A known spelling begins with a form of the word, with or without its article.
HEAD = 2097152

# The second word of a known spelling, and a rare family name, or nearly one, of somebody known.
SECOND = 4194304
BORNE = 8388608
# Known people have it as a family name.
SURNAME = 33554432

# Twice as many words are remembered at most.
_REMEMBERED = 14_000
_COMMON = 16777216
_EVERYDAY = 4.6
# Written without the dots of ya they are no names: "on" is not Ali.
_PREPOSITIONS = frozenset({"على", "وعلى", "إلى", "حتى"})


class Sight(NamedTuple):
    """A word as it is seen: what it can be, its forms, and those of them that a known spelling begins with.

    A form of an Arabic word is the word without what is attached to it; `bare` are such forms without their
    article. A word of other letters has one form.
    """

    traits: int
    forms: tuple[str, ...]
    heads: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()

    def taken(self, form: str) -> int:
        """Return how many letters are attached before a form, which may be without its article."""
        length = len(form) if form in self.forms else len(form) + 2
        return len(self.forms[0]) - length


class Sights(dict[str, Sight]):
    """Words by how they are written; a word is looked at once, as long as it is remembered."""

    def __init__(
        self,
        heads: Mapping[str, tuple[int, ...]],
        small: Container[str],
        pairs: Container[str],
        bearer: Callable[[Sequence[str]], object],
        is_surname: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._heads, self._small, self._pairs = heads, small, pairs
        self._bearer, self._is_surname = bearer, is_surname
        self._earlier: dict[str, Sight] = {}
        self._listed, self._alone = _listed(), _alone()

    def __missing__(self, word: str) -> Sight:
        if len(self) >= _REMEMBERED:
            self._earlier = dict(self)
            self.clear()
        seen = self._earlier.get(word) or (self._arabic(word) if is_arabic(word) else self._other(word))
        self[word] = seen
        return seen

    def forget(self) -> None:
        """Look at every word again, because more spellings are known."""
        self.clear()
        self._earlier = {}

    def _other(self, word: str) -> Sight:
        folded = fold(word)
        known = folded in self._heads
        found = SECOND if f" {folded}" in self._pairs else 0
        if word[0].isupper():
            idle = folded in cues.NEVER and not known and (len(word) == 1 or not word.isupper())
            return Sight(found | CAPITAL if idle else found | CAPITAL | BEGINS, (folded,))
        if folded in self._small or (known and folded in cues.SMALL_BEGINNINGS):
            return Sight(found | (BEGINS | KNOWN if self._heads[folded][-1] == 1 else BEGINS), (folded,))
        many = folded[-1:] == "s" and folded[:-1] in self._small and self._heads[folded[:-1]][-1] == 1
        return Sight(found | BEGINS | KNOWN if many else found, (folded,))

    def _arabic(self, word: str) -> Sight:
        forms = arabic_forms(word)
        if not forms[0]:
            return Sight(0, forms)
        bare = without_article(forms)
        own, heads = self._look_up(forms)
        found = ARABIC | _shape(forms[0]) | own | self._alone.get(forms[0], 0)
        less: tuple[str, ...] = ()
        if bare:
            other, less = self._look_up(bare)
            found = (found | other & ~(GIVEN | LABEL | WORD)) & (~RARE | own & other)
        if word in _PREPOSITIONS:
            found &= ~GIVEN
        return Sight(found | self._signs(forms, found, known=bool(heads or less)), forms, heads, less)

    def _signs(self, forms: Sequence[str], found: int, *, known: bool) -> int:
        signs = HEAD if known else 0
        if f" {forms[0]}" in self._pairs:
            signs |= SECOND
        if self._is_surname(forms[0]):
            signs |= SURNAME
        return signs | BORNE if found & RARE and self._bearer(forms) else signs

    def _look_up(self, forms: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        """Return what any of the forms of a word can be, and those that known spellings begin with."""
        begin: tuple[str, ...] = ()
        found, listed, heads = 0, self._listed, self._heads
        for form in forms:
            if form in listed:
                found |= listed[form]
            if form in heads:
                begin += (form,)
                if heads[form][-1] == 1 and len(form) > 2:
                    found |= KNOWN
        return found & ~_COMMON if found & _COMMON else found | RARE, begin


def given_form(seen: Sight) -> str:
    """Return the given name in a word."""
    return next((form for form in seen.forms if is_given_name(form) or form == "عبد"), seen.forms[0])


def _shape(folded: str) -> int:
    if len(folded) <= 4:
        return 0
    if folded.startswith("ال"):
        return DEFINITE
    if folded.startswith("وال"):
        return AND_THE
    if folded.startswith("لل"):
        return FOR_THE
    return FOR if folded.startswith("ل") else 0


@cache
def _listed() -> dict[str, int]:
    """Return the signs of words that may have others attached, and of all that are common."""
    found = _together(
        (given_names(), GIVEN),
        ({"عبد"}, GIVEN),
        (cues.ARABIC_GIVEN_WORDS, WORD),
        (cues.ARABIC_ROLES, ROLE),
        (cues.ARABIC_SPEAKING, SPEAKING),
        (cues.ARABIC_ORGANISATIONS, ORGANISATION),
        (cues.ARABIC_LABELS, LABEL),
        (cues.ARABIC_PLACES, PLACE),
    )
    for word, frequency in frequencies().items():
        if word > "\u0600":
            sign = _COMMON | EVERYDAY if frequency >= _EVERYDAY else _COMMON
            found[word] = found[word] | sign if word in found else sign
    return found


@cache
def _alone() -> dict[str, int]:
    """Return the signs of words that stand by themselves."""
    return _together(
        (cues.ARABIC_STOPS, STOP),
        (cues.ARABIC_CHAINS, CHAIN),
        (cues.ARABIC_NAMES_TOO, NAME_TOO),
        (given_names(), GIVEN_ALONE),
    )


def _together(*lists: tuple[Iterable[str], int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for words, sign in lists:
        for word in words:
            found[word] = found.get(word, 0) | sign
    return found
