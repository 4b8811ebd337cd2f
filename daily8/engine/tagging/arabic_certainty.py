"""Which names in Arabic letters are surely meant, though nothing but the words around tells a name from a word."""

from daily8.engine.tagging import cues
from daily8.engine.tagging import traits as sign
from daily8.engine.tagging.commonness import frequencies, is_common
from daily8.engine.tagging.directory import Directory
from daily8.engine.tagging.reading import phrase, written_form
from daily8.engine.tagging.spans import Page, Span
from daily8.engine.tagging.things import Kind, Thing

_TANWIN = "\u064b"
# Short vowels are written where a word would be read as another one.
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650")
_POSSESSIVES = ("ها", "هم", "هن", "هما", "كم", "نا")
_ATTACHED = frozenset("وفبلك")
# What stands attached before a place: "in", "to".
_WHERE = frozenset("بل")
# A shorter name may as well be the end of a word that begins with one of these.
_LEAST_ATTACHED = 5
# A name is more common without the article than with it, or the other way round; a word is said in both ways.
_LEAST_APART = 0.7
# Whoever has a name as common as this beside a given name has it as a family name.
_FAMILY_TOO = 4.2
_ORDINARY = 3.5
_LEAST_THEME = 4
_LONGEST_ENDED = 4
_LEAST_LIST = 2
_COMMAS = frozenset({"،", ",", "-", "–"})
_LONGEST_CHARGE = 7
_LEAST_DESCRIPTION = 3
# "He does" has so many letters.
_VERB = 4
_INTRODUCING = sign.PLACE | sign.ORGANISATION | sign.LABEL
_DESCRIBING = sign.DEFINITE | sign.GIVEN | sign.CHAIN | sign.AND_THE
_ADJECTIVES = ("ي", "يه", "العام", "العامه", "العليا", "الدايم", "الدايمه", "الموحد", "الوطنيين")


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


def is_sure_name(page: Page, span: Span) -> bool:
    """Tell whether Arabic words that no table knows are surely a name and nothing but a name."""
    indexes = range(span.first, span.last)
    if any(_TANWIN in page.words.words[index] for index in indexes):
        return False
    if span.kind is Kind.PERSON:
        return _is_person(page, indexes)
    if span.kind is Kind.PLACE:
        return _is_of_landscape(page, span) if len(indexes) > 1 else _is_of_place(page, span.first)
    return span.kind is Kind.ORGANISATION and _is_institution(page, span)


def is_ended(name: str, last: str) -> bool:
    """Tell whether somebody's name, of which a word is said alone elsewhere, surely ends with that word."""
    words = phrase(name).split()
    plain = _TANWIN not in name and all(map(str.isalpha, words))
    return plain and words[-1] == last and 1 < len(words) <= _LONGEST_ENDED and not words[0].endswith("ه")


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
    following = page.folded[span.last] if span.last < len(page) else ""
    word = page.folded[span.first]
    return any(word.endswith(one) and following.startswith(other) for one, other in cues.ARABIC_OTHERWISE)


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
    return bool(first and page.near(first) and page.trait(first - 1) & _INTRODUCING)


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
        for other in page.spans
    )


