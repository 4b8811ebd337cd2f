"""Organisations and places that Arabic describes: "the ministry of ...", "the town of ..."."""

from collections.abc import Sequence
from dataclasses import dataclass

from daily8.engine.tagging import cues
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.spans import Page
from daily8.engine.tagging.things import Kind

_LONGEST = 9
_LONGEST_LABELLED = 3
_ENDS = sign.STOP | sign.SPEAKING
# "And the" before one of these begins another name.
_OTHERS = sign.ORGANISATION | sign.ROLE | sign.PLACE | sign.GIVEN | sign.KNOWN


@dataclass(frozen=True, slots=True)
class Description:
    """Words from `first` up to `last` that name something, `taken` letters of the first left out."""

    first: int
    last: int
    taken: int
    kind: Kind


def organisation(page: Page, index: int) -> Description | None:
    """Return an organisation that begins here: "ministry" and the like with what describes it."""
    own = page.trait(index)
    if own & sign.ORGANISATION:
        last = _description_end(page, index)
        taken = _attached(page, index)
        if last == index + 2 and _names_itself(page, index + 1):
            return None
        return Description(index, last, taken, Kind.ORGANISATION) if last > index + 1 else None
    return _labelled(page, index) if own & sign.LABEL else None


def place(page: Page, index: int) -> Description | None:
    """Return a place that begins here, because "town of" or the like stands before it."""
    own = page.trait(index)
    label = page.trait(index - 1) if index and page.near(index) else 0
    if not label & sign.PLACE or label & sign.DEFINITE or own & _ENDS:
        return None
    last = index + 1
    before = page.sights[index - 1]
    if own & (sign.DEFINITE | sign.RARE) and (form := _landscape(before.forms)):
        return Description(index - 1, last, before.taken(form), Kind.PLACE)
    if page.folded[index] in cues.ARABIC_PLACE_BEGINNINGS and _continues(page, last):
        return Description(index, last + 1, 0, Kind.PLACE)
    if own & sign.DEFINITE:
        while last - index < _LONGEST_LABELLED and _continues(page, last) and page.trait(last) & sign.DEFINITE:
            last += 1
        return Description(index, last, 0, Kind.PLACE) if last > index + 1 else None
    return Description(index, last, 0, Kind.PLACE) if own & sign.RARE else None


def _landscape(forms: Sequence[str]) -> str | None:
    """Return the form of a word that is "valley", "bay" or the like."""
    return next((form for form in forms if form in cues.ARABIC_LANDSCAPE), None)


def _labelled(page: Page, index: int) -> Description | None:
    """Return the company or paper whose name follows its label."""
    first = index + 1
    if not _continues(page, first):
        return None
    if page.trait(first) & sign.DEFINITE:
        last = _description_end(page, index)
        return Description(index, last, _attached(page, index), Kind.ORGANISATION) if last > first else None
    last = first
    while last - first < _LONGEST_LABELLED and _continues(page, last) and _is_proper(page, last):
        last += 1
    return Description(first, last, 0, Kind.ORGANISATION) if last > first else None


def _is_proper(page: Page, index: int) -> bool:
    own = page.trait(index)
    return bool(own & (sign.RARE | sign.FOR_THE)) and not own & sign.AND_THE


def _description_end(page: Page, index: int) -> int:
    last = index + 1
    while last - index < _LONGEST and _continues(page, last) and _describes(page, index, last):
        last += 1
    while last > index + 1 and page.trait(last - 1) & sign.FOR:
        last -= 1
    return last


def _continues(page: Page, index: int) -> bool:
    return index < len(page) and page.near(index) and not page.trait(index) & _ENDS


def _describes(page: Page, first: int, index: int) -> bool:
    """Tell whether a word goes on a description: a definite one, "for ...", or the name that completes it."""
    own = page.trait(index)
    if page.folded[index] in cues.ARABIC_DESCRIPTION_ENDS:
        return False
    if own & (sign.DEFINITE | sign.FOR_THE):
        return True
    if own & sign.FOR:
        return _continues(page, index + 1) and bool(page.trait(index + 1) & sign.DEFINITE)
    if page.trait(first) & sign.DEFINITE:
        return False
    if own & sign.AND_THE:
        another = own & _OTHERS or page.folded[index][1:] in cues.ARABIC_SHARED_BEGINNINGS
        return bool(page.trait(index - 1) & (sign.DEFINITE | sign.AND_THE)) and not another
    if index != first + 1:
        return False
    return bool(own & sign.GIVEN) or _is_known(page, index)


def _names_itself(page: Page, index: int) -> bool:
    """Tell whether a word names an organisation without the word before it, as in "movement Hamas"."""
    things = page.directory.named(page.folded[index])
    return bool(things and things[0].kind is not Kind.PLACE and not page.directory.is_doubtful(page.folded[index]))


def _is_known(page: Page, index: int) -> bool:
    return page.directory.named(page.folded[index]) is not None


def _attached(page: Page, index: int) -> int:
    """Return how many letters are attached to a word such as "ministry" or "company"."""
    seen = page.sights[index]
    words = cues.ARABIC_ORGANISATIONS | cues.ARABIC_LABELS
    return next((seen.taken(form) for form in (*seen.forms, *seen.bare) if form in words), 0)
