"""Which network addresses may be called: the rule that every connection has to pass."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network

PORTS = frozenset({80, 443, 8080, 8443})

# The standard library's tables change from one Python to the next, so every range is named here and
# `is_global` is only asked on top.
_PRIVATE_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's metadata and health service, on an address that looks public.
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
# The internet's own hosts are all in 2000::/3; these parts of it are not hosts, or hide an IPv4 address.
_UNICAST_6 = IPv6Network("2000::/3")
_PRIVATE_6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def refusal(address: str, port: int, *, allowed_networks: Sequence[Network] = ()) -> str:
    """Return why this address and port must not be called, or an empty text when they may.

    An address in `allowed_networks` may be called on every port.
    """
    return _refusal(address, port, tuple(allowed_networks))


@lru_cache(maxsize=4096)
def _refusal(address: str, port: int, allowed_networks: tuple[Network, ...]) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return f"{address!r} is not a network address"
    plain = _unwrapped(parsed)
    if any(plain in network for network in allowed_networks):
        return ""
    if not _is_public(plain):
        return f"{address} is not a public address"
    return port_refusal(port)


def port_refusal(port: int) -> str:
    """Return why a public host must not be called on this port, or an empty text when it may."""
    if port in PORTS:
        return ""
    return f"port {port} is not a web port: only {', '.join(map(str, sorted(PORTS)))} are called"


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that a mapped or NAT64 address leads to, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return _last_four_bytes(address) if address in _NAT64 else address


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _PRIVATE_4)
    if address.scope_id is not None or address not in _UNICAST_6 or not address.is_global:
        return False
    return not any(address in network for network in _PRIVATE_6) and not _leads_inside(address)


def _leads_inside(address: IPv6Address) -> bool:
    """Return whether it is an ISATAP address around an IPv4 address that is not public."""
    return (int(address) >> 32) & 0xFFFFFFFF in _ISATAP and not _is_public(_last_four_bytes(address))


def _last_four_bytes(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFFFFFF)
