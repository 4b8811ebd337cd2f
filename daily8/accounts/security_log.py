"""What an operator wants to find in the log of who came in and who was turned away: lines of `daily8.security`.

They are written whatever the level of the rest. Of a person they have the number of the account, and the network.
"""

import logging
from collections.abc import Iterable
from ipaddress import ip_address, ip_network

logger = logging.getLogger("daily8.security")


def signed_in(pk: int, ways: Iterable[str], address: str) -> None:
    """Somebody came in, by these ways in their order."""
    logger.info("account %s signed in by %s from %s", pk, ", ".join(ways) or "an unknown way", shortened(address))


def failed(pk: int | None, address: str) -> None:
    """A name and a password did not fit; a name that is nobody's may be a password typed too early."""
    logger.warning(
        "sign-in failed for %s from %s", f"account {pk}" if pk else "an unknown name", shortened(address)
    )


def wrong_lock(pk: int, address: str) -> None:
    """The password was right, or somebody is in, and the second lock did not open."""
    logger.warning("second lock failed for account %s from %s", pk, shortened(address))


def too_often(what: str, address: str) -> None:
    """Something was done more often than may be."""
    logger.warning("%s too often from %s", what, shortened(address))


def shortened(address: str) -> str:
    """Return the network of an address: of 256 in IPv4, of one customer's in IPv6."""
    try:
        bits = 24 if ip_address(address).version == 4 else 48
        return str(ip_network(f"{address.partition('%')[0]}/{bits}", strict=False))
    except ValueError:
        return "an unknown network"
