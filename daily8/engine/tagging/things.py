"""What an article can be about: a person, an organisation, a place, an event or a theme."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The sort of thing a hashtag stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Thing:
    """One real thing, whatever it is called.

    `key` is the same in every language and every release; `names` holds its name by language.
    """

    key: str
    kind: Kind
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        """The English name; where there is none, the one there is."""
        return self.names.get("en") or next(iter(self.names.values()), self.key)

    @property
    def slug(self) -> str:
        """The name as an address shows it: `CamelCase`, or Arabic words joined by `_`."""
        parts = _PART.findall(self.name.replace("'", "").replace("’", ""))
        if any(part[0] > "\u024f" for part in parts):
            return "_".join(parts)
        return "".join(part[0].upper() + part[1:] for part in parts)


_PART = re.compile(r"[^\W_]+")
