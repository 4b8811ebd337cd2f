"""What stands right behind a number, as far as it tells whether the number counts."""

from collections import Counter
from collections.abc import Sequence

from daily8.engine.quantities import currencies, nouns, units
from daily8.engine.quantities.numeral import Numeral
from daily8.engine.quantities.tokens import Token


def has_noun(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether a number has a unit, a currency, people or a known thing behind it."""
    last = numeral.last
    return (
        units.after(tokens, last) is not None
        or currencies.after(tokens, last, Counter()) is not None
        or nouns.is_people(tokens, last)
        or nouns.is_thing(tokens, last)
    )
