"""A push service on loopback, as a browser's maker runs one, and the browsers that subscribe to it."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_bytes, token_urlsafe
from typing import Any

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def in_base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """One that has subscribed; it opens what it is sent."""

    origin: str
    name: str = field(default_factory=lambda: token_urlsafe(16))
    secret: bytes = field(default_factory=lambda: token_bytes(16))
    key: Any = field(default_factory=lambda: generate_private_key(SECP256R1()))

    @property
    def endpoint(self) -> str:
        return f"{self.origin}/push/{self.name}"

    @property
    def subscription(self) -> dict[str, Any]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "keys": {"p256dh": in_base64(point), "auth": in_base64(self.secret)}}

    def opened(self, sealed: bytes) -> dict[str, Any]:
        text = http_ece.decrypt(sealed, private_key=self.key, auth_secret=self.secret)
        return json.loads(text)


@dataclass(frozen=True)
class Taken:
    """One request that came in: whose, under which topic, with which other headers, when."""

    name: str
    topic: str
    headers: dict[str, str]
    body: bytes
    at: datetime


@dataclass
class PushService:
    """Takes what is signed for it; `statuses` says what else to answer for a browser."""

    origin: str = ""
    taken: list[Taken] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    retry_after: str = ""
    asked: int = 0
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def waiting(self, browser: Browser) -> list[dict[str, Any]]:
        """What a browser finds when it comes: of one topic the last message only."""
        last = {taken.topic: taken.body for taken in self.taken if taken.name == browser.name}
        return [browser.opened(body) for body in last.values()]

    def answer(self, name: str, headers: dict[str, str], body: bytes) -> int:
        self.asked += 1
        if status := self.statuses.get(name):
            return status
        if not is_signed(headers.get("authorization", ""), self.origin):
            return 403
        self.taken.append(Taken(name, headers.get("topic", ""), headers, body, self.clock()))
        return 201


def is_signed(header: str, audience: str) -> bool:
    """Whether the header is a signature by the key that it names (RFC 8292), meant for this service."""
    parts = dict(part.strip().split("=", 1) for part in header.removeprefix("vapid ").split(","))
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), from_base64(parts["k"]))
    try:
        claims = jwt.decode(
            parts["t"], key, algorithms=["ES256"], audience=audience, options={"verify_exp": False}
        )
    except jwt.InvalidTokenError:
        return False
    return claims["sub"].startswith(("mailto:", "https:"))


@contextmanager
def serving() -> Iterator[PushService]:
    """Run a push service until the block ends."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(service.answer(self.path.rpartition("/")[2], headers, body))
            if service.retry_after:
                self.send_header("Retry-After", service.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
