"""The quantities of a text, sentence by sentence."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from daily8.engine.language.sentences import sentences
from daily8.engine.quantities import currencies, denials, events, measuring, qualifiers, ranges, votes
from daily8.engine.quantities.figure import Figure
from daily8.engine.quantities.numeral import Form
from daily8.engine.quantities.numerals import numerals
from daily8.engine.quantities.quantity import About, Kind, Quantity
from daily8.engine.quantities.tokens import Token, tokens
from daily8.engine.quantities.uncounted import Role, role
from daily8.engine.quantities.values import tidy
from daily8.engine.quantities.zeros import Zero, zeros

# What goes on for more words and signs is no sentence, and is read as far as one may go.
_LONGEST = 2_000


def quantities(text: str, language: str) -> list[Quantity]:
    """Return every number of a text that counts or measures something, in their order.

    Years, days, hours and numbers that are names are left out; ordinals, ages and scores have kinds of their own.
    """
    cut = tokens(text)
    told = currencies.hints(cut)
    starts = [token.start for token in cut]
    parts = (cut[bisect_left(starts, each.start) : bisect_left(starts, each.end)] for each in sentences(text))
    return [quantity for part in parts for quantity in _quantities(part[:_LONGEST], language, told)]


def _quantities(cut: Sequence[Token], language: str, told: Counter[str]) -> list[Quantity]:
    """Return the quantities of one sentence."""
    if not any(token.word for token in cut):
        return []
    figures = _figures(cut, language, told)
    found = [_quantity(cut, figure) for figure in denials.undenied(cut, figures)]
    found += [_nobody(cut, zero) for zero in (*zeros(cut), *denials.nobody(cut, figures))]
    return sorted(found, key=lambda each: each.start)


def _figures(cut: Sequence[Token], language: str, told: Counter[str]) -> list[Figure]:
    numbers = [(numeral, role(cut, numeral)) for numeral in numerals(cut, language)]
    figures = [measuring.measured(cut, numeral, part, told) for numeral, part in numbers if part != Role.NAME]
    figures = ranges.without_ratios(cut, measuring.with_halves(cut, _apart(figures)))
    figures = ranges.without_scores(cut, votes.told(cut, figures))
    figures = ranges.with_same_units(cut, ranges.joined(cut, figures))
    figures = events.told(cut, figures)
    return [figure for figure in figures if not _is_definite_pair(cut, figure)]


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers without those within another's unit, and without duals that are adjectives."""
    found: list[Figure] = []
    for figure in figures:
        adjective = bool(found) and figure.form == found[-1].form == Form.DUAL and figure.first == found[-1].last
        if (not found or figure.first >= found[-1].last) and not adjective:
            found.append(figure)
    return found


def _is_definite_pair(cut: Sequence[Token], figure: Figure) -> bool:
    """Whether "the two countries" only names two that are known already."""
    if figure.form != Form.DUAL or figure.kind != Kind.COUNT:
        return False
    word = cut[figure.first].plain
    return word.startswith(("ال", "لل", "وال", "بال", "فال"))


def _quantity(cut: Sequence[Token], figure: Figure) -> Quantity:
    about = figure.about
    if about == About.EXACT:
        about = qualifiers.behind(cut, figure.last) or about
    return Quantity(
        value=tidy(figure.value),
        upper=None if figure.upper is None else tidy(figure.upper),
        kind=figure.kind,
        unit=figure.unit,
        what=_what(cut, figure),
        about=About.EXACT if _is_within(cut, figure) else about,
        start=cut[figure.first].start,
        end=cut[figure.last - 1].end,
        part=figure.part,
    )


def _is_within(cut: Sequence[Token], figure: Figure) -> bool:
    """Whether "over three years" is a time within which something happens."""
    return figure.kind == Kind.DURATION and cut[figure.begins].plain == "over"


def _what(cut: Sequence[Token], figure: Figure) -> str:
    return " ".join(token.text for token in cut[figure.noun : figure.behind] if token.word)


def _nobody(cut: Sequence[Token], zero: Zero) -> Quantity:
    return Quantity(
        value=Decimal(zero.value),
        upper=None,
        kind=zero.kind,
        unit="",
        what=" ".join(token.text for token in cut[zero.noun : zero.last]),
        about=About.EXACT,
        start=cut[zero.first].start,
        end=cut[zero.last - 1].end,
    )
