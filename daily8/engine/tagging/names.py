"""Names of people as they are compared: by given name and the skeleton of the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from daily8.engine.tagging import cues
from daily8.engine.tagging.reading import fold, phrase, read
from daily8.engine.tagging.skeletons import skeleton, surname_key

# A key of skeletons must have so many letters.
_LEAST_STRENGTH = 5
_LEAST_UNGIVEN = 6
_GIVEN_NAMES = Path(__file__).parent / "words/given_names.tsv"


@dataclass(frozen=True, slots=True)
class Given:
    """A given name: its usual spelling, and whether a family name behind it is spelled in one way only."""

    name: str
    western: bool


def given_name(words: Sequence[str]) -> tuple[Given, int] | None:
    """Return the given name that folded words begin with, and how many of them it takes."""
    if not words:
        return None
    names = given_names()
    if len(words) > 1 and (given := names.get(f"{words[0]} {words[1]}")):
        return given, 2
    given = names.get(words[0])
    return (given, 1) if given else None


def is_given_name(folded: str) -> bool:
    """Tell whether a folded word is somebody's given name."""
    return folded in given_names()


def own_key(words: Sequence[str]) -> str:
    """Return the key of a person whom no table knows, from the folded words of the name.

    Spellings of one name in one script have one key; so do both scripts, where the name itself is one that
    is transliterated and enough letters are left of it.
    """
    name = _Name(words)
    if not name.settled:
        shared = " ".join(_ordered(_parts(name.words)))
        if _strength(shared) >= (_LEAST_STRENGTH if name.given else _LEAST_UNGIVEN):
            return shared
        if name.given and name.latin and (close := name.close()):
            return close
    return name.exact


def keys(words: Sequence[str], *, known: bool = False) -> list[str]:
    """Return the keys by which a person's name is looked up; with `known` those it is to be found by.

    A long name is also looked up by its first and last. A key of skeletons counts where enough letters are
    left in it. The skeleton of a given name counts only where the name is not one that is listed, or John and
    Jane were one.
    """
    name = _Name(words)
    found = [name.exact, *name.ends()]
    if known or not name.settled:
        found += _of_parts(_parts(name.words))
        if not name.native and (close := name.close()):
            found.append(close)
    if known or not name.given:
        bare = " ".join(sorted("~" + skeleton(word) for word in name.words))
        found += [bare] if _strength(bare) >= _LEAST_UNGIVEN else []
    return [key for key in dict.fromkeys(found) if "~" not in key or _strength(key) >= _LEAST_STRENGTH]


class _Name:
    """A person's name, parted in the given name and the rest.

    It is `settled` where it is spelled in one way only, and `native` where its own script leaves no doubt.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = _telling(words)
        self.latin = self.words[0] < "\u0600"
        given = given_name(self.words)
        self.given = given[0] if given else None
        self.rest = self.words[given[1] if given else 1 :]
        self._first = fold(given[0].name) if given else self.words[0]
        self.settled = self.latin and bool(self.given and self.given.western)
        self.native = not self.latin and bool(self.given and not self.given.western)

    @property
    def exact(self) -> str:
        """The name with its given name in the usual spelling."""
        return " ".join([self._first, *self.rest])

    def ends(self) -> list[str]:
        """Return the first and last of a long name, by which most of its bearers are called."""
        rest = self.rest
        if len(rest) < 2 or rest[-2] in cues.SERVANTS or is_given_name(rest[-1]):
            return []
        return [f"{self._first} {rest[-1]}"]

    def close(self) -> str:
        """Return the name by the consonants of its family name, as its script has them; nothing for few."""
        bones = surname_key(_ATTACHED.sub("", self.rest[0])) if len(self.rest) == 1 else ""
        return f"{self._first} ={bones}" if bones else ""


def _ordered(parts: list[str]) -> list[str]:
    """Return the parts of a name in one order, where nothing tells which of them is the given name."""
    return sorted(parts) if all(part[0] == "~" for part in parts) else parts


def _of_parts(parts: list[str]) -> list[str]:
    """Return the key of a whole name, and of its first and last."""
    ends = [f"{parts[0]} {parts[-1]}"] if len(parts) > 2 and parts[-1][0] == "~" else []
    return [" ".join(_ordered(parts)), *ends]


def _parts(words: Sequence[str]) -> list[str]:
    parts: list[str] = []
    while words:
        part, taken = _part(words)
        parts.append(part)
        words = words[taken:]
    return parts


def _strength(key: str) -> int:
    """Return how many letters of a key are left to tell one person from another."""
    return sum(
        len(part) - 1 if part[0] == "~" else 1 + (part not in cues.COMMON_GIVEN_NAMES) for part in key.split()
    )


def display(name: str) -> str:
    """Return a name with its given name in the usual spelling, where spellings of it abound."""
    written = read(name)
    folded = [fold(word) for word in written.words]
    given = given_name(folded)
    if not given or given[0].western or not name.isascii() or given[1] == len(written):
        return name
    return f"{given[0].name} {name[written.starts[given[1]] :]}"


def without_form(words: Sequence[str]) -> list[str]:
    """Return an organisation's name without its legal form, and a football club's with the usual short one."""
    found = list(words)
    if found[-2:] == ["football", "club"]:
        found[-2:] = ["fc"]
    while len(found) > 1 and found[-1] in cues.LEGAL_FORMS:
        found.pop()
    return found


def _part(words: Sequence[str]) -> tuple[str, int]:
    """Return what the next part of a name is compared by, and how many words it takes."""
    given = given_name(words)
    if given and not _is_servant(given[0].name):
        return fold(given[0].name).replace(" ", ""), given[1]
    if words[0] in cues.SERVANTS and len(words) > 1:
        return "~abd" + skeleton(words[1]), 2
    if servant := _SERVANT.match(words[0]):
        return "~abd" + skeleton(servant[2]), 1
    bare = _ATTACHED.sub("", words[0])
    bones = skeleton(bare)
    return "~" + (bones if len(bones) > 1 else bare), 1


def _is_servant(name: str) -> bool:
    """Tell whether a name is "servant of" some attribute of God, which papers join and part as they like."""
    return name.startswith("Abd") and name != "Abdullah"


def _telling(words: Sequence[str]) -> list[str]:
    """Return a name without initials, particles and numbers, and "Ben" joined to what it belongs to."""
    found: list[str] = []
    for place, word in enumerate(words):
        if len(word) < 2 or word in cues.PARTICLES:
            continue
        if place and words[place - 1] == "ben" and len(found) > 1:
            found[-1] += word
        else:
            found.append(word)
    return found or list(words)


@cache
def given_names() -> dict[str, Given]:
    """Return all given names by their folded spellings."""
    found: dict[str, Given] = {}
    for line in _GIVEN_NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, latin, arabic, *hints = line.split("\t")
        given = Given(name, "western" in hints)
        for spelling in filter(None, [name, *latin.split("|"), *arabic.split("|")]):
            found.setdefault(phrase(spelling), given)
    return found


_SERVANT = re.compile(r"(?:abd[aeiou]{1,2}(?:l|([nrsztd])(?=\1))|عبدال)(.{3,})")
_ATTACHED = re.compile(r"^(?:al|el)(?=[bcdfghjkmnpqrstwz][a-z]{3})")
