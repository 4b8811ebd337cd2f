"""Addresses of articles: one spelling for each, and whose they are."""

import re
from functools import lru_cache
from hashlib import blake2b
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import quote, urljoin

import idna
from publicsuffixlist import PublicSuffixList

from daily8.engine.tracking import is_tracking

_SHAPE = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]*\]|[^\[\]:@/?#\\]+)(?::(?P<port>[0-9]*))?"
    r"(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 8_192
_DEFAULT_PORTS = {"http": "80", "https": "443"}

_LABELS = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")

_DROPPED = re.compile(r"[\t\n\r]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_PLAIN = re.compile(r"[A-Za-z0-9\-._~/:@!$&'()*+,;=?]*")
_ESCAPED_AMPERSAND = re.compile(r"(?:^|&)(?:amp;)+")

_AMP_ENDING = re.compile(r"(?<=[^/])(?:/amp(?P<slash>/?)|[./]amp(?P<html>\.html?)|\.amp)$", re.IGNORECASE)
_AMP_VIEWER = re.compile(r"/amp/(?P<secure>s/)?(?P<rest>[^/]+\..*)")
_AMP_CACHE = re.compile(r"/[acirv]/(?P<secure>s/)?(?P<rest>[^/]+\..*)")
_GOOGLE = re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}")
_AMP_CACHES = ("cdn.ampproject.org", "bing-amp.com")

# Platforms that give every writer a name of their own but are not on the public suffix list.
_PLATFORMS = frozenset(
    {"beehiiv.com", "ghost.io", "libsyn.com", "livejournal.com", "maktoobblog.com", "medium.com"}
    | {"over-blog.com", "podbean.com", "substack.com", "tumblr.com", "typepad.com", "wordpress.com"}
)


class HostError(ValueError):
    """The text is not a host: neither a name, nor an IP address in its usual notation."""


def normalise(url: str, *, base: str = "") -> str:
    """Return the one spelling of `url`, seen from `base` if it is relative; "" if it is no web address.

    What only counts visits is dropped, an AMP page becomes the page it stands for, and addresses that every
    server answers alike come out alike. What may select another article is left alone.
    """
    parts = _split(url, base)
    while parts is not None:
        inner = _without_amp(parts)
        if inner == parts:
            return _joined(parts)
        parts = inner
    return ""


def key(url: str) -> str:
    """Return 32 hex digits that name the article behind `url`, whatever the scheme and a leading "www."."""
    plain = (normalise(url) or url).partition("://")[2] or url
    return blake2b(plain.removeprefix("www.").encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def publisher_domain(url: str) -> str:
    """Return whose address it is: the registered domain, or "" if `url` is no web address.

    On platforms that is the writer's own name. An IP address or a bare name keeps a port that is not usual.
    """
    parts = _split(url, "")
    if parts is None:
        return ""
    domain = _registered_domain(parts.host)
    return domain or parts.authority


@lru_cache(maxsize=4096)
def ascii_host(host: str) -> str:
    """Return the canonical form of a host: a lower-case ASCII name, or an IP address without brackets.

    Numbers are only an address as four decimals: the other notations are read differently by different
    programs, and nobody but an attacker writes them.
    """
    if host.startswith("["):
        return _ipv6(host[1:-1])
    name = _ascii_name(host)
    if _ENDS_IN_NUMBER.search(name):
        return _ipv4(name)
    return name


class _Parts(NamedTuple):
    scheme: str
    host: str
    port: str
    path: str
    query: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port else host


def _split(url: str, base: str) -> _Parts | None:
    """Read an address into normal parts, or return None if it cannot be one."""
    url = _DROPPED.sub("", url.strip())
    if len(url) > _LONGEST:
        return None
    try:
        match = _SHAPE.fullmatch(urljoin(base, url) if base else url)
        return None if match is None else _normal_parts(match)
    except ValueError:
        return None


def _normal_parts(match: re.Match[str]) -> _Parts | None:
    scheme = match["scheme"].lower()
    port = (match["port"] or "").lstrip("0")
    if port and int(port) > 65_535:
        return None
    return _Parts(
        scheme=scheme,
        host=ascii_host(match["host"]),
        port="" if port == _DEFAULT_PORTS[scheme] else port,
        path=_without_dots(_encoded(match["path"] or "/")),
        query=_without_tracking(_encoded(match["query"] or "")),
    )


def _joined(parts: _Parts) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.authority}{parts.path}{query}"


def _encoded(text: str) -> str:
    """Return `text` with escapes where they are needed, in upper case, and nowhere else."""
    if _PLAIN.fullmatch(text):
        return text
    return quote(_ESCAPE.sub(_normal_escape, text), safe="/:@!$&'()*+,;=?%")


def _normal_escape(match: re.Match[str]) -> str:
    digits = match[1]
    if digits is None:
        return "%25"
    character = chr(int(digits, 16))
    return character if character in _UNRESERVED else f"%{digits.upper()}"


def _without_dots(path: str) -> str:
    """Resolve "." and ".." segments as RFC 3986 (5.2.4) says."""
    if "/." not in path:
        return path
    segments: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    ends_in_folder = path.endswith(("/.", "/.."))
    return "/" + "/".join(segments) + ("/" if ends_in_folder and segments else "")


def _without_tracking(query: str) -> str:
    """Drop the parameters that only count visits; the others keep their order."""
    if not query:
        return ""
    unescaped = _ESCAPED_AMPERSAND.sub("&", query)
    return "&".join(parameter for parameter in unescaped.split("&") if parameter and not is_tracking(parameter))


def _without_amp(parts: _Parts) -> _Parts | None:
    """Take one layer of AMP off: a viewer or cache around the address, an ending, a host name."""
    wrapped = _wrapped(parts)
    if wrapped:
        return _split(wrapped, "")
    if parts.host.startswith("amp.") and _registered_domain(parts.host) != parts.host:
        return parts._replace(host=_main_host(parts.host.removeprefix("amp.")))
    ending = _AMP_ENDING.search(parts.path)
    if ending:
        path = parts.path[: ending.start()] + (ending["slash"] or ending["html"] or "")
        return parts._replace(path=_without_dots(path))
    return parts


def _wrapped(parts: _Parts) -> str:
    """Return the address inside that of an AMP viewer or cache, or an empty text."""
    if parts.host.endswith(_AMP_CACHES):
        match = _AMP_CACHE.fullmatch(parts.path)
    elif "/amp/" in parts.path and _GOOGLE.fullmatch(parts.host):
        match = _AMP_VIEWER.fullmatch(parts.path)
    else:
        return ""
    if match is None:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if match['secure'] else 'http'}://{match['rest']}{query}"


def _main_host(host: str) -> str:
    return f"www.{host}" if _registered_domain(host) == host else host


def _ascii_name(host: str) -> str:
    name = host
    if not host.isascii():
        try:
            name = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError as error:
            raise HostError(f"{host[:200]!r} is not a host name: {error}") from error
    name = name.lower().removesuffix(".")
    if len(name) > 253 or not _LABELS.fullmatch(name):
        raise HostError(f"{host[:200]!r} is not a host name")
    return name


def _ipv4(name: str) -> str:
    try:
        return str(IPv4Address(name))
    except AddressValueError as error:
        raise HostError(f"{name!r} is not an IP address: write it as four decimal numbers") from error


def _ipv6(address: str) -> str:
    try:
        return str(IPv6Address(address))
    except AddressValueError as error:
        raise HostError(f"[{address}] is not an IPv6 address") from error


@lru_cache(maxsize=4096)
def _registered_domain(host: str) -> str:
    """Return the registered domain of a host, or "" for an IP address, a bare name, or a suffix itself."""
    if ":" in host or _ENDS_IN_NUMBER.search(host):
        return ""
    domain = _suffixes().privatesuffix(host) or ""
    if domain in _PLATFORMS and host not in (domain, f"www.{domain}"):
        return ".".join(host.split(".")[-domain.count(".") - 2 :])
    return str(domain)


def family(domain: str) -> str:
    """Return what sites of one house have in common: bbc for bbc.co.uk and news.bbc.com; of numbers, all."""
    registered = _registered_domain(domain)
    return registered.partition(".")[0] if registered else domain


def house(host: str) -> str:
    """Return the registered domain of a host, which all of its owner's hosts share, or else the host itself."""
    return _registered_domain(host) or host


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """Return the list that the package brings along; reading it takes some 40 ms."""
    return PublicSuffixList()
