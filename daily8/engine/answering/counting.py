"""Whether a sentence holds the number that is asked for: of the right thing, with the right unit."""

from collections.abc import Sequence

from daily8.engine.answering import lists
from daily8.engine.answering.figures import has_unit, is_figure, is_measure, is_nobody, may_count_people
from daily8.engine.answering.forms import Asked
from daily8.engine.answering.question import Question
from daily8.engine.answering.reading import Word, weight
from daily8.engine.answering.seen import LIKELY, NEAR, POOR, SURE, Seen, Words
from daily8.engine.quantities import Kind

_AGE_DIGITS = 2


def count(seen: Seen) -> float:
    """A number beside what is counted; people have many names."""
    hurt = hurt_of(seen.question)
    head = seen.question.head
    counted = [head] if head else list(seen.question.focus)
    # "How many rescuers died" asks for rescuers, "how many people died" for any.
    people = not counted or counted[0].plain in lists.ANYBODY or counted[0] in hurt
    counted = counted + hurt if people else [word for word in counted if word not in hurt]
    best = 0.0
    if hurt and is_nobody(seen, _fates(hurt)):
        return SURE if people else LIKELY
    if hurt and not any(not word.keys.isdisjoint(each.keys) for word in seen.words for each in hurt):
        return best
    for place in range(len(seen.words)):
        if not _counts(seen, place, one=bool(hurt)) or _is_dated(seen.words, place):
            continue
        if any(not word.keys.isdisjoint(each.keys) for word in _near(seen, place) for each in counted):
            best = max(best, SURE)
        elif people and may_count_people(seen, place, anything=not counted) and _counts_people(seen, place):
            best = max(best, LIKELY)
    return best


def _fates(hurt: Sequence[Word]) -> frozenset[Kind]:
    """Return what became of those whose number is asked."""
    keys = frozenset().union(*(word.keys for word in hurt))
    return frozenset(kind for key, kind in _KINDS.items() if key in keys)


_KINDS = {"@die": Kind.DEAD, "@kill": Kind.DEAD, "@injure": Kind.INJURED}


def _counts(seen: Seen, place: int, *, one: bool) -> bool:
    """Tell whether a word is a number or says that there is none; "one of them" only with `one`."""
    word = seen.words[place]
    if word.plain in lists.NONE:
        return _denies(seen.words, place)
    # "One gold medal", and not "one of the medals"; in Arabic it may end the sentence, behind its noun.
    behind = [each.plain for each in seen.words[place + 1 : place + 2]]
    apart = behind not in (["of"], ["من"]) and (bool(behind) or word.is_arabic)
    return is_figure(seen, place) or (word.plain in lists.ONE and (one or apart))


def _denies(words: Words, place: int) -> bool:
    word = words[place]
    if word.plain == "no":
        return all(each.plain not in lists.NO_NONE for each in words[place + 1 : place + 2])
    # لم تسجل; without the first it says that something was recorded.
    recorded = word.is_arabic and word.plain.endswith("سجل")
    return not recorded or (place > 0 and words[place - 1].plain in lists.NOT)


def _near(seen: Seen, place: int) -> list[Word]:
    """Return the words that a number may count; an Arabic dual is number and noun in one."""
    words, word = seen.words, seen.words[place]
    own = [] if word.is_number else [word]
    before = [] if word.plain in lists.DENYING else _before(words, place)
    if word.plain in lists.ONE and not is_figure(seen, place):
        # مدرسة واحدة
        before = before[:1] if word.is_arabic else []
    return [*own, *_behind(words, place), *before]


def _behind(words: Words, place: int) -> list[Word]:
    """Return the words behind a number that it may count: up to a preposition, in Arabic the first one only."""
    found: list[Word] = []
    for word in words[place + 1 : place + 2 + NEAR]:
        if word.is_number and not word.is_year:
            continue
        if word.plain in _PARTING or (word.is_arabic and found):
            break
        found.append(word)
    return found


_PARTING = lists.BEFORE_PLACES | frozenset(["and", "by", "with", "who", "that", "و"])


