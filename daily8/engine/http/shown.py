"""Addresses as they are shown: without who logs in there, and without what opens them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

# Of an address: scheme, who logs in, host with its path, and what is behind that.
_PARTS = re.compile(
    r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*://)?(?P<user>[^/?#]*@)?(?P<place>[^?#]*)(?P<rest>.*)", re.DOTALL
)
# Shorter ones would blot out words that say something.
_LEAST = 4


def shown(address: str) -> str:
    """Return scheme, host, port and path of an address; one that has no more is returned as it is."""
    found = _PARTS.fullmatch(address)
    return (found["scheme"] or "") + found["place"] if found else ""


def with_path(address: str, path: str) -> str:
    """Return an address with more behind its path; one that ends so already is returned as it is."""
    beginning, sign, query = address.partition("?")
    return (beginning if beginning.endswith(path) else beginning.rstrip("/") + path) + sign + query


def without_secrets(words: str, address: str) -> str:
    """Return words in which an address may be told, without what of it is not shown."""
    for secret in sorted(_secrets(address), key=len, reverse=True):
        words = words.replace(secret, "…")
    return words


def _secrets(address: str) -> Iterator[str]:
    """Yield what of an address may open it, as it is written and as it is meant."""
    found = _PARTS.fullmatch(address)
    if not found:
        return
    if user := found["user"]:
        yield user
        yield from _long(user[:-1].split(":", 1)[-1])
    if rest := found["rest"]:
        yield rest
        for part in re.split("[?&#]", rest):
            yield from _long(part.partition("=")[2] or part)


def _long(secret: str) -> Iterator[str]:
    for written in {secret, unquote(secret)}:
        if len(written) >= _LEAST:
            yield written
