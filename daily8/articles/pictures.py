"""Publishers' pictures through our own door: fetched once, resized, kept on disk up to a limit."""

import base64
import binascii
import hmac
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from threading import BoundedSemaphore, Lock

from diskcache import Cache
from django.conf import settings
from django.urls import reverse

from daily8.engine import http, pictures
from daily8.work.bucket import bucket

logger = logging.getLogger(__name__)

WIDTHS = (160, 320, 480, 640, 960, 1280)
LARGEST = WIDTHS[-1]
# So long a picture that could not be had is not asked for again.
FAILED_SECONDS = 600
WAIT_SECONDS = 10
# Decoding one may take 192 MB, whatever its file weighs; more at once would fill the memory of the web server.
DECODED_AT_ONCE = 2
_SIGNATURE_BYTES = 12
_DECODING = BoundedSemaphore(DECODED_AT_ONCE)
# Two pictures that share a turn wait for each other, which does no harm.
_TURNS = tuple(Lock() for _ in range(64))


class PictureError(Exception):
    """The picture cannot be had; the message says why."""


class PictureRefused(PictureError):
    """The address was not signed by this site for this width."""


def address(url: str, width: int) -> str:
    """Return our own address of a publisher's picture, at least `width` pixels wide where it has them."""
    wide = next((kept for kept in WIDTHS if kept >= width), LARGEST)
    return reverse("picture", args=[wide, _signature(url, wide), _coded(url)])


def checked(signature: str, coded: str, width: int) -> str:
    """Return the publisher's address of the picture; raise PictureRefused if this site did not sign it."""
    try:
        url = base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
    except (binascii.Error, ValueError) as error:
        raise PictureRefused("not an address of this site") from error
    if not hmac.compare_digest(signature.encode(), _signature(url, width).encode()):
        raise PictureRefused("not signed by this site")
    return url


def picture(url: str, width: int) -> bytes:
    """Return the picture as WebP, at most `width` pixels wide; raise PictureError where it cannot be had.

    The largest width is made from the publisher's file, which is not kept; the others are made from that.
    """
    kept = _kept().get((url, width))
    if kept is None:
        kept = _narrowed(url, width)
        _kept().set((url, width), kept)
    return bytes(kept)


def forget(urls: Iterable[str]) -> None:
    """Drop these pictures here, and for all machines; one that is asked for again is fetched again."""
    shared = bucket()
    for url in urls:
        for width in WIDTHS:
            _kept().delete((url, width))
        if shared is not None:
            try:
                shared.delete(_name(url))
            except http.BucketAway as error:
                logger.warning("a picture stays in the bucket: %s", error)


def _narrowed(url: str, width: int) -> bytes:
    largest = _largest(url)
    if width == LARGEST:
        return largest
    try:
        return _resized(largest, width)
    except pictures.PictureError:
        # It was a picture when it was kept: the disk has lost it.
        with _door():
            return _resized(_made(url), width)


def _resized(body: bytes, width: int) -> bytes:
    with _DECODING:
        return pictures.resized(body, width=width)


def _largest(url: str) -> bytes:
    """The picture in the largest width; of readers who come together, one has it fetched."""
    known = _known(url)
    if known is not None:
        return known
    with _door(), _TURNS[hash(url) % len(_TURNS)]:
        return _known(url) or _shared(url) or _made(url)


def _known(url: str) -> bytes | None:
    """The picture as it is kept, if it is; raise PictureError where it could not be had a while ago."""
    failure = _kept().get((url, "failure"))
    if failure is not None:
        raise PictureError(failure)
    kept = _kept().get((url, LARGEST))
    return None if kept is None else bytes(kept)


def _shared(url: str) -> bytes | None:
    """The picture as another machine has made it, which this one keeps as well from now on."""
    shared = bucket()
    if shared is None:
        return None
    try:
        found = shared.get(_name(url))
    except http.BucketAway as error:
        logger.warning("pictures are made here: %s", error)
        return None
    if found is not None:
        _kept().set((url, LARGEST), found)
    return found


def _share(url: str, made: bytes) -> None:
    """Let other machines have what was made here; where the bucket is away, they make it too."""
    shared = bucket()
    if shared is None:
        return
    try:
        shared.put(_name(url), made)
    except http.BucketAway as error:
        logger.warning("a picture stays here: %s", error)


def _name(url: str) -> str:
    return f"pictures/{blake2b(url.encode(), digest_size=16).hexdigest()}.webp"


def _made(url: str) -> bytes:
    try:
        made = _resized(_fetched(url), LARGEST)
    except (http.FetchError, pictures.PictureError) as error:
        _kept().set((url, "failure"), str(error), expire=FAILED_SECONDS)
        raise PictureError(str(error)) from error
    _kept().set((url, LARGEST), made)
    _share(url, made)
    return made


def bytes_kept() -> int:
    """Return how much room the pictures take that are kept on this machine."""
    return int(_kept().volume())


def _fetched(url: str) -> bytes:
    response = http.get(
        url,
        limits=http.PICTURE,
        user_agent=settings.USER_AGENT,
        allowed_networks=settings.ALLOW_PRIVATE_NETWORKS,
    )
    if response.status != 200:
        raise pictures.PictureError(f"the server answers {response.status}")
    return response.body


@cache
def _kept() -> Cache:
    return Cache(
        str(settings.DATA / "pictures"),
        size_limit=settings.PICTURES_MB * 2**20,
        eviction_policy="least-recently-used",
    )


@cache
def _fetches() -> BoundedSemaphore:
    # Half of the threads stay free for pages, however slow the publishers of pictures are.
    return BoundedSemaphore(max(1, settings.THREADS // 2))


@contextmanager
def _door() -> Iterator[None]:
    if not _fetches().acquire(timeout=WAIT_SECONDS):
        raise PictureError("too many pictures are being fetched")
    try:
        yield
    finally:
        _fetches().release()


def _coded(url: str) -> str:
    return base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def _signature(url: str, width: int) -> str:
    message = f"{width} {url}".encode()
    digest = blake2b(message, key=settings.SECRET_KEY.encode()[:64], digest_size=_SIGNATURE_BYTES).digest()
    return base64.urlsafe_b64encode(digest).decode()
