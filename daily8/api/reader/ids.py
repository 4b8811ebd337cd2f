"""How the protocol calls articles, feeds, folders and states."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from daily8.reading.saved_searches import Place

_ITEM = "tag:google.com,2005:reader/item/"
_STATE = re.compile(r"user/[^/]+/state/com\.google/([a-z-]+)")
_LABEL = re.compile(r"user/[^/]+/label/(.+)", re.DOTALL)
_FEED = "feed/"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# What fits into a row's key.
_LARGEST = 2**63 - 1
_HEX = re.compile(r"[0-9a-f]{1,16}")
_DECIMAL = re.compile(r"[0-9]{1,19}")
# Seconds, milliseconds, microseconds or nanoseconds, told by how many digits they have in this century.
_UNITS = ((12, 1_000_000), (15, 1000), (18, 1))


def long_id(pk: int) -> str:
    """Return the long form of an article's id."""
    return f"{_ITEM}{pk:016x}"


def pk_of(item: str) -> int | None:
    """Return the primary key of an article by the long form of its id, or a short one; None for neither."""
    if item.startswith(_ITEM) or (len(item) == 16 and item.startswith("0")):
        digits = item.removeprefix(_ITEM).lower()
        return _key(int(digits, 16)) if _HEX.fullmatch(digits) else None
    return _key(int(item)) if _DECIMAL.fullmatch(item) else None


def pks_of(items: Iterable[str]) -> list[int]:
    """Return the primary keys of articles, each once; what is no id is left out."""
    return list(dict.fromkeys(pk for item in items if (pk := pk_of(item)) is not None))


def _key(number: int) -> int | None:
    return number if 0 < number <= _LARGEST else None


def state(name: str) -> str:
    """Return how a state of articles is called, such as read or starred."""
    return f"user/-/state/com.google/{name}"


def label(name: str) -> str:
    """Return how a folder is called."""
    return f"user/-/label/{name}"


def feed(address: str) -> str:
    """Return how the feed of an address is called."""
    return _FEED + address


def state_in(stream: str) -> str:
    """Return the name of the state that is meant; "" where none is."""
    found = _STATE.fullmatch(stream)
    return found[1] if found else ""


def label_in(stream: str) -> str:
    """Return the name of the folder that is meant; "" where none is."""
    found = _LABEL.fullmatch(stream)
    return found[1].strip() if found else ""


def address_in(stream: str) -> str:
    """Return the address of the feed that is meant; "" where none is."""
    return stream.removeprefix(_FEED) if stream.startswith(_FEED) else ""


def microseconds(moment: datetime) -> int:
    """Return a moment as a number."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(number: str) -> datetime | None:
    """Return the moment that a number means, in whatever unit an app counts; None for none."""
    if not _DECIMAL.fullmatch(number) or not int(number):
        return None
    unit = next((unit for digits, unit in _UNITS if len(number) <= digits), None)
    counted = int(number) * unit if unit else int(number) // 1000
    try:
        return _EPOCH + counted * _MICROSECOND
    except OverflowError:
        return None


def continuation(place: Place) -> str:
    """Return what an app sends to go on behind a place."""
    return f"{microseconds(place[0])}-{place[1]}"


def place_of(sent: str) -> Place | None:
    """Return the place that is to be gone on behind; None for what nobody was told."""
    moment, dash, pk = sent.partition("-")
    if not (dash and _DECIMAL.fullmatch(moment) and _DECIMAL.fullmatch(pk)):
        return None
    try:
        return _EPOCH + int(moment) * _MICROSECOND, min(int(pk), _LARGEST)
    except OverflowError:
        return None
