"""Names in Arabic letters, which have no capitals: known spellings, given names, and words that lead to names."""

from daily8.engine.tagging import arabic_descriptions as descriptions
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.gazetteer import Things
from daily8.engine.tagging.spans import Page
from daily8.engine.tagging.things import Kind

_LONGEST_PERSON = 5
_NAMES = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.EVENT})
_NOT_IN_NAMES = sign.STOP | sign.SPEAKING
_LEADS = sign.ROLE | sign.SPEAKING
_BEGINS = sign.RARE | sign.GIVEN | sign.ORGANISATION | sign.LABEL


def look(page: Page, *, learn: bool) -> None:
    """Note what a text of Arabic letters names; with `learn` also what no table knows."""
    heads = page.directory.heads
    led, after = False, 0
    for index, (own, forms) in enumerate(page.sights):
        if index < after:
            continue
        after = index + 1
        if not own:
            led = False
            continue
        led = led and page.near(index)
        known = next((True for form, _ in forms if form in heads), False)
        if known or own & _BEGINS or led or (index and page.trait(index - 1) & sign.PLACE):
            after = _look_at(page, index, led=led, learn=learn)
        led = after == index + 1 and (bool(own & _LEADS) or (led and bool(own & sign.DEFINITE)))


def _look_at(page: Page, index: int, *, led: bool, learn: bool) -> int:
    """Note what begins at a word; return where to go on."""
    known = _known(page, index)
    if learn and (found := _unknown(page, index, led=led)) and (not known or found.last > known[0]):
        page.add(found.first, found.last, kind=found.kind, taken=found.taken)
        return found.last
    if known:
        last, taken, things = known
        page.add(index, last, things=things, told=_is_told(page, index, last, taken, things), taken=taken)
        return last
    return index + 1


def _known(page: Page, index: int) -> tuple[int, int, Things] | None:
    """Return the longest known spelling that begins at a word: its end, the prefix it has, what it names."""
    found: tuple[int, int, Things] | None = None
    for form, taken in page.sights[index][1]:
        for count in page.directory.heads.get(form, ()):
            last = index + count
            if found and last <= found[0]:
                break
            if page.one(index, last) and (things := _named(page, form, index, last)):
                found = last, taken, things
                break
    return found


def _named(page: Page, form: str, index: int, last: int) -> Things | None:
    if last == index + 1:
        return page.directory.named(form)
    return page.directory.named(" ".join([form, *page.folded[index + 1 : last]]))


def _unknown(page: Page, index: int, *, led: bool) -> descriptions.Description | None:
    """Return the name that begins at a word and that no table need know."""
    return (
        descriptions.organisation(page, index) or _person(page, index, led=led) or descriptions.place(page, index)
    )


def _is_told(page: Page, first: int, last: int, taken: int, things: Things) -> bool:
    """Tell whether something says that a spelling that is also an everyday word is a name here."""
    word = " ".join(page.folded[first:last])[taken:]
    if not page.directory.is_doubtful(word):
        return True
    if first > 0 and page.near(first) and page.trait(first - 1) & (sign.PLACE | _LEADS):
        return True
    return len(things) == 1 and things[0].kind in _NAMES and not page.trait(first) & sign.EVERYDAY


def _person(page: Page, index: int, *, led: bool) -> descriptions.Description | None:
    """Return a person's name that begins here: a given name, or any rare words behind a role or "he said"."""
    own = page.trait(index)
    if own & sign.GIVEN:
        if not led and own & sign.EVERYDAY and not _is_name(page, index + 1):
            return None
        last = _person_end(page, index)
        taken = sign.given_form(page.words.words[index])[1]
        return descriptions.Description(index, last, taken, Kind.PERSON) if last > index + 1 else None
    if led and own & sign.RARE and _is_name(page, index + 1) and page.trait(index + 1) & sign.RARE:
        return descriptions.Description(index, _person_end(page, index), 0, Kind.PERSON)
    if own & sign.RARE and _is_name(page, index + 1) and page.directory.person(page.folded[index : index + 2]):
        return descriptions.Description(index, index + 2, 0, Kind.PERSON)
    return None


def _person_end(page: Page, index: int) -> int:
    last = index + 1
    while last - index < _LONGEST_PERSON and _is_name(page, last):
        last += 1
    while last > index + 1 and page.trait(last - 1) & sign.CHAIN:
        last -= 1
    return last


def _is_name(page: Page, index: int) -> bool:
    """Tell whether a word may go on a person's name."""
    if index >= len(page) or not page.near(index):
        return False
    own = page.trait(index)
    if own & _NOT_IN_NAMES or (own & sign.ROLE and not own & sign.NAME_TOO):
        return False
    if own & (sign.CHAIN | sign.DEFINITE):
        return True
    return bool(own & (sign.GIVEN | sign.RARE)) and not own & sign.AND_THE
