"""What the tests of the network's door share."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.engine.http.publishing import Publisher


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    publisher = Publisher()
    started = threading.Event()
    stop: list[Callable[[], object]] = []

    async def serve() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(ended.set))
        server = await asyncio.start_server(publisher.serve, "127.0.0.1", 0)
        publisher.port = server.sockets[0].getsockname()[1]
        second = await asyncio.start_server(publisher.serve, "127.0.0.2", publisher.port)
        started.set()
        await ended.wait()
        server.close()
        second.close()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert started.wait(10)
    yield publisher
    stop[0]()
    thread.join(10)
