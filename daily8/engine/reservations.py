"""What publishers say against being read by machines: noai, noimageai, and the reservation of W3C's TDMRep."""

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from daily8.engine.decoding import decode


class Signal(StrEnum):
    """One thing that is said against it."""

    ROBOTS = "robots"
    NOAI = "noai"
    NOIMAGEAI = "noimageai"
    TDM = "tdm"
    TDM_FILE = "tdmrep"


# Where a host says it for all of its addresses (TDMRep, section 5.1).
TDM_PATH = "/.well-known/tdmrep.json"
# Locations of what is no page: pictures, sound, film, documents, archives, programs.
_OF_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|ico|mp3|m4a|og[ga]|wav|flac|aac|mp4|m4v|mov|webm|avi|mkv"
    r"|pdf|docx?|xlsx?|pptx?|od[pst]|epub|csv|zip|gz|tar|css|js)[*$]{0,2}$",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"^https?://[^/]*", re.IGNORECASE)
_HINT = re.compile(rb"no(?:image)?ai|tdm-reservation", re.IGNORECASE)
_LETTERS = 200_000
_MOST_RULES = 1_000
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_META = re.compile(r"<meta\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,40})\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"'<>]+)""")
# Directives that look like the names of robots.
_WITH_VALUES = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
_DIRECTIVES = {Signal.NOAI.value: Signal.NOAI, Signal.NOIMAGEAI.value: Signal.NOIMAGEAI}


def in_headers(headers: Mapping[str, str], *, agent: str) -> frozenset[Signal]:
    """Return what the header fields of a page say to everybody, or to this robot by its name."""
    found = set(_directives(headers.get("X-Robots-Tag", ""), agent=agent))
    # Sent twice, the values are joined by commas; one reservation is enough.
    if "1" in re.split(r"[,\s]+", headers.get("TDM-Reservation", "")):
        found.add(Signal.TDM)
    return frozenset(found)


def in_page(body: bytes, *, agent: str) -> frozenset[Signal]:
    """Return what the meta elements of a page say; nearly all pages are done with at a glance."""
    if not _HINT.search(body[:_LETTERS]) and b"\0" not in body[:4]:
        return frozenset()
    found: set[Signal] = set()
    for attributes in map(_attributes, _META.findall(_COMMENT.sub("", decode(body[:_LETTERS])))):
        name, content = attributes.get("name", "").lower(), attributes.get("content", "")
        if name in ("robots", agent):
            found.update(_directives(content, agent=agent))
        elif name == "tdm-reservation" and content.strip() == "1":
            found.add(Signal.TDM)
    return frozenset(found)


def in_tdm_file(body: bytes) -> bool:
    """Return whether a tdmrep.json reserves articles: all of a host's addresses, or some that are no single file.

    Raises ValueError where it is none.
    """
    try:
        rules = json.loads(decode(body))
    except RecursionError as error:
        raise ValueError("JSON in JSON, too deep") from error
    if not isinstance(rules, list):
        raise ValueError("no list of rules")
    return any(_reserves(rule) for rule in rules[:_MOST_RULES])


def _reserves(rule: Any) -> bool:
    if not isinstance(rule, dict) or str(rule.get("tdm-reservation")) != "1":
        return False
    location = rule.get("location")
    # A rule for pictures or documents says nothing of articles; any other may be meant for them.
    return isinstance(location, str) and not _OF_FILES.search(_ORIGIN.sub("", location, count=1))


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(text)}


def _directives(text: str, *, agent: str) -> Iterator[Signal]:
    """Yield the signals among directives; those behind the name of a robot are for that robot alone."""
    spoken_to = agent
    for part in text.lower().split(","):
        name, colon, directive = (word.strip() for word in part.partition(":"))
        if colon and name not in _WITH_VALUES:
            spoken_to = name
        directive = directive or name
        if spoken_to == agent and directive in _DIRECTIVES:
            yield _DIRECTIVES[directive]
