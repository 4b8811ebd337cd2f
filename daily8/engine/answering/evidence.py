"""Whether a sentence holds what a question asks for: a name for who, a number of the right thing for how many."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from daily8.engine.answering import lists
from daily8.engine.answering.forms import Asked
from daily8.engine.answering.question import Question
from daily8.engine.answering.reading import Word, is_first_name, is_place, weight
from daily8.engine.tagging.cues import ROLES

Words = Sequence[Word]
# So near to each other are a number and what it counts.
_NEAR = 3
_AGE_DIGITS = 2
_SURE, _LIKELY, _POOR, _FAINT = 1.0, 0.8, 0.5, 0.35


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence as it is seen by a question.

    `shared` are the keys of the question, what may be found again in the other language among them.
    """

    question: Question
    words: Words
    shared: Collection[str]


def strength(seen: Seen) -> float:
    """Return how surely a sentence holds what is asked for, from 0 to 1."""
    return _TESTS[seen.question.asked](seen)


def _is_shared(word: Word, shared: Collection[str]) -> bool:
    return not word.keys.isdisjoint(shared)


def _who(seen: Seen) -> float:
    """A name that is not in the question; beside the role, where a role is asked for."""
    roles = [place for place, word in enumerate(seen.words) if _is_focus(seen.question, word)]
    if seen.question.focus and not roles:
        return 0.0
    best = 0.0
    # An Arabic name follows its role; an English one may stand far from it.
    far = 0.0 if seen.question.arabic else _POOR
    for place, word in enumerate(seen.words):
        if _is_shared(word, seen.shared) or not _is_person(seen.words, place):
            continue
        near = any(_is_beside(seen.words, role, place) for role in roles if _is_of_it(seen, role))
        former = near and any(seen.words[at].plain in lists.FORMER for at in range(max(0, place - 2), place))
        best = max(best, 0.0 if former else _SURE if near or not seen.question.focus else far)
    if best or seen.question.focus:
        return best
    acting = any(word.plain in lists.ACTORS and not _is_shared(word, seen.shared) for word in seen.words)
    return _LIKELY if acting else 0.0


def _is_of_it(seen: Seen, role: int) -> bool:
    """Tell whether a role is that of whom or what is asked, where the sentence says so at all."""
    subject = [place for place, word in enumerate(seen.words) if _is_named_in(word, seen.question.names)]
    return not subject or any(abs(place - role) <= _NEAR + 2 for place in subject)


def _is_named_in(word: Word, names: Words) -> bool:
    return any(not word.keys.isdisjoint(name.keys) for name in names)


def _is_beside(words: Words, role: int, place: int) -> bool:
    """Tell whether a name stands behind its role, or before it with a comma between."""
    if role < place:
        return place - role <= _NEAR
    return role - place <= _NEAR + 1 and any(words[at].marks.strip() for at in range(place + 1, role + 1))


def _identity(seen: Seen) -> float:
    """Words beside a name that say who bears it: a role before it, or a description behind its comma."""
    places = [place for place, word in enumerate(seen.words) if _is_focus(seen.question, word)]
    if not places:
        return 0.0
    first, last = places[0], places[-1]
    before = seen.words[first - 1].plain if first else ""
    if before in ROLES or before in lists.ARABIC_ROLES:
        return _SURE
    if last + 1 < len(seen.words) and any(mark in seen.words[last + 1].marks for mark in ",،(–—"):
        return _SURE
    return _LIKELY - 0.2


def _is_focus(question: Question, word: Word) -> bool:
    return any(not word.keys.isdisjoint(each.keys) for each in question.focus)


def _is_person(words: Words, place: int) -> bool:
    word = words[place]
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


def _when(seen: Seen) -> float:
    for place, word in enumerate(seen.words):
        if _is_shared(word, seen.shared):
            continue
        if word.is_year or word.plain in lists.MONTHS:
            return _SURE
        if word.plain in lists.TIMES and not (place and seen.words[place - 1].plain in lists.PEOPLE):
            return _LIKELY
    return 0.0


