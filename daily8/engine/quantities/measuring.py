"""A number with its unit: money, per cent, measures, and what it counts where it has none."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from daily8.engine.quantities import currencies, nouns, qualifiers, units
from daily8.engine.quantities.duals import noun_of
from daily8.engine.quantities.figure import Figure
from daily8.engine.quantities.numeral import Form, Numeral
from daily8.engine.quantities.quantity import About, Kind
from daily8.engine.quantities.tokens import Token, around, word_at
from daily8.engine.quantities.uncounted import Role
from daily8.engine.quantities.wordlists import words

_KINDS = {Role.AGE: Kind.AGE, Role.SCORE: Kind.SCORE, Role.ORDINAL: Kind.ORDINAL}
_BELOW_ZERO = ("تحت", "below", "دون")
_MINUS = words("minus ناقص سالب")
_RICHTER = words("درجه درجات degrees")
_POINTS = words("point points نقطه نقاط")
_RATES = words("rate rates الفايده فايده")
_INDICES = words(
    "index dow nikkei nasdaq ftse shares stocks موشر المءشر الموشر نيكي داو بورصه اسهم league دوري الدوري"
)
_PERCENT_SIGNS = "%٪"


def measured(tokens: Sequence[Token], numeral: Numeral, role: Role, told: Counter[str]) -> Figure:
    """Return a number with the unit before it or behind it, and the noun that it counts."""
    about, begins = qualifiers.before(tokens, numeral.first)
    if numeral.form == Form.VAGUE:
        about = About.VAGUE
    figure = Figure(
        numeral.value, numeral.first, numeral.last, numeral.form, begins, numeral.last, numeral.last, about=about
    )
    if role in _KINDS:
        return figure.told(kind=_KINDS[role])
    if numeral.form == Form.DUAL:
        return _dual(tokens, figure)
    figure = (
        _with_money(tokens, figure, told)
        or _with_unit(tokens, figure)
        or _with_points(tokens, figure)
        or _with_noun(tokens, figure)
    )
    return _signed(tokens, figure)


def _with_money(tokens: Sequence[Token], figure: Figure, told: Counter[str]) -> Figure | None:
    money = currencies.before(tokens, figure.first)
    if money:
        about, begins = qualifiers.before(tokens, money.first)
        about = about if figure.about == About.EXACT else figure.about
        return figure.told(kind=Kind.MONEY, unit=money.code, first=money.first, begins=begins, about=about)
    money = currencies.after(tokens, _behind_of(tokens, figure), told)
    if not money:
        return None
    return figure.told(kind=Kind.MONEY, unit=money.code, last=money.last, noun=money.last, behind=money.last)


def _of(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Return a number with a unit, and what it is of: 40 per cent of voters, 12 kg of cocaine."""
    last = figure.last
    if word_at(tokens, last) not in ("of", "من"):
        return figure.told(noun=last, behind=last)
    noun = nouns.start(tokens, last)
    return figure.told(noun=noun, behind=max(last, nouns.end(tokens, noun)))


def _behind_of(tokens: Sequence[Token], figure: Figure) -> int:
    """Return where a unit can begin: thousands of dollars, عشرات الآلاف من الدولارات."""
    place = figure.last
    if figure.form in (Form.VAGUE, Form.FRACTION) and word_at(tokens, place) in ("of", "من"):
        place += 1
    if figure.form == Form.FRACTION and word_at(tokens, place) in ("a", "an"):
        place += 1
    return place


def _with_unit(tokens: Sequence[Token], figure: Figure) -> Figure | None:
    first, last = figure.first, figure.last
    if first and tokens[first - 1].plain in _PERCENT_SIGNS and not (first > 1 and tokens[first - 2].number):
        return figure.told(kind=Kind.PERCENT, unit="percent", first=first - 1)
    unit = units.after(tokens, _behind_of(tokens, figure))
    if units.magnitude(tokens, first) and (not unit or word_at(tokens, last) in _RICHTER):
        return figure.told(kind=Kind.MEASURE, unit="magnitude", last=unit.last if unit else last)
    if not unit:
        return None
    return _of(tokens, figure.told(kind=unit.kind, unit=unit.unit, last=unit.last))


