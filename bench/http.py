"""What does the one door cost, and does it hold?

Serves pages on loopback from another process, fetches them through the Client and through plain aiohttp in the
same run, and compares the CPU time of this process. With the shared data at hand, runs the attack vectors too.
"""

import asyncio
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_network
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp

from daily8.engine.http import Client

_ROOT = Path(__file__).resolve().parents[1]
_HOSTS = [f"127.0.0.{number}" for number in range(1, 33)]
_PER_HOST = 40
_ROUNDS = 5
_PAGE = b"<!doctype html><title>A page</title>" + b"<p>Words that a publisher wrote.</p>" * 600
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(_PAGE) + _PAGE

Get = Callable[[str], Awaitable[bytes]]


def measure() -> dict[str, float]:
    """Return the figures of this bench by name."""
    with _server() as port:
        client, plain = _best_of_rounds(port)
    return {
        "http.cpu_ms": round(client, 4),
        "http.plain_cpu_ms": round(plain, 4),
        "http.cpu_ratio": round(client / plain, 3),
        **_attacks(),
    }


def _best_of_rounds(port: int) -> tuple[float, float]:
    """Return the CPU milliseconds a request of both, the best of several rounds in turn."""
    rounds = [(asyncio.run(_through_client(port)), asyncio.run(_through_aiohttp(port))) for _ in range(_ROUNDS)]
    return min(client for client, _ in rounds), min(plain for _, plain in rounds)


async def _through_client(port: int) -> float:
    async with Client(user_agent="daily8-bench", allowed_networks=[ip_network("127.0.0.0/8")]) as client:

        async def get(url: str) -> bytes:
            return (await client.get(url)).body

        return await _cost(get, port)


async def _through_aiohttp(port: int) -> float:
    async with aiohttp.ClientSession() as session:

        async def get(url: str) -> bytes:
            async with session.get(url) as response:
                return await response.read()

        return await _cost(get, port)


async def _cost(get: Get, port: int) -> float:
    """Return the CPU milliseconds of one request, with all hosts asked at once and each in sequence."""

    async def read_host(host: str, pages: int) -> None:
        for page in range(pages):
            assert await get(f"http://{host}:{port}/{page}") == _PAGE

    await asyncio.gather(*(read_host(host, 1) for host in _HOSTS))
    started = time.process_time()
    await asyncio.gather(*(read_host(host, _PER_HOST) for host in _HOSTS))
    return (time.process_time() - started) * 1000 / (len(_HOSTS) * _PER_HOST)


@contextmanager
def _server() -> Iterator[int]:
    """Serve the page on every bench host; yield the port."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(parent: Connection) -> None:
    asyncio.run(_serve_forever(parent))


async def _serve_forever(parent: Connection) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Page, "0.0.0.0", 0)
    parent.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


class _Page(asyncio.Protocol):
    """Answers everything that ends in an empty line with the page."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if data.endswith(b"\r\n\r\n"):
            self._transport.write(_ANSWER)


def _attacks() -> dict[str, float]:
    """Return what the attack vectors reached, or nothing where the shared data is not at hand."""
    shared = Path(os.environ.get("DAILY8_SHARED", _ROOT.parent / "shared"))
    harness, vectors = shared / "checks" / "ssrf_harness.py", shared / "data" / "ssrf" / "vectors.json"
    if not harness.exists() or not vectors.exists():
        return {}
    command = [sys.executable, str(harness), str(vectors), "--client", "daily8.engine.http:status_of"]
    report = json.loads(subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False).stdout)
    return {
        "http.ssrf_vectors": report["vectors"],
        "http.ssrf_reached": report["reached"],
        "http.ssrf_odd_ports": report["odd_ports_reached"],
        "http.ssrf_controls_failed": report["controls_failed"],
        "http.redirect_loop_requests": report["redirect_loop_requests"],
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