def _where(seen: Seen) -> float:
    """A place behind a word that leads to places: "to" where it is asked where somebody goes."""
    leading = lists.BEFORE_PLACES
    asked = {word.plain for word in seen.question.words}
    if asked & lists.CLASSES & {"country", "city", "town", "دوله", "بلد", "مدينه"}:
        named = any(is_place(word.text) and not _is_shared(word, seen.shared) for word in seen.words)
        return _SURE if named else 0.0
    if asked & {"from", "من"}:
        leading = lists.FROM
    elif asked & {"going", "go", "heading", "bound", "travel", "travelling", "to", "الي"}:
        leading = lists.TOWARDS
    open_places = [place for place, word in enumerate(seen.words) if not _is_shared(word, seen.shared)]
    return max((_place_at(seen.words, place, leading) for place in open_places), default=0.0)


def _place_at(words: Words, place: int, leading: Collection[str]) -> float:
    word = words[place]
    before = [words[at].plain for at in range(max(0, place - 3), place)]
    behind = bool(before) and before[-1] in leading
    if not behind and word.is_large and len(before) > 1 and before[-2] in leading:
        behind = not words[place].marks.strip() and (before[-1] in ("the", "a") or words[place - 1].is_large)
    if is_place(word.text) and not word.plain.isdigit():
        return _SURE if behind else _FAINT if word.is_arabic else 0.0
    if word.is_large and behind and word.plain not in lists.MONTHS:
        return _SURE
    if word.plain in lists.PLACES or word.plain.removeprefix("ب") in lists.PLACES:
        return _LIKELY if behind or word.plain.startswith("ب") else 0.0
    return 0.0


def _why(seen: Seen) -> float:
    best = 0.0
    for place, word in enumerate(seen.words):
        if word.plain in lists.AFTER:
            best = max(best, _FAINT)
        elif word.plain in lists.REASONS or word.plain.removeprefix("و") in lists.REASONS:
            return _SURE
        elif (word.plain == "by" and place and seen.words[place - 1].plain.endswith("ed")) or (
            word.is_arabic and place and len(word.plain) > 3 and word.plain[0] == "ل" and word.plain[1] in "يتن"
        ):
            best = max(best, _LIKELY)
    return best


def _count(seen: Seen) -> float:
    """A number beside what is counted; people have many names."""
    hurt = hurt_of(seen.question)
    head = seen.question.head
    counted = [head] if head else list(seen.question.focus)
    people = not counted or any(word.plain in lists.PEOPLE or word in hurt for word in counted)
    counted += hurt if people else []
    best = 0.0
    if hurt and not any(not word.keys.isdisjoint(each.keys) for word in seen.words for each in hurt):
        return best
    for place, word in enumerate(seen.words):
        if not (word.is_number or word.plain in lists.NONE) or _is_dated(seen.words, place):
            continue
        near = [*_behind(seen.words, place), *seen.words[max(0, place - _NEAR) : place]]
        if any(not word.keys.isdisjoint(each.keys) for word in near for each in counted):
            best = max(best, _SURE)
        elif people and _counts_people(seen.words, place):
            best = max(best, _LIKELY)
    return best


def _behind(words: Words, place: int) -> list[Word]:
    """Return the words behind a number that it may count: up to a preposition, in Arabic the first one only."""
    found: list[Word] = []
    for word in words[place + 1 : place + 2 + _NEAR]:
        if word.is_number and not word.is_year:
            continue
        if word.plain in _PARTING or (word.is_arabic and found):
            break
        found.append(word)
    return found


_PARTING = lists.BEFORE_PLACES | frozenset(["and", "by", "with", "who", "that", "و"])


def hurt_of(question: Question) -> list[Word]:
    """Return the words that ask how many are dead or injured; their number may stand beside such a word alone."""
    crucial = [question.crucial] if question.crucial else []
    words = [*question.focus, *crucial] if question.asked is Asked.COUNT else []
    return [word for word in words if not word.keys.isdisjoint(("@die", "@injure", "@kill"))]


def _counts_people(words: Words, place: int) -> bool:
    """Tell whether a number counts people, or nothing that is named."""
    if words[place].plain in lists.DURATIONS:
        return False
    behind = words[place + 1 : place + 3]
    if any(word.plain in lists.PEOPLE for word in behind[:2]):
        return True
    return not behind or not any(
        word.plain in lists.UNITS | lists.MONEY | lists.DURATIONS
        or (weight(word.text) > 1 and not word.marks.strip())
        for word in behind[:1]
    )


