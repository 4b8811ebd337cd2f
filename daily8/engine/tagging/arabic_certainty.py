"""Which names in Arabic letters are surely meant, though nothing but the words around tells a name from a word."""

from daily8.engine.tagging import cues
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.reading import phrase, written_form
from daily8.engine.tagging.spans import Page, Span
from daily8.engine.tagging.things import Kind, Thing

# Short vowels are written where a word would be read as another one.
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650")
# What stands attached before a place: "in", "to".
_WHERE = frozenset("بل")
# A shorter name may as well be the end of a word that begins with one of these.
_LEAST_ATTACHED = 5
# A name is more common without the article than with it, or the other way round; a word is said in both ways.
_LEAST_APART = 0.7
_LEAST_THEME = 4
_LEAST_LIST = 2
_COMMAS = frozenset({"،", ",", "-", "–"})
_LONGEST_CHARGE = 7
_INTRODUCING = sign.PLACE | sign.ORGANISATION | sign.LABEL


def is_sure_word(page: Page, span: Span, thing: Thing, directory: Directory) -> bool:
    """Tell whether one Arabic word that is a known spelling is that name and no other word."""
    raw = page.words.words[span.first]
    name = page.words.text[span.start : span.end]
    if not _VOWELS.isdisjoint(raw) or not _is_as_listed(name, directory) or _is_otherwise(page, span):
        return False
    if name in cues.ARABIC_AS_WRITTEN:
        return True
    folded = phrase(name)
    bare = folded.removeprefix("ال")
    if thing.kind is Kind.THEME:
        return len(bare) >= _LEAST_THEME and _is_sure_theme(page, span.first, folded)
    if thing.kind is Kind.PERSON:
        return thing.key in cues.KNOWN_BY_FAMILY_NAME
    if any(directory.is_people(form) for form in (folded, bare, "ال" + folded)):
        return folded not in cues.ARABIC_HOMOGRAPHS and not _is_family_name(page, span.first)
    return _is_sure_thing(page, span, thing, folded)


def _is_sure_thing(page: Page, span: Span, thing: Thing, folded: str) -> bool:
    """Tell whether a word that is a place's, an organisation's or an event's name is no other word here."""
    word, bare, directory = page.folded[span.first], folded.removeprefix("ال"), page.directory
    if _is_named_before(page, span.first) or _is_family_name(page, span.first):
        return False
    if thing.kind is Kind.ORGANISATION and not is_sure_phrase(page, span, thing):
        return False
    if folded != word and folded == bare and len(bare) < _LEAST_ATTACHED:
        return False
    if _is_introduced(page, span.first):
        return True
    if thing.kind is Kind.EVENT and page.before(span.first) in cues.ARABIC_WHEN:
        return True
    if folded in cues.ARABIC_LOCATED or directory.is_minor(thing.key):
        return _is_located(page, span, directory) and folded not in cues.ARABIC_HOMOGRAPHS
    return folded in cues.ARABIC_SURELY or not _is_ordinary(folded, directory)


def is_sure_phrase(page: Page, span: Span, thing: Thing) -> bool:
    """Tell whether Arabic words that are a known spelling are the whole name, and no more is said behind them."""
    if thing.kind is Kind.THEME:
        return not _is_in_charge(page, span.first)
    if span.last >= len(page) or not page.near(span.last):
        return True
    following, own = page.folded[span.last], page.trait(span.last)
    if thing.kind is Kind.PERSON:
        return following != "الدين" and not own & sign.CHAIN
    if thing.kind is not Kind.ORGANISATION or page.folded[span.first] not in cues.ARABIC_SHARED_BEGINNINGS:
        return _is_alone(page, span)
    people = page.directory.is_people(following) or page.directory.is_people(following.removeprefix("ال"))
    if people and page.folded[span.first] != "مجلس":
        return True
    return not own & sign.FOR_THE and not (own & sign.DEFINITE and following.endswith(("ي", "يه")))


