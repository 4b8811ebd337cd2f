"""A program on loopback that is called by hooks, and checks what it is told as the standard says.

It shares nothing with the code that signs: https://www.standardwebhooks.com, version 1.0.0, symmetric signatures.
"""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_TOLERANCE_SECONDS = 300


@dataclass
class Receiver:
    """Takes what is signed with its secret; `answers` are statuses to give first, in their order."""

    origin: str = ""
    secret: str = ""
    now: float = 0.0
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    def answer(self, headers: dict[str, str], body: bytes) -> int:
        self.tried.append(headers["webhook-id"])
        if self.answers:
            return self.answers.pop(0)
        if not self.is_genuine(headers, body):
            return 401
        self.taken.append((headers["webhook-id"], json.loads(body)))
        return 204

    def is_genuine(self, headers: dict[str, str], body: bytes) -> bool:
        """Whether the body is signed with the secret, with this id, and lately."""
        scheme, _, key = self.secret.partition("_")
        if scheme != "whsec" or abs(int(headers["webhook-timestamp"]) - self.now) > _TOLERANCE_SECONDS:
            return False
        content = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
        wanted = hmac.new(base64.b64decode(key), content, hashlib.sha256).digest()
        told = (one.split(",", 1) for one in headers["webhook-signature"].split(" "))
        return any(version == "v1" and hmac.compare_digest(base64.b64decode(one), wanted) for version, one in told)

    @property
    def kinds(self) -> list[str]:
        return [body["type"] for _id, body in self.taken]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver until the block ends."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(receiver.answer(headers, body))
            for name, value in {**receiver.headers, "Content-Length": "0"}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.origin = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
