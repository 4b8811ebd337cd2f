"""Countries and languages by name, in the operator's language, as CLDR has them."""

import re
from collections.abc import Iterable

from babel import Locale
from babel.core import get_global
from django.utils.translation import get_language

Choices = list[tuple[str, str]]


def language_name(code: str) -> str:
    """Return the name of a language, or its code where it has none."""
    return str(_locale().languages.get(language_code(code), code))


def language_code(told: str) -> str:
    """Return the code that a language is kept by, however a feed writes it (en-US, en_us, eng); "" for none."""
    (code, *_of_where) = re.split("[-_]", told.strip().lower(), maxsplit=1)
    known = Locale("en").languages
    if code not in known:
        code = get_global("language_aliases").get(code, "").partition("_")[0]
    return code if code in known else ""


def countries() -> Choices:
    """Return every country as code and name, by name."""
    territories = _locale().territories.items()
    return _sorted((code, name) for code, name in territories if len(code) == 2 and code.isalpha())


def languages() -> Choices:
    """Return every language as code and name, by name."""
    return _sorted((code, name) for code, name in _locale().languages.items() if "_" not in code)


def _locale() -> Locale:
    return Locale.parse(get_language() or "en", sep="-")


def _sorted(named: Iterable[tuple[str, str]]) -> Choices:
    return [("", "—"), *sorted(named, key=lambda one: one[1])]