def _is_beside(page: Page, other: Span, span: Span) -> bool:
    """Tell whether two names stand in one list, a word between them at most, or right behind each other."""
    if other.last == span.first and page.near(span.first) and not page.trait(span.first) & sign.DEFINITE:
        return True
    one, two = sorted((other, span), key=lambda each: each.first)
    between = range(one.last, two.first + 1)
    return 0 < len(between) <= _LEAST_LIST and all(
        page.words.gaps[index].strip() in _COMMAS or page.folded[index][0] == "و" for index in between
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


def _is_person(page: Page, indexes: range) -> bool:
    first, last = indexes[0], indexes[-1]
    if len(indexes) < 2 or (page.trait(first) & sign.WORD and not _is_certain_beginning(page, first)):
        return False
    before = page.folded[first - 1] if first and page.near(first) else ""
    if before in cues.ARABIC_CHAINS or before in cues.ARABIC_KUNYAS or _is_son_of_more(page, indexes):
        return False
    ended = page.folded[last] not in cues.ARABIC_CHAINS and not page.trait(last) & sign.ROLE
    whole = ended and _foreign_words(page, indexes) <= 1
    return whole and all(
        _is_of_person(page, index, described=index == last and _is_described(page, last + 1)) for index in indexes
    )


def _is_son_of_more(page: Page, indexes: range) -> bool:
    """Tell whether somebody's father is named last and more follows, so that the name may go on."""
    last = indexes[-1]
    ahead = last + 1 < len(page) and page.near(last + 1) and page.trait(last + 1)
    return page.trait(last - 1) & sign.CHAIN > 0 and bool(
        ahead and ahead & (sign.CHAIN | sign.DEFINITE | sign.RARE)
    )


def _foreign_words(page: Page, indexes: range) -> int:
    """Return how many words behind the first are in a name only by their place; two are rather a sentence."""
    telling = sign.GIVEN_ALONE | sign.CHAIN | sign.DEFINITE
    return sum(
        1
        for index in indexes[1:]
        if not page.trait(index) & telling
        and page.words.gaps[index] != "-"
        and not page.trait(index - 1) & sign.CHAIN
    )


def _is_certain_beginning(page: Page, first: int) -> bool:
    """Tell whether a given name that is a word as well ("equalised", Adel) is no word before somebody's name."""
    led = first and page.near(first) and page.trait(first - 1) & (sign.ROLE | sign.SPEAKING)
    return bool(led) or not page.trait(first + 1) & sign.GIVEN_ALONE


def _is_described(page: Page, last: int) -> bool:
    """Tell whether a name ends before a comma, behind which it is said what its bearer does."""
    return last < len(page) and page.words.gaps[last].strip() in _COMMAS and bool(page.trait(last) & sign.ROLE)


def _is_of_person(page: Page, index: int, *, described: bool) -> bool:
    word, own = page.folded[index], page.trait(index)
    if own & (sign.GIVEN_ALONE | sign.CHAIN):
        return True
    if not word.isalpha() or is_common(word, least=_FAMILY_TOO):
        return False
    if _is_inflected(page, index) and not (described and not is_common(word)):
        return False
    if word.startswith("ال"):
        return not is_common(word[2:]) or (word.endswith("ي") and not is_common(word, least=_ORDINARY))
    return not is_common(word)


def _is_inflected(page: Page, index: int) -> bool:
    """Tell whether a word has the ending of a noun, the form of a verb, or "and" or the like attached to it."""
    raw, word = page.words.words[index], page.folded[index]
    if raw.endswith(("ة", "ه")) or word.endswith(_POSSESSIVES):
        return True
    if word[0] == "و" or (word[0] == "ي" and len(word) == _VERB):
        return True
    less = page.sights[index].forms[1:]
    return word[0] in _ATTACHED and any(is_common(form) or page.directory.named(form) for form in less)


def _is_of_place(page: Page, index: int) -> bool:
    word = page.folded[index]
    plain = word.isalpha() and not is_common(word) and not word.startswith("ال")
    return plain and not word.endswith(_POSSESSIVES) and not _is_inflected(page, index)


def _is_of_landscape(page: Page, span: Span) -> bool:
    """Tell whether "valley", "bay" or the like stands before a word: not "and he did", which differs in hamza."""
    first = page.words.text[span.start :].split()[0]
    return phrase(first) in cues.ARABIC_LANDSCAPE and "أ" not in first


def _is_institution(page: Page, span: Span) -> bool:
    """Tell whether an organisation is "university of ..." or the like with two definite words or a name behind."""
    words = page.folded[span.first : span.last]
    begins = phrase(page.words.text[span.start :].split()[0])
    if begins.removeprefix("ال") not in cues.INSTITUTES:
        return False
    if len(words) < _LEAST_DESCRIPTION:
        return begins in cues.NAMED_INSTITUTES and _is_of_place(page, span.last - 1)
    if begins.startswith("ال"):
        return words[1].endswith(_ADJECTIVES) and all(
            page.trait(index) & (_DESCRIBING | sign.FOR | sign.FOR_THE)
            for index in range(span.first + 1, span.last)
        )
    telling = _DESCRIBING | (sign.FOR_THE if begins in cues.NAMED_INSTITUTES else 0)
    return all(page.trait(index) & telling for index in range(span.first + 1, span.last))
