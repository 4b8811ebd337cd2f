"""What the words around a spelling say of it: whether it is a name here, and of what kind."""

from daily8.engine.tagging import cues
from daily8.engine.tagging.commonness import is_common
from daily8.engine.tagging.gazetteer import Things
from daily8.engine.tagging.names import is_given_name
from daily8.engine.tagging.spans import Page
from daily8.engine.tagging.things import Kind


def context(page: Page, first: int, last: int, things: Things) -> tuple[bool, Kind | None]:
    """Return whether a known spelling in Latin letters means one of its things here, and which kind of them."""
    word, kind = " ".join(page.folded[first:last]), _kind(page, first, last)
    if last > first + 1 and not page.directory.is_doubtful(word):
        return True, kind
    written = page.words.words[first]
    if page.directory.acronym(written):
        return not (_shouts(page, first - 1) or _shouts(page, last)), kind
    if things[0].kind is Kind.PERSON and written.isupper() and is_common(word) and not _shouts(page, last):
        return page.headline, kind
    if page.directory.is_doubtful(word):
        return _doubtful_is_told(page, first, last, things, kind), kind
    if (page.opens(first) or page.headline) and is_common(word):
        return word not in page.lowered, kind
    return True, kind


def _doubtful_is_told(page: Page, first: int, last: int, things: Things, kind: Kind | None) -> bool:
    word, kinds = page.folded[first], {thing.kind for thing in things}
    if len(word) == 1:
        return page.before(first) in ("on", "formerly")
    if kind in kinds:
        return True
    if kinds == {Kind.PLACE} or kinds == {Kind.THEME} or is_given_name(word) or word in cues.INSTITUTIONS:
        return False
    if page.headline:
        return not is_common(word)
    return word not in page.lowered and not (page.opens(first) and is_common(word) and last == first + 1)


def _kind(page: Page, first: int, last: int) -> Kind | None:
    """Return what kind of thing the words beside a name speak of."""
    before = page.before(first)
    if before in cues.WHERE:
        return Kind.PLACE
    if before in cues.ROLES:
        return Kind.PERSON
    if page.after(last) in cues.SPEAKING:
        return Kind.PERSON
    return None


def _shouts(page: Page, index: int) -> bool:
    """Tell whether a word is all capitals, so that capitals make no acronym beside it."""
    if not 0 <= index < len(page):
        return False
    word = page.words.words[index]
    return len(word) > 1 and word.isupper() and not page.directory.acronym(word)
