"""What a name in Latin letters is most likely of, when no table knows it."""

from daily8.engine.tagging import cues
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.names import given_name
from daily8.engine.tagging.spans import Page
from daily8.engine.tagging.things import Kind


def kind_of(page: Page, first: int, last: int) -> Kind | None:
    """Return what a name that no table knows is most likely of."""
    words = page.folded[first:last]
    if words[-1] in cues.PLACES or (words[0] in cues.PLACES | cues.PLACE_BEGINNINGS and len(words) > 1):
        return Kind.PLACE
    if len(words) > 1 and (words[-1] in cues.EVENTS or words[0] in cues.STORMS):
        return Kind.EVENT
    if _is_person(page, first, last):
        return Kind.PERSON
    if page.before(first) in cues.WHERE:
        return Kind.PLACE
    if (
        len(words) > 1
        and page.before(first) != "the"
        and all(word.isalpha() and not is_common(word) for word in words)
    ):
        return Kind.PERSON
    return Kind.ORGANISATION if len(words) > 1 else None


def _is_person(page: Page, first: int, last: int) -> bool:
    words = page.folded[first:last]
    if page.before(first) in cues.ROLES:
        return True
    if len(words) == 1:
        return False
    joined = page.words.gaps[last - 1] == "-" and page.words.gaps[first + 1] == " "
    if len(words) > 2 and joined and not is_common(words[0]):
        return True
    return given_name(words) is not None or (_speaks(page, last) and not is_common(words[-1]))


def _speaks(page: Page, last: int) -> bool:
    """Tell whether words behind a name say that it is somebody's: "said", "who", "a minister", "42"."""
    if page.after(last) in cues.SPEAKING:
        return True
    if last >= len(page) or page.words.gaps[last] != ", ":
        return False
    return page.folded[last] in ("who", "a", "an") or page.folded[last].isdigit()


def is_sure(page: Page, first: int, last: int) -> bool:
    """Tell whether a name of one word is surely one; otherwise it must occur again."""
    if last - first > 1:
        return True
    return page.before(first) in cues.WHERE | cues.ROLES or page.after(last) in cues.SPEAKING
