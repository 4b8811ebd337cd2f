"""An address as it will be called: read strictly once, so that no second reader can read it otherwise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urljoin

from daily8.engine.addresses import HostError, ascii_host
from daily8.engine.http.errors import AddressRefused
from daily8.engine.http.guard import Network, port_refusal, refusal

_SHAPE = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>[^#]*)(?:#.*)?", re.IGNORECASE
)
_AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]*\]|[^\[\]:@]*)(?::(?P<port>[0-9]{0,5}))?", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 8_192

# Names that only ever mean something inside a network: RFC 6761, 6762, 7686, 8375, 9476 and ICANN's .internal.
_INSIDE = frozenset(
    {"alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain"}
    | {"localhost", "onion", "private", "svc"}
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an address may be called as far as its text tells, and if not, why."""

    allowed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that passed the static rules, in the one spelling in which it is called."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self._authority_host}{port}"

    @property
    def url(self) -> str:
        """The whole address, without its fragment."""
        return self.origin + self.path

    @property
    def turn(self) -> str:
        """Whom politeness is owed: the host's name, or the IP address with its port."""
        return f"{self._authority_host}:{self.port}" if is_ip_address(self.host) else self.host

    @property
    def _authority_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def check_url(url: str, *, allowed_networks: Sequence[Network] = ()) -> Verdict:
    """Say whether `url` may be called, without asking the network.

    A name that passes is checked again when its addresses are known.
    """
    try:
        target_of(url, allowed_networks=allowed_networks)
    except AddressRefused as error:
        return Verdict(allowed=False, reason=str(error))
    return Verdict(allowed=True)


def target_of(url: str, *, allowed_networks: Sequence[Network] = ()) -> Target:
    """Read `url` into the target to call; raise AddressRefused when it must not be called."""
    target = _read(url.strip(" \t\r\n"))
    if is_ip_address(target.host):
        reason = refusal(target.host, target.port, allowed_networks=allowed_networks)
    elif allowed_networks:
        # The name may be one of the operator's own: its addresses decide, and with them the port.
        reason = ""
    else:
        reason = _name_refusal(target.host) or port_refusal(target.port)
    if reason:
        raise AddressRefused(reason)
    return target


def redirected(target: Target, location: str, *, allowed_networks: Sequence[Network] = ()) -> Target:
    """Return the target that `location` names, seen from `target`."""
    place = location.strip(" \t\r\n")
    if _WITH_SCHEME.match(place):
        # Not left to urljoin, which takes "http:/x" for a path; browsers take it for a host.
        return target_of(place, allowed_networks=allowed_networks)
    try:
        url = urljoin(target.url, place)
    except ValueError as error:
        raise AddressRefused(f"the redirect to {location[:200]!r} is not an address") from error
    return target_of(url, allowed_networks=allowed_networks)


def is_ip_address(host: str) -> bool:
    """Return whether a host in its canonical spelling is an IP address rather than a name."""
    return ":" in host or host.rpartition(".")[2].isdigit()


# An address is read for its robots.txt, for its turn and for its request.
@lru_cache(maxsize=1024)
def _read(url: str) -> Target:
    shape = _SHAPE.fullmatch(url)
    if len(url) > _LONGEST:
        raise AddressRefused(f"an address of more than {_LONGEST:,} characters")
    if shape is None or _CONTROL.search(url):
        raise AddressRefused("not a whole http or https address")
    scheme = shape["scheme"].lower()
    if scheme not in _DEFAULT_PORTS:
        raise AddressRefused(f"{scheme} addresses are not read: only http and https are")
    host, port = _host_and_port(shape["authority"], default=_DEFAULT_PORTS[scheme])
    return Target(scheme=scheme, host=host, port=port, path=_path(shape["rest"]))


def _host_and_port(authority: str, *, default: int) -> tuple[str, int]:
    if "@" in authority:
        raise AddressRefused("an address with a user name or password is not called")
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None:
        raise AddressRefused(f"{authority[:200]!r} is not a host")
    try:
        host = ascii_host(parts["host"])
    except HostError as error:
        raise AddressRefused(str(error)) from error
    port = int(parts["port"] or default)
    if not 0 < port < 65_536:
        raise AddressRefused(f"there is no port {port}")
    return host, port


def _path(rest: str) -> str:
    """Return path and query as they are sent: what ASCII cannot carry is encoded, the rest left as it is."""
    path = rest if rest.startswith("/") else f"/{rest}"
    try:
        return quote(path, safe="/?%:@!$&'()*+,;=~-._[]|")
    except UnicodeEncodeError as error:
        raise AddressRefused("the address holds half a character") from error


def _name_refusal(host: str) -> str:
    last = host.rpartition(".")[2]
    if last == host:
        return f"{host!r} is a name inside a network, not one of the internet"
    return f"names that end in .{last} are not public" if last in _INSIDE else ""
