"""Asks a service that the operator named, and reads what it answers while it is still answering."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from ipaddress import ip_network

import aiohttp
from yarl import URL

from daily8.engine.http.bodies import ending_with_its_connection
from daily8.engine.http.client import read_answer, readable_headers, session_of
from daily8.engine.http.errors import TimedOut, TooLarge, WrongContent
from daily8.engine.http.failures import plain_error
from daily8.engine.http.guard import Network
from daily8.engine.http.inflating import encodings_of
from daily8.engine.http.limits import SERVICE, Limits
from daily8.engine.http.responses import Headers, Response, media_type
from daily8.engine.http.targets import target_of

ANYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))


@dataclass(slots=True)
class Stream:
    """An answer whose body is still to come: read it whole, or event by event, but only once.

    `complete` tells after the last event whether the answer came to its proper end.
    """

    url: str
    status: int
    headers: Headers
    _answer: aiohttp.ClientResponse
    _limits: Limits
    complete: bool = False

    @property
    def content_type(self) -> str:
        """The media type in lower case and without its parameters, or an empty text."""
        return media_type(self.headers.get("content-type", ""))

    async def read(self) -> Response:
        """Return the whole answer, read within the limits."""
        with _plainly():
            return await read_answer(self._answer, url=self.url, limits=self._limits)

    async def events(self) -> AsyncIterator[str]:
        """Yield the data of one server-sent event after the other, within the limits.

        An event that broke off is left out. One whose end is missing at a proper end is not.
        """
        data: list[bytes] = []
        async for line in self._lines():
            if line.startswith(b"data:"):
                data.append(line[5:].removeprefix(b" "))
            elif not line and data:
                yield _text(data)
                data = []
        if data and self.complete:
            yield _text(data)

    async def _lines(self) -> AsyncIterator[bytes]:
        rest = bytearray()
        async for piece in self._pieces():
            unseen = len(rest)
            rest += piece
            while (end := rest.find(b"\n", unseen)) >= 0:
                yield bytes(rest[:end]).removesuffix(b"\r")
                del rest[: end + 1]
                unseen = 0
        if self.complete:
            yield bytes(rest)

    async def _pieces(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives."""
        received = 0
        with _plainly(), ending_with_its_connection(self._answer):
            self._check_encoding()
            try:
                while data := await self._answer.content.readany():
                    received += len(data)
                    if received > self._limits.raw_bytes:
                        raise TooLarge(f"more than {self._limits.raw_bytes:,} bytes as sent")
                    yield data
            except aiohttp.ClientPayloadError:
                return
        self.complete = True

    def _check_encoding(self) -> None:
        """What is to arrive word by word is never compressed."""
        if encodings_of(self.headers.get("content-encoding", "")):
            raise WrongContent("a stream of events came compressed, which was not asked for")


@asynccontextmanager
async def stream(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    limits: Limits = SERVICE,
    user_agent: str = "daily8",
    allowed_networks: Sequence[Network] = ANYWHERE,
    method: str = "POST",
) -> AsyncIterator[Stream]:
    """Send `body` to `url` and hold what it answers, of any status; raise FetchError when nothing comes.

    An address out of the settings is called wherever it is, on this machine too; for one that anybody else named,
    `allowed_networks` says what beside public hosts may be called. A redirect is an answer like another and is not
    followed, so that body and headers go to that host and nowhere else. The connection
    is closed when the block ends, however it ends, and at the latest after `limits.seconds`.
    """
    target = target_of(url, allowed_networks=allowed_networks)
    try:
        session_made = session_of(user_agent, allowed_networks=allowed_networks)
        async with asyncio.timeout(limits.seconds), session_made as session:
            with _plainly():
                answer = await session.request(
                    method,
                    URL(target.url, encoded=True),
                    data=body or None,
                    headers=headers,
                    allow_redirects=False,
                )
            async with answer:
                yield Stream(target.url, answer.status, readable_headers(answer), answer, limits)
    except TimeoutError as error:
        raise TimedOut(f"no complete answer within {limits.seconds:g} seconds") from error


def _text(data: list[bytes]) -> str:
    return b"\n".join(data).decode("utf-8", "replace")


@contextmanager
def _plainly() -> Iterator[None]:
    """Say what went wrong on the network in plain words; what the caller's own block raises is not touched."""
    try:
        yield
    except TimeoutError:
        raise
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise plain_error(error) from error
