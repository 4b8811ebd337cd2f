"""Names in Arabic letters, which have no capitals: known spellings, given names, and words that lead to names."""

from daily8.engine.tagging import cues
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.gazetteer import Things
from daily8.engine.tagging.names import is_given_name
from daily8.engine.tagging.reading import arabic_forms, is_arabic
from daily8.engine.tagging.spans import Page
from daily8.engine.tagging.things import Kind

_LONGEST_PERSON = 5
_LONGEST_ORGANISATION = 7
# Written without the dots of ya they are no names: "on" is not Ali.
_PREPOSITIONS = frozenset({"على", "وعلى", "إلى", "حتى"})
# A given name that is as common a word as this needs something that leads to it.
_EVERYDAY = 4.6


def look(page: Page, *, learn: bool) -> None:
    """Note what a text of Arabic letters names; with `learn` also what no table knows."""
    index = 0
    while index < len(page):
        if page.folded[index] and is_arabic(page.words.words[index]):
            index = _look_at(page, index, learn=learn)
        else:
            index += 1


def _look_at(page: Page, index: int, *, learn: bool) -> int:
    known = _known(page, index)
    if learn and (last := _unknown(page, index, known[0] if known else 0)):
        return last
    if known:
        last, taken, things = known
        page.add(index, last, things=things, told=_is_told(page, index, last, taken), taken=taken)
        return last
    return index + 1


def _known(page: Page, index: int) -> tuple[int, int, Things] | None:
    """Return the longest known spelling that begins at a word: its end, the prefix it has, what it names."""
    found: tuple[int, int, Things] | None = None
    for form, taken in arabic_forms(page.words.words[index]):
        for count in range(page.directory.heads.get(form, 0), 0, -1):
            last = index + count
            if found and last <= found[0]:
                break
            if last <= len(page) and _one(page, index, last):
                things = page.directory.named(" ".join([form, *page.folded[index + 1 : last]]))
                if things:
                    found = last, taken, things
                    break
    return found


def _one(page: Page, first: int, last: int) -> bool:
    return all(page.words.follows(index) for index in range(first + 1, last))


def _is_told(page: Page, first: int, last: int, taken: int) -> bool:
    """Tell whether something says that a spelling that is also an everyday word is a name here."""
    word = " ".join(page.folded[first:last])[taken:]
    if page.directory.doubtful(word) or page.directory.doubtful(word.removeprefix("ال")):
        return _bare(page.before(first)) in cues.ARABIC_PLACES | cues.ARABIC_ROLES
    return True


def _unknown(page: Page, index: int, known: int) -> int | None:
    """Note a name that no table knows and that is longer than the known one; return where it ends."""
    for find, kind in ((_organisation, Kind.ORGANISATION), (_person, Kind.PERSON), (_place, Kind.PLACE)):
        if (found := find(page, index)) and found[1] > known:
            first, last, taken = found
            page.add(first, last, kind=kind, taken=taken)
            return last
    return None


def _person(page: Page, index: int) -> tuple[int, int, int] | None:
    """Return a person's name that begins here: a given name, or any rare words behind a role or "he said"."""
    led = _is_led(page, index)
    for form, taken in arabic_forms(page.words.words[index])[:3]:
        if (is_given_name(form) or _is_servant(page, index, form)) and page.words.words[
            index
        ] not in _PREPOSITIONS:
            if not led and is_common(form, least=_EVERYDAY) and not _is_name(page, index + 1):
                continue
            last = _person_end(page, index)
            return (index, last, taken) if last > index + 1 else None
    if (
        led
        and _is_rare(page, index)
        and index + 1 < len(page)
        and _is_rare(page, index + 1)
        and _near(page, index + 1)
    ):
        return index, _person_end(page, index), 0
    return None


def _is_led(page: Page, index: int) -> bool:
    """Tell whether a role or a word of speech leads to a word, adjectives between them left out."""
    for back in range(1, 5):
        at = index - back
        if at < 0 or not _near(page, at + 1):
            return False
        forms = [form for form, _ in arabic_forms(page.words.words[at])]
        if any(form in cues.ARABIC_ROLES or form in cues.ARABIC_SPEAKING for form in forms):
            return True
        if not (page.folded[at].startswith("ال") or page.folded[at] in ("عام", "اول")):
            return False
    return False


def _near(page: Page, index: int) -> bool:
    return page.words.gaps[index] in (" ", "\u00a0", "-")


def _is_servant(page: Page, index: int, form: str) -> bool:
    return form == "عبد" and index + 1 < len(page) and page.folded[index + 1].startswith("ال")