def _is_dated(words: Words, place: int) -> bool:
    """Tell whether a number is a day, a year, an hour or an ordinal."""
    word = words[place]
    beside = [words[at].plain for at in (place - 1, place + 1) if 0 <= at < len(words)]
    if any(each in lists.MONTHS or each in ("a.m", "p.m") for each in beside):
        return True
    return word.is_year and bool({"in", "since", "of", "عام", "سنه", "منذ", "until", "by"} & set(beside[:1]))


def _money(seen: Seen) -> float:
    amounts = [
        place
        for place, word in enumerate(seen.words)
        if word.is_number and any(each.plain in lists.MONEY for each in seen.words[max(0, place - 1) : place + 4])
    ]
    return _SURE if amounts else 0.0


def _amount(seen: Seen) -> float:
    """A number with a unit, best where what is measured stands before it."""
    best = 0.0
    for place, word in enumerate(seen.words):
        if not word.is_number or _is_dated(seen.words, place):
            continue
        beside = {each.plain for each in seen.words[max(0, place - 1) : place + 4]}
        told = any(_is_shared(each, seen.shared) for each in seen.words[max(0, place - 2 * _NEAR) : place])
        united = bool(beside & (lists.UNITS | lists.MONEY))
        unitless = 0.0 if _asks_for_unit(seen.question) else _POOR + 0.1
        best = max(best, (_SURE if told else _LIKELY) if united else unitless)
    return best


def _asks_for_unit(question: Question) -> bool:
    """Tell whether it is asked how deep, far or strong something is, which no bare number says."""
    plain = [word.plain for word in question.words]
    return "how" in plain and plain[plain.index("how") + 1 :][:1] not in (["much"], ["big"], ["large"])


def _often(seen: Seen) -> float:
    return _SURE if any(word.plain in lists.OFTEN for word in seen.words) else 0.0


def _duration(seen: Seen) -> float:
    """A number of hours or years; for how long something is, of metres."""
    best = 0.0
    for place, word in enumerate(seen.words):
        beside = {each.plain for each in seen.words[place : place + 3]}
        if word.is_number and not _is_dated(seen.words, place):
            if beside & lists.DURATIONS:
                best = _SURE
            elif beside & lists.UNITS:
                best = max(best, _LIKELY)
        elif word.plain in lists.DURATIONS & lists.NUMBERS:
            best = max(best, _LIKELY)
    return best


def _age(seen: Seen) -> float:
    """A number by itself behind a name, or one of years of age, near whoever is asked about."""
    named = [place for place, word in enumerate(seen.words) if _is_shared(word, seen.shared)]
    for place, word in enumerate(seen.words):
        if not word.is_number or not any(abs(place - at) <= 2 * _NEAR for at in named):
            continue
        beside = {each.plain for each in seen.words[max(0, place - 2) : place + 4]}
        # "Michael Neu, 67 of Slidell", "Eleni Markou, 44, promised".
        alone = "," in word.marks and place - 1 in named and len(word.plain) <= _AGE_DIGITS
        if alone or beside & {"old", "aged", "age", "عمره", "عمرها", "العمر", "عمر"} or "year-old" in word.plain:
            return _SURE
    return 0.0


def _name(seen: Seen) -> float:
    """A name beside the thing that is asked about, or one that the sentence says it is called by."""
    for role in (place for place, word in enumerate(seen.words) if _is_focus(seen.question, word)):
        for place in range(max(0, role - 1), min(len(seen.words), role + 3)):
            word = seen.words[place]
            parted = place == role + 2 and weight(seen.words[role + 1].text) > 0
            if word.plain in lists.CALLED:
                return _SURE
            if _is_shared(word, seen.shared) or parted:
                continue
            quoted = any(mark in word.marks for mark in '"“«') and place > role
            if quoted or (word.is_large and place) or (word.is_arabic and _is_person(seen.words, place)):
                return _SURE
    return 0.0


_TESTS: dict[Asked, Callable[[Seen], float]] = {
    Asked.WHO: _who,
    Asked.WHEN: _when,
    Asked.WHERE: _where,
    Asked.WHY: _why,
    Asked.COUNT: _count,
    Asked.MONEY: _money,
    Asked.AMOUNT: _amount,
    Asked.DURATION: _duration,
    Asked.AGE: _age,
    Asked.OFTEN: _often,
    Asked.NAME: _name,
    Asked.IDENTITY: _identity,
    Asked.WHETHER: lambda _: _LIKELY,
    Asked.WHAT: lambda _: _LIKELY,
}
