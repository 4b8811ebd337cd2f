"""The numbers of a text: their values, and what they count."""

from daily8.engine.quantities.quantity import UNCOUNTED, About, Kind, Quantity
from daily8.engine.quantities.reading import quantities
from daily8.engine.quantities.values import Value, values

__all__ = ["UNCOUNTED", "About", "Kind", "Quantity", "Value", "quantities", "values"]
