"""How long, how far and how much: the limits of one fetch."""

from dataclasses import dataclass

_KILOBYTE = 1_000
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take.

    `seconds` run over all redirects and the body, but not while waiting for one's turn at the host.
    `content_types` are exact ("text/html") or whole families ("image/"); an empty tuple accepts all, and an
    answer that names no type is always read. With `keep_start`, an answer that is too large is cut and
    marked as not complete instead of being refused.
    """

    seconds: float
    redirects: int
    raw_bytes: int
    inflated_bytes: int
    content_types: tuple[str, ...]
    keep_start: bool = False


_TEXT_TYPES = ("text/", "application/xml", "application/xhtml+xml")

# Many servers send a feed as HTML, as plain text or as a download: what it is, its content decides.
FEED = Limits(
    seconds=20.0,
    redirects=5,
    raw_bytes=5 * _MEGABYTE,
    inflated_bytes=10 * _MEGABYTE,
    content_types=(
        *_TEXT_TYPES,
        "application/",
        "binary/octet-stream",
        "unknown/unknown",
    ),
)

PAGE = Limits(
    seconds=20.0,
    redirects=5,
    raw_bytes=5 * _MEGABYTE,
    inflated_bytes=10 * _MEGABYTE,
    content_types=("text/html", "text/plain", "text/xml", "application/xml", "application/xhtml+xml"),
)

PICTURE = Limits(
    seconds=20.0,
    redirects=5,
    raw_bytes=15 * _MEGABYTE,
    inflated_bytes=15 * _MEGABYTE,
    content_types=("image/", "application/octet-stream", "binary/octet-stream"),
)

# RFC 9309 asks for at least 500 KiB to be read of a robots.txt of any length.
ROBOTS = Limits(
    seconds=10.0,
    redirects=5,
    raw_bytes=512 * _KILOBYTE,
    inflated_bytes=512 * _KILOBYTE,
    content_types=(),
    keep_start=True,
)

# What a service that the operator named may answer; it may take its time to think.
SERVICE = Limits(
    seconds=60.0,
    redirects=0,
    raw_bytes=16 * _MEGABYTE,
    inflated_bytes=32 * _MEGABYTE,
    content_types=("application/json",),
)
