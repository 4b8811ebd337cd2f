"""The words of questions, of what answers them, and what a few words mean in both languages: words.txt."""

from functools import cache
from pathlib import Path

from daily8.engine.words.terms import plain

_FILE = Path(__file__).parent / "words.txt"


def _read() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line)
    return found


_LINES = _read()


def _words(name: str) -> frozenset[str]:
    return frozenset(plain(word) for line in _LINES[name] for word in line.split())


LIGHT = _words("light")
NUMBERS = _words("numbers")
NONE = _words("none")
DENYING = _words("denying")
NO_NONE = _words("no_none")
ONE = _words("one")
ONCE = _words("once")
REACHED = _words("reached")
OCCASIONS = _words("occasions")
MEASURED = _words("measured")
MONEY = _words("money")
DURATIONS = _words("durations")
UNITS = _words("units")
ANYBODY = _words("anybody")
PEOPLE = _words("people")
MONTHS = _words("months")
TIMES = _words("times")
BEFORE_PLACES = _words("before_places")
PLACES = _words("places")
PURPOSES = _words("purposes")
REASONS = _words("reasons")
NOT = _words("not")
UNDISCLOSED = _words("undisclosed")
ACTORS = _words("actors")
CLASSES = _words("classes")
FORMER = _words("former")
NEXT = _words("next")
FALSE_FRIENDS = _words("false_friends")
OFTEN = _words("often")
AFTER = _words("after")
CALLED = _words("called")
ASKING = _words("asking")
TOWARDS = _words("towards")
FROM = _words("from")
ARABIC_ROLES = _words("arabic_roles")


@cache
def meanings() -> dict[str, tuple[str, ...]]:
    """Return what words mean that are asked about, by their folded forms."""
    found: dict[str, list[str]] = {}
    for line in _LINES["meanings"]:
        name, _, words = line.partition(":")
        for word in words.replace("|", " ").split():
            found.setdefault(plain(word), []).append(name)
    return {word: tuple(names) for word, names in found.items()}
