"""What a word of Arabic letters can be in a name, told from the word alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from daily8.engine.tagging import cues
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.names import given_names, is_given_name
from daily8.engine.tagging.reading import arabic_forms, is_arabic, without_article

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
ARTICLE = 262144

_REMEMBERED = 12_000
_EVERYDAY = 4.6
# Written without the dots of ya they are no names: "on" is not Ali.
_PREPOSITIONS = frozenset({"على", "وعلى", "إلى", "حتى"})


@dataclass(frozen=True, slots=True)
class Sight:
    """An Arabic word as it is seen: what it can be, and its forms."""

    traits: int
    forms: tuple[str, ...]

    @property
    def bare(self) -> list[str]:
        """The forms that have an article, without it."""
        return without_article(self.forms) if self.traits & ARTICLE else []

    def taken(self, form: str) -> int:
        """Return how many letters are attached before a form, which may be without its article."""
        length = len(form) if form in self.forms else len(form) + 2
        return len(self.forms[0]) - length


NOTHING = Sight(0, ())


@lru_cache(_REMEMBERED)
def sight(word: str) -> Sight:
    """Return what a word can be, as a sum of the signs above; nothing for one that is not Arabic."""
    forms = arabic_forms(word) if is_arabic(word) else ("",)
    if not forms[0]:
        return NOTHING
    listed, known = _listed(), frequencies()
    found, most = ARABIC | _shape(forms[0]), -1.0
    for form in forms:
        found |= listed.get(form, 0)
        most = max(most, known.get(form, -1.0))
    for form in without_article(forms):
        found |= ARTICLE | listed.get(form, 0) & ~(GIVEN | LABEL | WORD)
        most = max(most, known.get(form, -1.0))
    if word in _PREPOSITIONS:
        found &= ~GIVEN
    found |= _alone().get(forms[0], 0) | (RARE if most < 0 else EVERYDAY if most >= _EVERYDAY else 0)
    return Sight(found, forms)


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
    """Return the signs of words that may have others attached."""
    return _signs(
        (given_names(), GIVEN),
        ({"عبد"}, GIVEN),
        (cues.ARABIC_GIVEN_WORDS, WORD),
        (cues.ARABIC_ROLES, ROLE),
        (cues.ARABIC_SPEAKING, SPEAKING),
        (cues.ARABIC_ORGANISATIONS, ORGANISATION),
        (cues.ARABIC_LABELS, LABEL),
        (cues.ARABIC_PLACES, PLACE),
    )


@cache
def _alone() -> dict[str, int]:
    """Return the signs of words that stand by themselves."""
    return _signs(
        (cues.ARABIC_STOPS, STOP),
        (cues.ARABIC_CHAINS, CHAIN),
        (cues.ARABIC_NAMES_TOO, NAME_TOO),
        (given_names(), GIVEN_ALONE),
    )


def _signs(*lists: tuple[Iterable[str], int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for words, sign in lists:
        for word in words:
            found[word] = found.get(word, 0) | sign
    return found
