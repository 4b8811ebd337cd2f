"""What is the same of a word wherever it stands: how it is compared, what it means, how much it says."""

from dataclasses import dataclass
from functools import lru_cache

from daily8.engine.checking import words
from daily8.engine.checking.concepts import concepts
from daily8.engine.checking.directory import directory
from daily8.engine.checking.lemmas import keys
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.reading import arabic_forms, without_article
from daily8.engine.words.terms import plain

_LEAST_ARABIC = 3
# As common as this says little.
EVERYDAY = 5.2
SIGNS = {"%": "percent", "٪": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_UNITS = {
    "percent": "percent", "cent": "percent", "بالمئه": "percent", "بالمايه": "percent", "المئه": "percent",
    "الميه": "percent", "بالميه": "percent", "المايه": "percent",
    "dollars": "dollar", "dollar": "dollar", "دولار": "dollar", "دولارا": "dollar",
    "دولارات": "dollar", "euro": "euro", "euros": "euro", "يورو": "euro", "pound": "pound", "pounds": "pound",
    "yen": "yen", "ين": "yen",
}  # fmt: skip
_HALVED = frozenset({"halve", "halved", "halves", "halving"})
# What these say, other words say as well.
_GENERAL = frozenset(
    {"say", "show", "plan", "cause", "happen", "get", "give", "hold", "make", "include", "reach", "want"}
)
_DEMONYMS = ("n", "ns", "ian", "ians", "an", "ans", "ese", "s")
_LEAST_BASE = 4


_REMEMBERED = 40_000


@dataclass(frozen=True, slots=True)
class Word:
    """What is the same of a word wherever it stands."""

    plain: str
    keys: frozenset[str]
    concepts: frozenset[str] = frozenset()
    stop: bool = False
    common: bool = False


@lru_cache(_REMEMBERED)
def word(written: str) -> Word:
    """Return what is known of a word as it is written."""
    folded = plain(written)
    if sign := SIGNS.get(written) or _UNITS.get(folded):
        return Word(folded, frozenset({f"unit:{sign}"}))
    meant = concepts(folded)
    own = keys(written.removesuffix("'s").removesuffix("’s"))
    if folded in _HALVED:
        meant, own = meant | {"cut"}, own | {"#0.5"}
    return Word(
        plain=folded,
        keys=own | {f"={concept}" for concept in meant} | _of_people(folded),
        concepts=meant,
        stop=_is_stop(folded),
        common=frequencies().get(folded, 0.0) >= EVERYDAY or bool(meant & _GENERAL),
    )


def demonyms(folded: str) -> set[str]:
    """Return what a country's name and that of its people have in common: Korea, Korean and Koreans."""
    bases = [folded, *(folded.removesuffix(ending) for ending in _DEMONYMS if folded.endswith(ending))]
    return {f"≈{base}" for base in bases if len(base) >= _LEAST_BASE}


def _of_people(folded: str) -> set[str]:
    """Return which country a word is of: Norway, Norwegian and نرويجية are of one."""
    forms = bare_forms(folded) if folded[0] > "\u0600" else [folded]
    found = [form for form in forms if directory().is_people(form)]
    return {f"&{things[0].key}" for form in found if (things := directory().named(form))}


def _is_stop(folded: str) -> bool:
    if folded in words.STOP or folded in words.NEGATORS or (len(folded) == 1 and not folded.isdigit()):
        return True
    return folded[0] in "وف" and len(folded) > _LEAST_ARABIC - 1 and folded[1:] in words.STOP


def bare_forms(word: str) -> list[str]:
    """Return an Arabic word with and without what is attached to its beginning."""
    forms = arabic_forms(word)
    return [*forms, *without_article(forms)]