def _is_alone(page: Page, span: Span) -> bool:
    """Tell whether "foreign of Morocco" is its ministry, and not the end of "the foreign policy of Morocco"."""
    before = span.first and page.near(span.first) and page.trait(span.first - 1)
    return not (before and before & sign.DEFINITE and page.folded[span.first] in ("الخارجيه", "الداخليه"))


def _is_sure_theme(page: Page, first: int, folded: str) -> bool:
    doubtful = folded in cues.ARABIC_HOMOGRAPHS or page.directory.is_doubtful(folded)
    return not doubtful and not _is_in_charge(page, first)


def _is_in_charge(page: Page, first: int) -> bool:
    """Tell whether words say of what somebody is minister, which is not what the article is about."""
    index = first
    while index and first - index < _LONGEST_CHARGE and page.near(index):
        index -= 1
        if not cues.ARABIC_CHARGES.isdisjoint(page.sights[index].forms):
            return True
    return False


def _is_otherwise(page: Page, span: Span) -> bool:
    """Tell whether the next word makes something else of a name."""
    following = cues.ARABIC_OTHERWISE.get(page.sights[span.first].forms[-1])
    return bool(following and span.last < len(page) and page.folded[span.last].startswith(following))


def _is_named_before(page: Page, first: int) -> bool:
    """Tell whether a given name stands before a word, which is a family name then: Michel Oslo."""
    if not first or not page.near(first):
        return False
    before = page.trait(first - 1)
    return bool(before & sign.GIVEN_ALONE or (before & sign.ROLE and before & sign.DEFINITE))


def _is_family_name(page: Page, first: int) -> bool:
    """Tell whether a word without its article is somebody's family name anywhere in the text."""
    return not page.trait(first) & sign.DEFINITE and page.folded[first] in page.family_names


def _is_introduced(page: Page, first: int) -> bool:
    if not first or not page.near(first):
        return False
    before = page.trait(first - 1)
    return bool(before & _INTRODUCING) and not (before & page.trait(first) & sign.DEFINITE)


def _is_located(page: Page, span: Span, directory: Directory) -> bool:
    """Tell whether words say that something is or goes where a name stands."""
    first = span.first
    taken = span.start - page.words.starts[first]
    own = page.trait(first)
    if own & sign.DEFINITE and span.last < len(page) and page.near(span.last):
        following = page.folded[span.last]
        if page.trait(span.last) & sign.DEFINITE and not directory.is_people(following.removeprefix("ال")):
            return False
    if not first or page.folded[first - 1] in cues.ARABIC_WHERE:
        return True
    if taken and page.folded[first][taken - 1] in _WHERE:
        return True
    return any(
        other.things and other.told and other.things[0].kind is Kind.PLACE and _is_beside(page, other, span)
        for other in page.spans_near(first - _LEAST_LIST, span.last + _LEAST_LIST)
    )


def _is_beside(page: Page, other: Span, span: Span) -> bool:
    """Tell whether two names stand in one list, a word between them at most, or right behind each other."""
    if other.last == span.first and page.near(span.first) and not page.trait(span.first) & sign.DEFINITE:
        return True
    one, two = sorted((other, span), key=lambda each: each.first)
    between = range(one.last, two.first + 1)
    return 0 < len(between) <= _LEAST_LIST and all(
        page.words.gaps[index].strip() in _COMMAS or page.folded[index].startswith("و") for index in between
    )


def _is_ordinary(folded: str, directory: Directory) -> bool:
    """Tell whether a spelling is an everyday word, which is said with the article and without it."""
    if directory.is_doubtful(folded) or folded in cues.ARABIC_HOMOGRAPHS:
        return True
    known = frequencies()
    other = folded[2:] if folded.startswith("ال") else "ال" + folded
    return other in known and known.get(folded, 0.0) - known[other] < _LEAST_APART


def _is_as_listed(name: str, directory: Directory) -> bool:
    """Tell whether a word is spelled as in the tables, ta marbuta and all: "his grandfather" is not Jeddah."""
    name = written_form(name)
    bare = name.removeprefix("ال")
    return any(form in directory.written for form in (name, bare, "ال" + bare, "ال" + name.removeprefix("ل")))