def _before(words: Words, place: int) -> list[Word]:
    """Return the words before a number, up to a mark."""
    found: list[Word] = []
    for at in range(place, max(0, place - NEAR), -1):
        if words[at].marks.strip():
            break
        found.append(words[at - 1])
    return found


def hurt_of(question: Question) -> list[Word]:
    """Return the words that ask how many are dead or injured; their number may stand beside such a word alone."""
    crucial = [question.crucial] if question.crucial else []
    words = [*question.focus, *crucial] if question.asked is Asked.COUNT else []
    return [word for word in words if not word.keys.isdisjoint(("@die", "@injure", "@kill"))]


def _counts_people(seen: Seen, place: int) -> bool:
    """Tell whether a number counts people, or nothing that is named."""
    words = seen.words
    if words[place].plain in lists.DURATIONS:
        return False
    behind = words[place + 1 : place + 3]
    if any(word.plain in lists.PEOPLE for word in behind[:2]):
        return True
    if words[place].plain in lists.DENYING:
        return any(word.plain == "one" for word in behind[:1])
    # Nobody lives there; it was won once.
    if words[place].plain in lists.ONCE or (
        words[place].plain in lists.NONE and any(seen.asks(word) for word in behind[:1])
    ):
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


def money(seen: Seen) -> float:
    """A number with money beside it."""
    amounts = [
        place
        for place, word in enumerate(seen.words)
        if word.is_number and any(each.plain in lists.MONEY for each in seen.words[max(0, place - 1) : place + 4])
    ]
    return SURE if amounts else 0.0


def amount(seen: Seen) -> float:
    """A number with a unit, best where what is measured stands before it."""
    best = 0.0
    for place in range(len(seen.words)):
        if not is_measure(seen, place) or _is_dated(seen.words, place):
            continue
        beside = {each.plain for each in seen.words[max(0, place - 1) : place + 4]}
        told = any(seen.asks(each) for each in seen.words[max(0, place - 2 * NEAR) : place])
        united = has_unit(seen, place) or bool(beside & (lists.UNITS | lists.MONEY))
        unitless = 0.0 if _asks_for_unit(seen.question) else POOR + 0.1
        best = max(best, (SURE if told else LIKELY) if united else unitless)
    return best


def _asks_for_unit(question: Question) -> bool:
    """Tell whether it is asked how deep, far or strong something is, which no bare number says."""
    plain = [word.plain for word in question.words]
    return "how" in plain and plain[plain.index("how") + 1 :][:1] not in (["much"], ["big"], ["large"])


def often(seen: Seen) -> float:
    """A word that tells how often: "every", "twice"."""
    return SURE if any(word.plain in lists.OFTEN for word in seen.words) else 0.0


def duration(seen: Seen) -> float:
    """A number of hours or years; for how long something is, of metres."""
    best = 0.0
    for place, word in enumerate(seen.words):
        beside = {each.plain for each in seen.words[place : place + 3]}
        # "Twice last year" is no length.
        if is_measure(seen, place) and word.plain not in _TWICE and not _is_dated(seen.words, place):
            if beside & lists.DURATIONS:
                best = SURE
            elif beside & lists.UNITS:
                best = max(best, LIKELY)
        elif word.plain in lists.DURATIONS & lists.NUMBERS:
            best = max(best, LIKELY)
    return best


_TWICE = frozenset(["twice", "مرتين"])


def age(seen: Seen) -> float:
    """A number by itself behind a name, or one of years of age, near whoever is asked about."""
    named = [place for place, word in enumerate(seen.words) if seen.asks(word)]
    for place, word in enumerate(seen.words):
        if not word.is_number or not any(abs(place - at) <= 2 * NEAR for at in named):
            continue
        beside = {each.plain for each in seen.words[max(0, place - 2) : place + 4]}
        # "Michael Neu, 67 of Slidell", "Eleni Markou, 44, promised".
        alone = "," in word.marks and place - 1 in named and len(word.plain) <= _AGE_DIGITS
        if alone or beside & {"old", "aged", "age", "عمره", "عمرها", "العمر", "عمر"} or "year-old" in word.plain:
            return SURE
    return 0.0
