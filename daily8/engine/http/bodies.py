"""The body of an answer: the right kind, within its limits, inflated."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp

from daily8.engine.http.errors import TooLarge, WrongContent
from daily8.engine.http.inflating import Body, encodings_of
from daily8.engine.http.limits import Limits
from daily8.engine.http.responses import Headers, media_type


def check_content_type(header: str, limits: Limits) -> None:
    """Raise WrongContent when the type is none of those asked for; a type that is missing passes."""
    kind = media_type(header)
    if not kind or not limits.content_types or "/" not in kind:
        return
    if not any(kind.startswith(known) if known.endswith("/") else kind == known for known in limits.content_types):
        raise WrongContent(f"the content is {kind[:100]}, which is not what was asked for")


async def read_body(answer: aiohttp.ClientResponse, headers: Headers, limits: Limits) -> tuple[bytes, bool]:
    """Return the inflated body and whether all of it came."""
    announced = answer.content_length or 0
    if announced > limits.raw_bytes and not limits.keep_start:
        raise TooLarge(f"{announced:,} bytes are announced, {limits.raw_bytes:,} are the limit")
    body = Body(encodings=encodings_of(headers.get("content-encoding", "")), limit=limits.inflated_bytes)
    with ending_with_its_connection(answer):
        arrived = await _collect(answer.content, body, limits)
    if body.overflowed and not limits.keep_start:
        raise TooLarge(f"more than {limits.inflated_bytes:,} bytes once decompressed")
    return body.content(), arrived and body.complete


async def _collect(stream: aiohttp.StreamReader, body: Body, limits: Limits) -> bool:
    """Move the stream into `body`; return whether the stream came to its proper end."""
    received = 0
    try:
        while data := await stream.readany():
            received += len(data)
            if received > limits.raw_bytes:
                if limits.keep_start:
                    return False
                raise TooLarge(f"more than {limits.raw_bytes:,} bytes as sent")
            if not body.feed(data):
                return False
    except aiohttp.ClientPayloadError:
        return False
    return True


@contextmanager
def ending_with_its_connection(answer: aiohttp.ClientResponse) -> Iterator[None]:
    """End the body when its connection ends.

    After a broken chunk aiohttp closes the connection and tells nobody who reads.
    """

    def end(_: object) -> None:
        if not answer.content.is_eof() and answer.content.exception() is None:
            answer.content.set_exception(aiohttp.ClientPayloadError("the connection was closed"))

    protocol = answer.connection.protocol if answer.connection is not None else None
    closed = protocol.closed if protocol is not None else None
    if closed is None:
        yield
        return
    closed.remove_done_callback(_heard)
    closed.add_done_callback(_heard)
    closed.add_done_callback(end)
    try:
        yield
    finally:
        closed.remove_done_callback(end)


def _heard(closed: asyncio.Future[None]) -> None:
    """Take note of how a connection ended, or asyncio complains in the log that nobody did."""
    if not closed.cancelled():
        closed.exception()
