"""Hosts with letters other than a–z: which may be linked to, and how their names are shown.

Whoever reads a name must not take it for another. A label in one script whose letters look like no Latin ones is
shown as it is, if it has more than one letter and none of another language, and so is a Cyrillic or Greek one with
a letter that cannot be mistaken; any other is shown as it is sent (xn--…). A label that mixes scripts is no link.
"""

import re
from dataclasses import dataclass

import idna

from daily8.engine.remarks.scripts import scripts

_PLAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_PORT = re.compile(r":[0-9]{1,4}\Z")
_LONGEST = 253
_SHOWN = frozenset({"JAPANESE", "HANGUL", "THAI", "DEVANAGARI", "BENGALI", "TAMIL"})
# Those of the Arabic language, without marks: others of the script (ی, ک, ہ) are drawn alike.
_ARABIC = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
# Labels of nothing but these may be taken for signs, figures or Latin letters.
_STROKES = frozenset("ノ丿丶丨ー一ニ二三エ工ロ口十اهةוןיסטเแ")
# A slash at either end, or a dash at the beginning.
_EDGES = re.compile("^[ノ丿ー]|[ノ丿]$")
_LEAST_LETTERS = 2
# Of scripts whose other letters can be.
_UNMISTAKABLE = frozenset("бджзийлфцчщъыэюяδζθλξπφψ")


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
    written_in = list(map(scripts, labels))
    if any(len(found) > 1 for found in written_in):
        return None
    shown = [
        label if _is_clear(label, found) else coded
        for label, found, coded in zip(labels, written_in, address.split("."), strict=True)
    ]
    return Host(address + port, ".".join(shown) + port)


def _is_clear(label: str, found: frozenset[str]) -> bool:
    """Whether a label can be read as nothing else."""
    if label.isascii():
        return True
    letters = [letter for letter in label if not letter.isascii()]
    if sum(map(str.isalpha, letters)) < _LEAST_LETTERS or _STROKES.issuperset(letters) or _EDGES.search(label):
        return False
    if found == {"ARABIC"}:
        return _ARABIC.issuperset(letters)
    if found == {"HEBREW"}:
        return all(map(str.isalpha, letters))
    return found <= _SHOWN or not _UNMISTAKABLE.isdisjoint(letters)
