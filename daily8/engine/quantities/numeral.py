"""A number as it is written, over one or more tokens."""

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple


class Form(Enum):
    """How a number is written: digits, words, an ordinal, a part of one, a dual noun, or "hundreds"."""

    DIGITS = auto()
    WORDS = auto()
    ORDINAL = auto()
    FRACTION = auto()
    DUAL = auto()
    VAGUE = auto()


class Numeral(NamedTuple):
    """A number and the tokens that say it, from `first` up to `last`."""

    value: Decimal
    first: int
    last: int
    form: Form
