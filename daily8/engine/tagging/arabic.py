"""Names in Arabic letters, which have no capitals: known spellings, given names, and words that lead to names."""

from collections.abc import Iterable
from dataclasses import dataclass

from daily8.engine.tagging import arabic_descriptions as descriptions
from daily8.engine.tagging import cues
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.gazetteer import ANY_CASE, Things
from daily8.engine.tagging.names import given_name
from daily8.engine.tagging.spans import Page
from daily8.engine.tagging.things import Kind

_LONGEST_PERSON = 5
_LEAST_COMMON = 3.5
# "And", "he", "she" and "we" are single letters before a word.
_VERBAL = frozenset("ويتن")
_NAMES = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.EVENT})
_NOT_IN_NAMES = sign.STOP | sign.SPEAKING
_LEADS = sign.ROLE | sign.SPEAKING
_UNKNOWN = sign.RARE | sign.GIVEN | sign.ORGANISATION | sign.LABEL
_BEGINS = sign.KNOWN | sign.RARE | sign.GIVEN | sign.ORGANISATION | sign.LABEL
# All other words are passed over, as long as nothing before them says that a name follows.
_TELLING = _BEGINS | _LEADS | sign.HEAD
# A rare word without any of these begins a name only before somebody's family name.
_MORE = _LEADS | sign.KNOWN | sign.GIVEN | sign.ORGANISATION | sign.LABEL | sign.HEAD | sign.BORNE


@dataclass(frozen=True, slots=True)
class _Known:
    """A known spelling: where it ends, how many letters are attached to it, and what it names."""

    last: int
    taken: int
    spelling: str
    things: Things


def look(page: Page, *, learn: bool) -> None:
    """Note what a text of Arabic letters names; with `learn` also what no table knows."""
    led, after, before = False, 0, 0
    for index, seen in enumerate(page.sights):
        own, before_this, before = seen.traits, before, seen.traits
        if index < after:
            continue
        after = index + 1
        if not own & sign.ARABIC:
            led = False
            continue
        if not (led or before_this & sign.PLACE):
            if not own & _TELLING:
                continue
            if not own & _MORE and not _is_before_surname(page, after):
                continue
        led = led and page.near(index)
        worth = led or own & _BEGINS or before_this & sign.PLACE
        if worth or (own & sign.HEAD and _goes_on(page, index, seen)):
            after = _look_at(page, index, led=led, learn=learn)
        led = after == index + 1 and (bool(own & _LEADS) or (led and bool(own & sign.DEFINITE)))


def _is_before_surname(page: Page, ahead: int) -> bool:
    return ahead < len(page.folded) and bool(page.trait(ahead) & sign.SURNAME)


def _goes_on(page: Page, index: int, seen: sign.Sight) -> bool:
    """Tell whether a word and the next begin a known spelling."""
    ahead = index + 1
    if ahead == len(page.folded) or not page.trait(ahead) & sign.SECOND:
        return False
    following, pairs = page.folded[ahead], page.directory.pairs
    for form in seen.heads + seen.bare:  # noqa: SIM110, as this is asked of every third word
        if f"{form} {following}" in pairs:
            return True
    return False


def _look_at(page: Page, index: int, *, led: bool, learn: bool) -> int:
    """Note what begins at a word; return where to go on."""
    known = _known(page, index)
    may = learn and (led or page.trait(index) & _UNKNOWN or (index and page.trait(index - 1) & sign.PLACE))
    if may and (found := _unknown(page, index, led=led)) and not (known and _is_enough(known, index, found)):
        page.add(found.first, found.last, kind=found.kind, taken=found.taken)
        if found.kind is Kind.ORGANISATION:
            _nest(page, found.first, found.last)
        return found.last
    if not known and page.trait(index) & sign.BORNE:
        _surname(page, index)
    if known:
        page.add(index, known.last, things=known.things, told=_is_told(page, index, known), taken=known.taken)
        if known.last - index > 1 and known.things[0].kind is Kind.ORGANISATION:
            _nest(page, index, known.last)
        return known.last
    return index + 1


def _is_enough(known: _Known, first: int, found: descriptions.Description) -> bool:
    """Tell whether a known spelling is the whole name: as long as the other, or an organisation by itself."""
    itself = known.last - first > 1 and known.things[0].kind is Kind.ORGANISATION
    return found.last <= known.last or (itself and found.kind is Kind.ORGANISATION)


def _surname(page: Page, index: int) -> None:
    """Note the rare family name of the only known person who has it, when it stands alone."""
    seen = page.sights[index]
    if (found := page.directory.bearer(seen.forms)) and not _is_amid_names(page, index, index + 1):
        page.add(index, index + 1, things=(found[0],), taken=seen.taken(found[1]))


def _nest(page: Page, first: int, last: int) -> None:
    """Note the countries that the name of an organisation holds."""
    for index in range(first + 1, last):
        known = _known(page, index)
        if known and known.last == index + 1 and page.directory.is_people(known.spelling):
            page.add(index, known.last, things=known.things, taken=known.taken, nested=True)


def _known(page: Page, index: int) -> _Known | None:
    """Return the longest known spelling that begins at a word; one without its article is hardly a name."""
    seen = page.sights[index]
    if not seen.traits & sign.HEAD:
        return None
    if found := _longest(page, index, seen.heads):
        return found
    bare = _longest(page, index, seen.bare)
    return bare if bare and (bare.things[0].kind in ANY_CASE or page.directory.is_people(bare.spelling)) else None


def _longest(page: Page, index: int, forms: Iterable[str]) -> _Known | None:
    found: _Known | None = None
    for form in forms:
        for last in page.ends(index, form):
            if found and last <= found.last:
                break
            spelling = form if last == index + 1 else " ".join([form, *page.folded[index + 1 : last]])
            if things := page.directory.named(spelling):
                found = _Known(last, page.sights[index].taken(form), spelling, things)
                break
    return found