def _with_points(tokens: Sequence[Token], figure: Figure) -> Figure | None:
    """Read points as those of per cent, where the sentence is of shares and not of an index or a match."""
    last = figure.last
    if word_at(tokens, last) not in _POINTS or any(token.plain in _INDICES for token in around(tokens, last)):
        return None
    rates = any(token.plain in _RATES for token in around(tokens, last))
    if not rates and not any(units.is_percent(tokens, place) for place in range(max(0, last - 60), last)):
        return None
    return figure.told(kind=Kind.PERCENT, unit="percentage points", last=last + 1)


def _with_noun(tokens: Sequence[Token], figure: Figure) -> Figure:
    noun = nouns.start(tokens, figure.last)
    behind = nouns.end(tokens, noun)
    kind = Kind.FRACTION if figure.form == Form.FRACTION else Kind.COUNT
    if _follows_noun(tokens, figure):
        return _with_noun_before(tokens, figure, kind)
    if behind == noun:
        return figure.told(kind=kind)
    return figure.told(kind=kind, noun=noun, behind=behind)


def _follows_noun(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether an Arabic number stands behind what it counts: "one", and what has the article."""
    word = word_at(tokens, figure.first)
    before = word_at(tokens, figure.first - 1)
    if not before or before.isascii() or figure.form != Form.WORDS:
        return False
    return (figure.value == 1 and "واحد" in word) or (word.startswith("ال") and before.startswith("ال"))


def _with_noun_before(tokens: Sequence[Token], figure: Figure, kind: Kind) -> Figure:
    place = figure.first - 1
    unit = units.after([tokens[place]], 0)
    if unit:
        return figure.told(kind=unit.kind, unit=unit.unit, first=place)
    return figure.told(kind=kind, noun=place, behind=figure.last)


def _dual(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Return two of what a noun says; a unit's name may be such a noun."""
    word = tokens[figure.first]
    bare = [word._replace(plain=word.plain.removeprefix(prefix)) for prefix in ("و", "ب", "ل", "")]
    for token in bare:
        if unit := units.after([token], 0):
            return figure.told(kind=unit.kind, unit=unit.unit)
        if money := currencies.after([token], 0, Counter()):
            return figure.told(kind=Kind.MONEY, unit=money.code)
    noun = noun_of(word.plain)
    return figure.told(noun=figure.first, behind=figure.last) if noun else figure


def _signed(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Return a number as less than nothing where a minus or "below zero" says so."""
    first = figure.first
    minus = first > 0 and (
        tokens[first - 1].plain in _MINUS
        or tokens[first - 1].plain == "−"
        or (tokens[first - 1].plain == "-" and tokens[first].glued and not tokens[first - 1].glued)
    )
    below = figure.kind == Kind.MEASURE and word_at(tokens, figure.last) in _BELOW_ZERO
    zero = word_at(tokens, figure.last + 1) in ("zero", "الصفر", "صفر", "freezing")
    if figure.kind not in (Kind.MEASURE, Kind.PERCENT) or not (minus or (below and zero)):
        return figure
    return figure.told(value=-abs(Decimal(figure.value)), first=first - minus)


def with_halves(tokens: Sequence[Token], figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers with the halves that Arabic adds behind a unit: عامين ونصف, طنا ونصف الطن."""
    found: list[Figure] = []
    for figure in figures:
        half = figure.form == Form.FRACTION and word_at(tokens, figure.first).startswith("و")
        unit = units.after([tokens[figure.first - 1]], 0) if half and figure.first else None
        if half and found and found[-1].last == figure.first and found[-1].unit:
            found[-1] = found[-1].told(value=found[-1].value + figure.value, last=figure.last, behind=figure.last)
        elif unit:
            value = figure.value + 1
            found.append(figure.told(value=value, first=figure.first - 1, kind=unit.kind, unit=unit.unit))
        else:
            found.append(figure)
    return found
