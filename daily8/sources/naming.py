"""Countries and languages by name, in the operator's language, as CLDR has them."""

from collections.abc import Iterable

from babel import Locale
from django.utils.translation import get_language

Choices = list[tuple[str, str]]


def country_name(code: str) -> str:
    """Return the name of a country, or its code where it has none."""
    return str(_locale().territories.get(code.upper(), code))


def language_name(code: str) -> str:
    """Return the name of a language, or its code where it has none."""
    return str(_locale().languages.get(code.replace("-", "_"), code))


def countries() -> Choices:
    """Return every country as code and name, by name."""
    territories = _locale().territories.items()
    return _sorted((code, name) for code, name in territories if len(code) == 2 and code.isalpha())


def languages() -> Choices:
    """Return every language as code and name, by name."""
    return _sorted(_locale().languages.items())


def _locale() -> Locale:
    return Locale.parse(get_language() or "en", sep="-")


def _sorted(named: Iterable[tuple[str, str]]) -> Choices:
    return [("", "—"), *sorted(named, key=lambda one: one[1])]
