"""Which words of a sentence are numbers that can answer, as the numbers of articles are read."""

from functools import lru_cache

from daily8.engine.answering import lists
from daily8.engine.answering.reading import is_number, read
from daily8.engine.answering.seen import Seen
from daily8.engine.quantities import Kind, Quantity, quantities
from daily8.engine.quantities.nouns import is_person

_REMEMBERED = 2_000
# Which one, how old, and who won: no measure of anything.
_UNMEASURED = frozenset({Kind.ORDINAL, Kind.AGE, Kind.SCORE})
_WITH_UNIT = frozenset({Kind.MEASURE, Kind.MONEY, Kind.PERCENT})
_NO_PEOPLE = _UNMEASURED | {Kind.DURATION, Kind.MONEY, Kind.MEASURE}


def is_figure(seen: Seen, place: int) -> bool:
    """Tell whether a word is a number, or begins one: no year, no "one of the most", no "once again"."""
    word = seen.words[place]
    if any(word.start <= each.start < word.end and _says_how_many(each) for each in _read(seen.text)):
        return True
    if not word.is_number or (word.is_year and not _is_reached(seen, place)):
        return False
    if word.plain in lists.ONE:
        return _is_one_in(seen, place)
    return word.plain not in lists.ONCE or any(each.plain in lists.OCCASIONS for each in seen.question.words)


def _is_reached(seen: Seen, place: int) -> bool:
    """Tell whether what looks like a year is a number that something came to: "rose to 1999"."""
    before = [word.plain for word in seen.words[max(0, place - 2) : place]]
    return before[-1:] != [] and before[-1] in lists.REACHED and not any(map(is_number, before))


def _says_how_many(quantity: Quantity) -> bool:
    """Tell whether it counts, and more than nobody: words that deny are looked for by themselves."""
    return bool(quantity.value) and quantity.kind is not Kind.ORDINAL


def _is_one_in(seen: Seen, place: int) -> bool:
    """Tell whether it goes on as "one in ten" does."""
    behind = [word.plain for word in seen.words[place + 1 : place + 4]]
    return behind[:1] in (["in"], ["out"], ["من"]) and any(is_number(word) for word in behind)


def is_measure(seen: Seen, place: int) -> bool:
    """Tell whether a word is a number that says how much, not which one, how old or who won."""
    told = _at(seen, place)
    return is_figure(seen, place) and not (told and told.kind in _UNMEASURED)


def has_unit(seen: Seen, place: int) -> bool:
    """Tell whether a number is one of metres, of money or of a hundred."""
    told = _at(seen, place)
    return told is not None and told.kind in _WITH_UNIT


def may_count_people(seen: Seen, place: int, *, anything: bool) -> bool:
    """Tell whether nothing is against a number's counting people; or `anything`, where that is asked."""
    told = _at(seen, place)
    if told is None:
        # What is read as no quantity is an hour, a number of a house, a part of a name.
        word = seen.words[place].plain
        if word in lists.ONE or seen.words[place].is_year:
            return is_figure(seen, place)
        return not word[:1].isdigit()
    if told.kind in _NO_PEOPLE:
        return False
    return anything or not told.what or any(_is_of_people(word.plain) for word in read(told.what))


def _is_of_people(word: str) -> bool:
    return word in lists.PEOPLE or is_person(word)


def is_nobody(seen: Seen, kinds: frozenset[Kind]) -> bool:
    """Tell whether a sentence says that nobody was killed or hurt."""
    # Of "the dead" something else is denied: that their names were told.
    return any(
        not each.value and each.kind in kinds and not each.what.startswith("ال") for each in _read(seen.text)
    )


def _at(seen: Seen, place: int) -> Quantity | None:
    """Return the quantity that a word is a part of."""
    word = seen.words[place]
    return next((each for each in _read(seen.text) if word.start < each.end and each.start < word.end), None)


@lru_cache(_REMEMBERED)
def _read(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text, ""))
