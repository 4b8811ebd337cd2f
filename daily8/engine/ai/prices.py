"""What calls of a model cost."""

from dataclasses import dataclass
from decimal import Decimal

_MILLION = Decimal(1_000_000)
_SMALLEST = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a million tokens that a model reads, and of a million that it writes."""

    in_per_million: Decimal = Decimal(0)
    out_per_million: Decimal = Decimal(0)

    def cost(self, *, tokens_in: int, tokens_out: int) -> Decimal:
        """Return the cost in the currency of the price, to the millionth and rounded as bills are."""
        exact = (self.in_per_million * tokens_in + self.out_per_million * tokens_out) / _MILLION
        return exact.quantize(_SMALLEST)
