"""Hosts with letters other than a–z: which may be linked to, and how their names are shown.

Whoever reads a name must not take it for another. A label in one script whose letters look like no Latin ones is
shown as it is, and so is a Cyrillic or Greek one with a letter that cannot be mistaken; any other is shown as it
is sent (xn--…). A label that mixes scripts is no link at all.
"""

import re
import unicodedata
from dataclasses import dataclass

import idna

_PLAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_PORT = re.compile(r":[0-9]{1,4}\Z")
_LONGEST = 253
# By the first word of their letters' names; Japanese is written in three at once.
_SHOWN = frozenset({"ARABIC", "HEBREW", "JAPANESE", "HANGUL", "THAI", "DEVANAGARI", "BENGALI", "TAMIL"})
# Of scripts whose other letters can be.
_UNMISTAKABLE = frozenset("бгджзийлфцчшщъыэюяδζθλξπφψ")
_FAMILIES = {
    "CJK": "JAPANESE",
    "HIRAGANA": "JAPANESE",
    "KATAKANA": "JAPANESE",
    "KATAKANA-HIRAGANA": "JAPANESE",
    "ARABIC-INDIC": "ARABIC",
    "EXTENDED": "ARABIC",
}


@dataclass(frozen=True, slots=True)
class Host:
    """A host, with its port, as an address has it and as readers see it."""

    address: str
    shown: str


def host(written: str) -> Host | None:
    """Return what is linked to and shown of a host as somebody wrote it; nothing where it is not what it seems."""
    if len(written) > _LONGEST:
        return None
    port = found[0] if (found := _PORT.search(written)) else ""
    name = written.removesuffix(port)
    if _PLAIN.fullmatch(name):
        return Host(written, written)
    try:
        address = idna.encode(name.lower()).decode()
    except (idna.IDNAError, UnicodeError):
        return None
    labels = name.lower().split(".")
    # What the encoding reads as a point, or as another letter, does not stand for itself.
    if not _PLAIN.fullmatch(address) or idna.decode(address) != ".".join(labels):
        return None
    scripts = [_scripts(label) for label in labels]
    if any(len(found) > 1 for found in scripts):
        return None
    shown = [
        label if _is_clear(label, found) else coded
        for label, found, coded in zip(labels, scripts, address.split("."), strict=True)
    ]
    return Host(address + port, ".".join(shown) + port)


def _is_clear(label: str, scripts: frozenset[str]) -> bool:
    """Whether a label can be read as nothing else."""
    if label.isascii() or scripts <= _SHOWN:
        return True
    return not _UNMISTAKABLE.isdisjoint(label)


def _scripts(label: str) -> frozenset[str]:
    """The scripts of a label's letters; figures and hyphens of ASCII are of all."""
    letters = (letter for letter in label if not letter.isascii() or letter.isalpha())
    return frozenset(_script(letter) for letter in letters)


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "?").split(" ", 1)[0]
    return _FAMILIES.get(first, first)
