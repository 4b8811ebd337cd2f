"""What a word of Arabic letters can be in a name, told from the word alone."""

from collections.abc import Iterable
from functools import cache, lru_cache

from daily8.engine.tagging import cues
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.names import given_names, is_given_name
from daily8.engine.tagging.reading import arabic_forms, is_arabic

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

_REMEMBERED = 20_000
# A given name that is as common a word as this needs something that leads to it.
_EVERYDAY = 4.6
# Written without the dots of ya they are no names: "on" is not Ali.
_PREPOSITIONS = frozenset({"على", "وعلى", "إلى", "حتى"})


Forms = tuple[tuple[str, int], ...]


@lru_cache(_REMEMBERED)
def sight(word: str) -> tuple[int, Forms]:
    """Return what a word can be, as a sum of the signs above, and its forms; 0 for one that is not Arabic."""
    if not is_arabic(word):
        return 0, ()
    forms = arabic_forms(word)
    listed, known = _listed(), frequencies()
    found, most = ARABIC | _shape(forms[0][0]), -1.0
    for form, _ in forms:
        found |= listed.get(form, 0)
        most = max(most, known.get(form, -1.0))
    if word in _PREPOSITIONS:
        found &= ~GIVEN
    return found | _bare().get(forms[0][0], 0) | (
        RARE if most < 0 else EVERYDAY if most >= _EVERYDAY else 0
    ), forms


def given_form(word: str) -> tuple[str, int]:
    """Return the given name in a word, and how many letters are attached to it."""
    forms = sight(word)[1]
    return next((form for form in forms if is_given_name(form[0]) or form[0] == "عبد"), forms[0])


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
        (cues.ARABIC_ROLES, ROLE),
        (cues.ARABIC_SPEAKING, SPEAKING),
        (cues.ARABIC_ORGANISATIONS, ORGANISATION),
        (cues.ARABIC_LABELS, LABEL),
        (cues.ARABIC_PLACES, PLACE),
    )


@cache
def _bare() -> dict[str, int]:
    """Return the signs of words that stand by themselves."""
    return _signs((cues.ARABIC_STOPS, STOP), (cues.ARABIC_CHAINS, CHAIN), (cues.ARABIC_NAMES_TOO, NAME_TOO))


def _signs(*lists: tuple[Iterable[str], int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for words, sign in lists:
        for word in words:
            found[word] = found.get(word, 0) | sign
    return found
