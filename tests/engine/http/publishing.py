"""A publisher on loopback that answers byte for byte what a test tells it to, however wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from ipaddress import ip_network

from daily8.engine.http import Client, Response, get

LOOPBACK = (ip_network("127.0.0.0/8"),)
USER_AGENT = "daily8/0.1 (+https://daily8.example/about)"

Answer = bytes | Callable[["Request"], bytes | AsyncIterator[bytes]]


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    raw: bytes
    at: float
    connection: int
    body: bytes = b""


@dataclass
class Publisher:
    """Serves `answers` by path on 127.0.0.1 and 127.0.0.2, and remembers who asked for what."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    open_requests: int = 0
    most_open_requests: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        connection = self.connections
        try:
            while await self._answer_one(reader, writer, connection):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer_one(self, reader, writer, connection: int) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("utf-8", "replace").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        path = lines[0].split(" ")[1]
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        request = Request(path, headers, head, asyncio.get_running_loop().time(), connection, body)
        self.requests.append(request)
        self.open_requests += 1
        self.most_open_requests = max(self.most_open_requests, self.open_requests)
        try:
            return await self._write(writer, self.answers.get(path, answer(b"", status="404 Not Found")), request)
        finally:
            self.open_requests -= 1

    async def _write(self, writer, content: Answer, request: Request) -> bool:
        if callable(content):
            content = content(request)
        if isinstance(content, bytes):
            writer.write(content)
            await writer.drain()
            return b"onnection: close" not in content
        async for piece in content:
            writer.write(piece)
            await writer.drain()
        return False


def answer(body: bytes = b"", *, status: str = "200 OK", close: bool = False, **headers: str) -> bytes:
    """Return a well-formed answer; `content_type="text/html"` becomes the header of that name."""
    fields = {"content_length": str(len(body)), **headers}
    if close:
        fields["connection"] = "close"
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(status=status, location=location)


def fetch(url: str, **options: object) -> Response:
    """Fetch once, with loopback opened."""
    return get(url, user_agent=USER_AGENT, allowed_networks=LOOPBACK, **options)


def client(**options: object) -> Client:
    return Client(user_agent=USER_AGENT, allowed_networks=LOOPBACK, **options)