def _person_end(page: Page, index: int) -> int:
    last = index + 1
    while last < len(page) and last - index < _LONGEST_PERSON and _near(page, last) and _is_name(page, last):
        last += 1
    while last > index + 1 and page.folded[last - 1] in cues.ARABIC_CHAINS:
        last -= 1
    return last


def _is_name(page: Page, index: int) -> bool:
    """Tell whether a word may go on a person's name."""
    if index >= len(page) or not page.folded[index]:
        return False
    word = page.folded[index]
    if (
        word in cues.ARABIC_STOPS
        or word in cues.ARABIC_SPEAKING
        or word in cues.ARABIC_ROLES - cues.ARABIC_NAMES_TOO
    ):
        return False
    if word in cues.ARABIC_CHAINS or is_given_name(word):
        return True
    if word.startswith("ال") and len(word) > 4:
        return page.folded[index - 1] not in cues.ARABIC_ROLES
    return _is_rare(page, index) and not word.startswith("وال")


def _is_rare(page: Page, index: int) -> bool:
    """Tell whether a word is none of everyday, with or without what is attached to it."""
    return is_arabic(page.words.words[index]) and not any(
        is_common(form) for form, _ in arabic_forms(page.words.words[index])
    )


def _organisation(page: Page, index: int) -> tuple[int, int, int] | None:
    """Return an organisation that begins here: "ministry" and the like with what describes it."""
    forms = arabic_forms(page.words.words[index])
    for form, taken in forms:
        if form in cues.ARABIC_ORGANISATIONS:
            last = _description_end(page, index, definite=form.startswith("ال"))
            return (index, last, taken) if last > index + 1 else None
        if form in cues.ARABIC_LABELS:
            return _labelled(page, index, taken)
    return None


def _labelled(page: Page, index: int, taken: int) -> tuple[int, int, int] | None:
    """Return the company or paper whose name follows its label."""
    first = index + 1
    if first >= len(page) or not _near(page, first) or page.folded[first] in cues.ARABIC_STOPS:
        return None
    if page.folded[first].startswith("ال"):
        last = _description_end(page, index, definite=False)
        return (index, last, taken) if last > first else None
    if not _is_rare(page, first):
        return None
    last = first + 1
    while last < len(page) and last - first < 3 and _near(page, last) and _goes_on(page, last):
        last += 1
    return first, last, 0


def _goes_on(page: Page, index: int) -> bool:
    return _is_for(page, index) or (_is_rare(page, index) and not page.folded[index].startswith("وال"))


def _description_end(page: Page, index: int, *, definite: bool) -> int:
    last = index + 1
    while last < len(page) and last - index < _LONGEST_ORGANISATION and _near(page, last):
        word = page.folded[last]
        if word in cues.ARABIC_STOPS or word in cues.ARABIC_SPEAKING:
            break
        if not (
            (word.startswith("ال") and len(word) > 4)
            or _is_for(page, last)
            or _completes(page, index, last, definite=definite)
        ):
            break
        last += 1
    while last > index + 1 and _is_for(page, last - 1) and not page.folded[last - 1].startswith("لل"):
        last -= 1
    return last


def _is_for(page: Page, index: int) -> bool:
    """Tell whether a word is "for ..." within a name: للإنشاءات, or لتدبير before a definite one."""
    word = page.folded[index]
    if word.startswith("لل") and len(word) > 4:
        return True
    ahead = index + 1
    return word.startswith("ل") and len(word) > 4 and ahead < len(page) and page.folded[ahead].startswith("ال")


def _completes(page: Page, index: int, last: int, *, definite: bool) -> bool:
    """Tell whether a word without an article completes "bank of ...": only the first may."""
    if definite or last != index + 1:
        return False
    return _known(page, last) is not None or is_given_name(page.folded[last])


def _place(page: Page, index: int) -> tuple[int, int, int] | None:
    """Return a place that begins here, because "town of" or the like stands before it."""
    word = page.folded[index]
    if (
        not index
        or not _near(page, index)
        or word in cues.ARABIC_STOPS
        or _bare(page.folded[index - 1]) not in cues.ARABIC_PLACES
    ):
        return None
    if word in ("بني", "بنو", "ابو", "ام", "عين", "مرسي", "سيدي", "دير", "تل", "كفر", "بيت", "راس", "وادي", "خان"):
        last = index + 2
        return (index, last, 0) if last <= len(page) and _near(page, index + 1) else None
    return (index, index + 1, 0) if _is_rare(page, index) else None


def _bare(word: str) -> str:
    """Return a word that says what follows it, without what is attached to it."""
    if word in cues.ARABIC_PLACES or word in cues.ARABIC_ROLES:
        return word
    return next((form for form, _ in arabic_forms(word) if form in cues.ARABIC_PLACES), "") if word else ""
