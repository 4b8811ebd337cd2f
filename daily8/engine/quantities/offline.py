"""What `daily8 tool numbers` answers for a line."""

from bisect import bisect_right
from decimal import Decimal
from typing import Any

from daily8.engine.language.sentences import sentences
from daily8.engine.quantities.quantity import UNCOUNTED, Quantity
from daily8.engine.quantities.reading import quantities

Line = dict[str, Any]


def numbers(line: Line) -> Line:
    """Return the numbers of `{"title", "text", "language"}` that count or measure something.

    `from` is the number of the sentence: 0 is the title, 1 the text's first sentence.
    """
    title, text, language = (_text(line, name) for name in ("title", "text", "language"))
    begin = len(title) + 1
    starts = [begin + sentence.start for sentence in sentences(text)]
    found = quantities(f"{title}\n{text}", language)
    return {
        "numbers": [
            _number(each, bisect_right(starts, each.start)) for each in found if each.kind not in UNCOUNTED
        ]
    }


def _number(quantity: Quantity, sentence: int) -> Line:
    return {
        "value": _plain(quantity.value),
        "upper": None if quantity.upper is None else _plain(quantity.upper),
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "what": quantity.what,
        "about": quantity.about.value,
        "from": sentence,
    }


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _text(line: Line, name: str) -> str:
    value = line.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(f'write "{name}" as text')
    return value
