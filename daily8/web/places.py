"""Countries and languages by name, as CLDR has them."""

from functools import cache

from daily8.web.dates import locale_of


@cache
def country(code: str, language: str) -> str:
    """Return the name of a country in a language of the interface, its code if it is not known."""
    return str(locale_of(language).territories.get(code.upper(), code))


@cache
def language(code: str, language: str) -> str:
    """Return the name of a language in a language of the interface, its code if it is not known."""
    return str(locale_of(language).languages.get(code.replace("-", "_"), code))
