"""A web server in front of the site, as operators have one: it can answer something else, or be gone."""

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Change = Callable[[str, bytes], bytes]
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}


@dataclass
class Front:
    """Passes requests on to `site`, with what a test wants to be different."""

    site: str
    # What a path is answered with instead: a status, as the site would send it unless `lost`.
    statuses: dict[str, int] = field(default_factory=dict)
    # A path that is answered here: its type and its body.
    answers: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    # Bodies are changed by this, whatever they are.
    change: Change = lambda path, body: body
    lost: bool = False
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> "Front":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        handler = type("Handler", (_Handler,), {"front": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    front: Front

    def _pass_on(self) -> None:
        path = urlsplit(self.path).path
        self.front.asked.append(f"{self.command} {path}")
        if path in self.front.statuses:
            policy = [] if self.front.lost else [("Content-Security-Policy", "default-src 'none'")]
            told = [("Content-Type", "text/html"), *policy]
            self._answer(self.front.statuses[path], told, b"<title>No</title>")
            return
        if path in self.front.answers:
            kind, body = self.front.answers[path]
            self._answer(200, [("Content-Type", kind)], body)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        # Whole and plain, so that it can be changed.
        told = {name: value for name, value in self.headers.items() if not name.lower().startswith("if-")}
        told["Accept-Encoding"] = "identity"
        connection = http.client.HTTPConnection(urlsplit(self.front.site).netloc, timeout=20)
        connection.request(self.command, self.path, body, told)
        answer = connection.getresponse()
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOP_BY_HOP]
        self._answer(answer.status, headers, self.front.change(path, answer.read()))
        connection.close()

    do_GET = do_HEAD = do_POST = _pass_on

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        pass
