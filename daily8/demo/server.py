"""Serves the made-up papers on this machine only."""

import errno
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from daily8.demo import feeds, markup, pages
from daily8.demo.gallery import Gallery
from daily8.demo.words import WORDS
from daily8.demo.world import Paper

HOST = "127.0.0.1"
_HTML = "text/html; charset=utf-8"


class PortError(Exception):
    """The port cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for one path."""

    body: bytes
    content_type: str


Maker = Callable[[], Answer]


class Server(ThreadingHTTPServer):
    """Answers for every page, feed and picture of the papers; nothing else is behind it."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        """Take this port of this machine, 0 for any that is free; raise PortError where that cannot be."""
        self.answers: dict[str, Maker] = {}
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            used = error.errno == errno.EADDRINUSE
            reason = "is used by another program" if used else f"cannot be used: {error.strerror}"
            raise PortError(f"port {port} on {HOST} {reason}; choose another one with --port") from error

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of those who went before their answer, as the site does when it is stopped."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def serve(self, papers: Sequence[Paper], gallery: Gallery) -> None:
        """Answer for these papers, in a thread of its own, until `shutdown`."""
        self.answers = dict(_answers(papers, gallery))
        Thread(target=self.serve_forever, daemon=True).start()


def _answers(papers: Sequence[Paper], gallery: Gallery) -> Iterator[tuple[str, Maker]]:
    """Yield each path, decoded, with what makes its answer."""
    yield "/", partial(_page, pages.index, papers)
    yield "/robots.txt", partial(_text, "User-agent: *\nAllow: /\n")
    for paper in papers:
        yield _path(paper.home), partial(_page, pages.front, paper)
        yield _path(paper.feed_url), partial(_feed, paper)
        for piece in paper.pieces:
            yield _path(piece.url), partial(_page, pages.article, paper, piece)
            if piece.image:
                yield _path(piece.image), partial(_picture, gallery, piece.picture, piece.url)
            for scene in markup.scenes(piece.text):
                address = markup.picture_address(f"{paper.home}pictures/", scene, piece.title)
                yield _path(address), partial(_picture, gallery, scene, address)


def _path(url: str) -> str:
    return unquote(urlsplit(url).path)


def _page(make: Callable[..., str], *arguments: object) -> Answer:
    return Answer(make(*arguments).encode(), _HTML)


def _text(text: str) -> Answer:
    return Answer(text.encode(), "text/plain; charset=utf-8")


def _feed(paper: Paper) -> Answer:
    text, content_type = feeds.feed(paper)
    return Answer(text.encode(), content_type)


def _picture(gallery: Gallery, scene: str, url: str) -> Answer:
    # The seed is the path alone: the same pictures on every port.
    return Answer(gallery.picture(scene, urlsplit(url).path), "image/jpeg")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    timeout = 30
    # Head and body go out in two writes; else the second waits 40 ms for the first to be acknowledged.
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the site says what it reads."""

    def _answer(self) -> None:
        make = self.server.answers.get(_path(quote(self.path, safe="/%?=&+:")))
        if make is None:
            self._send(HTTPStatus.NOT_FOUND, _text(WORDS["en"]["missing"]))
            return
        answer = make()
        etag = f'"{blake2b(answer.body, digest_size=12).hexdigest()}"'
        if self.headers.get("If-None-Match") == etag:
            self._send(HTTPStatus.NOT_MODIFIED, Answer(b"", answer.content_type), etag)
        else:
            self._send(HTTPStatus.OK, answer, etag)

    def _send(self, status: HTTPStatus, answer: Answer, etag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
