"""A publisher on loopback with a feed and pages that a test writes as it likes."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape

from django.db import connection

from tests.engine.http.publishing import Publisher, answer

HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3")
RSS = {"content_type": "application/rss+xml"}
HTML = {"content_type": "text/html; charset=utf-8"}

PARAGRAPHS = (
    "Harbour pilots in the northern port said on Wednesday that {topic} had changed how they plan the week.",
    "The council heard from eleven witnesses before noon, and four of them brought maps of the old channel.",
    "Nobody expects the dredging to be finished before spring, the engineer in charge told the meeting.",
    "Fishing families asked for a fixed date, since their boats cannot pass the narrow gate at low water.",
    "A second report, which the ministry keeps under review, puts the cost at about nine million.",
    "The next session is planned for the first week of the month, when the water is at its lowest.",
)


@dataclass
class Press(Publisher):
    """A `Publisher` that also knows how feeds and pages are written."""

    def list(self, *items: str, path: str = "/feed.xml", **headers: str) -> str:
        """Serve these items as an RSS feed; return its address."""
        self.answers[path] = answer(rss(*items), **RSS, **headers)
        return self.url(path)

    def item(self, name: str, title: str = "", **more: str) -> str:
        """Return an item that leads to the page of this name."""
        return item(self.url(f"/{name}"), title or title_of(name), **more)

    def page(self, name: str, title: str = "", **more: str) -> None:
        """Serve an article's page."""
        self.answers[f"/{name}"] = answer(page(title or title_of(name), **more), **HTML)

    def publish(self, *names: str, **headers: str) -> str:
        """Serve pages of these names and a feed that lists them; return the feed's address."""
        for name in names:
            self.page(name)
        return self.list(*(self.item(name) for name in names), **headers)

    def meanwhile(self, path: str, action: Callable[[], object]) -> None:
        """Do this while the path is being answered for the first time."""
        body = self.answers[path]

        def act() -> None:
            action()
            connection.close()

        async def respond() -> AsyncIterator[bytes]:
            self.answers[path] = body
            await asyncio.to_thread(act)
            assert isinstance(body, bytes)
            yield body

        self.answers[path] = lambda request: respond()

    def asked(self, path: str) -> int:
        """How often this path was asked for."""
        return self.paths.count(path)


def title_of(name: str) -> str:
    return f"Council weighs {name.replace('-', ' ')} plan"


def rss(*items: str, title: str = "The Tide") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>http://127.0.0.1/</link><language>en</language>{''.join(items)}</channel></rss>"
    ).encode()


def item(url: str, title: str, *, date: str = "", content: str = "") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    told = f"<description>{escape(content)}</description>" if content else ""
    return f"<item><title>{escape(title)}</title><link>{escape(url)}</link>{dated}{told}</item>"


def page(title: str, *, canonical: str = "", text: str = "", date: str = "") -> bytes:
    link = f'<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
    dated = f'<meta property="article:published_time" content="{date}">' if date else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{link}{dated}'
        f'<meta property="og:type" content="article"></head><body><nav><a href="/">Home</a></nav>'
        f"<main><article><h1>{escape(title)}</h1>{text or body(title)}</article></main>"
        f"<footer>All rights reserved</footer></body></html>"
    ).encode()


def body(topic: str) -> str:
    return "".join(f"<p>{escape(paragraph.format(topic=topic))}</p>" for paragraph in PARAGRAPHS)


@contextmanager
def serving(press: Press) -> Iterator[Press]:
    """Serve on every host until the block ends."""
    started = threading.Event()
    stop: list[Callable[[], object]] = []

    async def serve() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(ended.set))
        servers = [await asyncio.start_server(press.serve, HOSTS[0], 0)]
        press.port = servers[0].sockets[0].getsockname()[1]
        servers += [await asyncio.start_server(press.serve, host, press.port) for host in HOSTS[1:]]
        started.set()
        await ended.wait()
        for server in servers:
            server.close()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield press
    finally:
        stop[0]()
        thread.join(10)
