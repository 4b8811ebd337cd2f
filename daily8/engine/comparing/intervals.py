"""Whether two figures can both be true, with how exactly each is meant."""

from decimal import Decimal

from daily8.engine.quantities import About, Kind, Quantity

_ROUGH = Decimal("0.1")
_MOST_OF_VAGUE = 20
_BIGGEST = Decimal(10) ** 18
# Below this a whole number is as exact as it looks.
_ROUNDED_FROM = 1000


def interval(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a figure can mean."""
    low, high = quantity.value, quantity.value if quantity.upper is None else quantity.upper
    if quantity.about == About.AT_LEAST:
        return low, _BIGGEST
    if quantity.about == About.AT_MOST:
        return -_BIGGEST, high
    if quantity.about == About.VAGUE:
        return low, high * _MOST_OF_VAGUE
    if quantity.about == About.ABOUT:
        return low - abs(low) * _ROUGH, high + abs(high) * _ROUGH
    return low - _rounding(low, quantity.kind), high + _rounding(high, quantity.kind)


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures can both be true."""
    (low, high), (least, most) = interval(one), interval(other)
    return low <= most and least <= high


def alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures say about the same number, whatever words of degree are with them."""
    larger = max(abs(one.value), abs(other.value))
    return abs(one.value - other.value) <= max(
        larger / 50, _rounding(one.value, one.kind), _rounding(other.value, other.kind)
    )


def _rounding(value: Decimal, kind: Kind) -> Decimal:
    """Return half of what the last written digit stands for: 3.4 million may be 3,437,000."""
    if (
        value == value.to_integral_value()
        and abs(value) < _ROUNDED_FROM
        and kind not in (Kind.PERCENT, Kind.MONEY)
    ):
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