def _unknown(page: Page, index: int, *, led: bool) -> descriptions.Description | None:
    """Return the name that begins at a word and that no table need know."""
    own, found = page.trait(index), None
    if own & (sign.ORGANISATION | sign.LABEL):
        found = descriptions.organisation(page, index)
    if not found and own & (sign.GIVEN | sign.RARE):
        found = _person(page, index, led=led)
    return found or (descriptions.place(page, index) if index and page.trait(index - 1) & sign.PLACE else None)


def _is_told(page: Page, first: int, known: _Known) -> bool:
    """Tell whether something says that a spelling that is also an everyday word is a name here."""
    if not page.directory.is_doubtful(known.spelling):
        return True
    if page.words.words[first][known.taken :] in cues.ARABIC_AS_WRITTEN:
        return True
    kinds = {thing.kind for thing in known.things}
    before = page.trait(first - 1) if first and page.near(first) else 0
    if (before & sign.PLACE and Kind.PLACE in kinds) or (before & _LEADS and Kind.PERSON in kinds):
        return True
    if not (len(kinds) == 1 and kinds <= _NAMES) or (Kind.PERSON in kinds and page.trait(first) & sign.GIVEN):
        return False
    return Kind.EVENT in kinds or not (
        _is_word(page, first, known.spelling) or _is_amid_names(page, first, known.last)
    )


def _is_amid_names(page: Page, first: int, last: int) -> bool:
    """Tell whether words that nobody knows stand on either side, so that these are a part of their name."""
    before = first > 0 and page.near(first) and page.trait(first - 1) & sign.RARE
    return bool(before or (last < len(page) and page.near(last) and page.trait(last) & sign.RARE))


def _is_word(page: Page, index: int, spelling: str) -> bool:
    """Tell whether a spelling is a word of Arabic: names are said with the article or without, words with both."""
    other = spelling[2:] if spelling.startswith("ال") else "ال" + spelling
    if page.trait(index) & sign.EVERYDAY:
        return True
    return is_common(spelling) and is_common(other, least=_LEAST_COMMON)


def _person(page: Page, index: int, *, led: bool) -> descriptions.Description | None:
    """Return a person's name that begins here: a given name, or any rare words behind a role or "he said"."""
    own = page.trait(index)
    if own & sign.GIVEN:
        if not led and own & sign.WORD and not _is_surely_name(page, index + 1):
            return None
        last = _person_end(page, index)
        form = sign.given_form(page.sights[index])
        given = given_name([form, *page.folded[index + 1 : index + 2]])
        alone = index + (given[1] if given else 1 + (form == "عبد"))
        taken = page.sights[index].taken(form)
        return descriptions.Description(index, last, taken, Kind.PERSON) if last > alone else None
    if led and _is_foreign(page, index) and _is_name(page, index + 1) and _is_foreign(page, index + 1):
        return descriptions.Description(index, _person_end(page, index), 0, Kind.PERSON)
    if own & sign.RARE and _is_known_person(page, index, led=led):
        return descriptions.Description(index, index + 2, 0, Kind.PERSON)
    return None


def _is_known_person(page: Page, index: int, *, led: bool) -> bool:
    """Tell whether two words are the name of somebody known, in another spelling of the first."""
    name = page.folded[index : index + 2]
    told = len(name) > 1 and bool(led or page.trait(index + 1) & sign.SURNAME)
    return told and _is_name(page, index + 1) and page.directory.person(name) is not None


def _person_end(page: Page, index: int) -> int:
    last = index + 1
    while last - index < _LONGEST_PERSON and _is_name(page, last) and not _begins_another(page, index, last):
        last += 1
    while last > index + 1 and (page.trait(last - 1) & sign.CHAIN or _is_time(page, index, last - 1)):
        last -= 1
    return last


def _is_time(page: Page, first: int, index: int) -> bool:
    """Tell whether a word behind a whole name is "morning", which is somebody's given name too."""
    return index - first > 1 and page.folded[index] in cues.ARABIC_TIMES


def _begins_another(page: Page, first: int, index: int) -> bool:
    """Tell whether a word behind a whole name is "and" with the next, or what somebody does."""
    return index - first > 1 and page.folded[index][0] in _VERBAL and not page.trait(index) & sign.GIVEN_ALONE


def _is_foreign(page: Page, index: int) -> bool:
    """Tell whether a word that nobody knows looks like a name rather than "and ..." or "he does"."""
    own = page.trait(index)
    return bool(own & sign.RARE) and not own & sign.DEFINITE and page.folded[index][0] not in _VERBAL


def _is_surely_name(page: Page, index: int) -> bool:
    return _is_name(page, index) and bool(page.trait(index) & (sign.GIVEN_ALONE | sign.CHAIN))


def _is_noun(folded: str) -> bool:
    """Tell whether a word with its article is an everyday one; family names that say where from are not."""
    return not folded.endswith("ي") and (is_common(folded, least=_LEAST_COMMON) or is_common(folded[2:]))


def _is_name(page: Page, index: int) -> bool:
    """Tell whether a word may go on a person's name."""
    if index >= len(page) or not page.near(index):
        return False
    own = page.trait(index)
    if not own or own & _NOT_IN_NAMES or (own & sign.ROLE and not own & sign.NAME_TOO):
        return False
    if own & sign.CHAIN:
        return True
    if own & sign.DEFINITE:
        return bool(own & (sign.GIVEN | sign.NAME_TOO)) or not _is_noun(page.folded[index])
    return bool(own & (sign.GIVEN_ALONE | sign.RARE)) and not own & sign.AND_THE
