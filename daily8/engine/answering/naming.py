"""Whether a sentence holds the name, the day, the place or the reason that is asked for."""

from collections.abc import Collection

from daily8.engine.answering import lists
from daily8.engine.answering.question import Question
from daily8.engine.answering.reading import Word, is_first_name, is_number, is_place, weight
from daily8.engine.answering.seen import FAINT, LIKELY, NEAR, POOR, SURE, Seen, Words
from daily8.engine.tagging.cues import ROLES

# "On" is Ali without its dots.
_NO_NAMES = frozenset(["على", "إلى"])
# So far from what was done may stand who did it.
_FAR = 8


def who(seen: Seen) -> float:
    """A name that is not in the question; beside the role, where a role is asked for."""
    roles = [place for place, word in enumerate(seen.words) if _is_focus(seen.question, word)]
    if seen.question.focus and not roles:
        return 0.0
    best = 0.0
    # An Arabic name follows its role; an English one may stand far from it.
    far = 0.0 if seen.question.arabic else POOR
    for place, word in enumerate(seen.words):
        if seen.asks(word) or not is_person(seen.words, place):
            continue
        near = any(_is_beside(seen.words, role, place) for role in roles if _is_of_it(seen, role))
        former = near and any(seen.words[at].plain in lists.FORMER for at in range(max(0, place - 2), place))
        best = max(best, 0.0 if former else SURE if near or _did_it(seen, place) else far)
    if best or seen.question.focus:
        return best
    acting = (word.plain in lists.ACTORS and not seen.asks(word) and _did_it(seen, place, within=_FAR // 2)
              for place, word in enumerate(seen.words))  # fmt: skip
    return LIKELY if any(acting) else 0.0


def _did_it(seen: Seen, place: int, *, within: int = _FAR) -> bool:
    """Tell whether a name stands near what was done, where that is asked and not a role."""
    if seen.question.focus:
        return False
    crucial = seen.question.crucial
    done = [at for at, word in enumerate(seen.words) if crucial and not word.keys.isdisjoint(crucial.keys)]
    return not done or any(abs(place - at) <= within for at in done)


def _is_of_it(seen: Seen, role: int) -> bool:
    """Tell whether a role is that of whom or what is asked, where the sentence says so at all."""
    subject = [place for place, word in enumerate(seen.words) if _is_named_in(word, seen.question.names)]
    return not subject or any(abs(place - role) <= NEAR + 2 for place in subject)


def _is_named_in(word: Word, names: Words) -> bool:
    return any(not word.keys.isdisjoint(name.keys) for name in names)


def _is_beside(words: Words, role: int, place: int) -> bool:
    """Tell whether a name stands behind its role, or before it with a comma between."""
    if role < place:
        return place - role <= NEAR
    return role - place <= NEAR + 1 and any(words[at].marks.strip() for at in range(place + 1, role + 1))


def identity(seen: Seen) -> float:
    """Words beside a name that say who bears it: a role before it, or a description behind its comma."""
    places = [place for place, word in enumerate(seen.words) if _is_focus(seen.question, word)]
    if not places:
        return 0.0
    first, last = places[0], places[-1]
    before = seen.words[first - 1].plain if first else ""
    if before in ROLES or before in lists.ARABIC_ROLES:
        return SURE
    if last + 1 < len(seen.words) and any(mark in seen.words[last + 1].marks for mark in ",،(–—"):
        return SURE
    return LIKELY - 0.2


def _is_focus(question: Question, word: Word) -> bool:
    return any(not word.keys.isdisjoint(each.keys) for each in question.focus)


def is_person(words: Words, place: int) -> bool:
    """Tell whether the word at a place is somebody's name, or the first word of one."""
    word = words[place]
    if word.text in _NO_NAMES:
        return False
    if word.is_arabic:
        behind_role = place > 0 and words[place - 1].plain in lists.ARABIC_ROLES
        return (is_first_name(word.text) and len(word.plain) > 2) or (
            behind_role and word.plain not in lists.ARABIC_ROLES
        )
    if not word.is_large or word.plain in lists.MONTHS or len(word.plain) < 2:
        return False
    if is_place(word.text) and not is_first_name(word.text):
        return False
    if place:
        return True
    return is_first_name(word.text) or (len(words) > 1 and words[1].is_large and weight(word.text) > 1)


def when(seen: Seen) -> float:
    """A year, a month, a day of the week or a time of the day that the question does not name."""
    for place, word in enumerate(seen.words):
        if seen.asks(word):
            continue
        if word.is_year or _is_month(word):
            return SURE
        before = seen.words[place - 1].plain if place else ""
        if word.plain in lists.TIMES and before not in lists.PEOPLE and (word.plain != "am" or is_number(before)):
            return LIKELY
    return 0.0


def _is_month(word: Word) -> bool:
    """Tell whether a word is a month or a day of the week: no "may", and no "march"."""
    return word.plain in lists.MONTHS and (word.plain not in _NO_MONTHS or word.is_large)


_NO_MONTHS = frozenset(["may", "march", "august", "sun", "sat"])


def where(seen: Seen) -> float:
    """A place behind a word that leads to places: "to" where it is asked where somebody goes."""
    leading = lists.BEFORE_PLACES
    asked = {word.plain for word in seen.question.words}
    if asked & lists.CLASSES & {"country", "city", "town", "دوله", "بلد", "مدينه"}:
        named = any(is_place(word.text) and not seen.asks(word) for word in seen.words)
        return SURE if named else 0.0
    if asked & {"from", "من"}:
        leading = lists.FROM
    elif asked & {"going", "go", "heading", "bound", "travel", "travelling", "to", "الي"}:
        leading = lists.TOWARDS
    open_places = [place for place, word in enumerate(seen.words) if not seen.asks(word)]
    return max((_place_at(seen.words, place, leading) for place in open_places), default=0.0)


def _place_at(words: Words, place: int, leading: Collection[str]) -> float:
    word = words[place]
    before = [words[at].plain for at in range(max(0, place - 3), place)]
    behind = bool(before) and before[-1] in leading
    if not behind and word.is_large and len(before) > 1 and before[-2] in leading:
        behind = not words[place].marks.strip() and (before[-1] in ("the", "a") or words[place - 1].is_large)
    if is_place(word.text) and not word.plain.isdigit():
        return SURE if behind else FAINT if word.is_arabic else 0.0
    if word.is_large and behind and word.plain not in lists.MONTHS:
        return SURE
    if word.plain in lists.PLACES or word.plain.removeprefix("ب") in lists.PLACES:
        return LIKELY if behind or word.plain.startswith("ب") else 0.0
    return 0.0


def why(seen: Seen) -> float:
    """A word that gives a reason, or a purpose; "after" only hints at one."""
    return max((_reason_at(seen.words, place) for place in range(len(seen.words))), default=0.0)


def _reason_at(words: Words, place: int) -> float:
    word = words[place]
    before = words[place - 1].plain if place else ""
    if word.plain in lists.AFTER:
        return FAINT
    if word.plain in lists.REASONS or word.plain.removeprefix("و") in lists.REASONS:
        return SURE
    purpose = before == "to" and word.plain in lists.PURPOSES
    if purpose or (word.plain == "by" and before.endswith("ed")):
        return LIKELY
    # "To", attached to an Arabic verb.
    attached = word.is_arabic and bool(place) and len(word.plain) > NEAR and word.plain[0] == "ل"
    return LIKELY if attached and word.plain[1] in "يتن" else 0.0


def name(seen: Seen) -> float:
    """A name right beside the thing that is asked about, or one that the sentence says it is called by."""
    roles = [place for place, word in enumerate(seen.words) if _is_focus(seen.question, word)]
    return SURE if any(_is_called(seen, role) or _is_named_beside(seen, role) for role in roles) else 0.0


def _is_called(seen: Seen, role: int) -> bool:
    return any(word.plain in lists.CALLED for word in seen.words[role + 1 : role + 1 + NEAR])


def _is_named_beside(seen: Seen, role: int) -> bool:
    for place in (role - 1, role + 1):
        if not 0 <= place < len(seen.words) or seen.asks(seen.words[place]):
            continue
        word = seen.words[place]
        quoted = place > role and any(mark in word.marks for mark in '"“«')
        if quoted or (word.is_large and place) or (word.is_arabic and is_person(seen.words, place)):
            return True
    return False
