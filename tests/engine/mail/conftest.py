"""A real mail server on loopback, which a test may tell what to answer."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Postman:
    """Takes letters, and says to some recipients what a test has told it to say."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], bytes]] = []
        self.answers: dict[str, str] = {}
        self.after_data = ""
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.after_data:
            return self.after_data
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 OK"


@contextmanager
def serving(postman: Postman, port: int = 0, **options: object) -> Iterator[str]:
    controller = Controller(postman, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def only(user: str, password: str) -> Callable[..., AuthResult]:
    """Let in who has this name and password."""

    def judge(_server, _session, _envelope, _mechanism, data) -> AuthResult:
        good = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=False)

    return judge


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def address(postman) -> Iterator[str]:
    with serving(postman) as place:
        yield f"smtp://{place}"


@contextmanager
def grumbling(banner: str, to_sender: str) -> Iterator[int]:
    """Give the port of a server that greets with this, and answers so to whoever says who sends."""

    class Talk(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(f"{banner}\r\n".encode())
            for line in self.rfile:
                said = to_sender if line.upper().startswith(b"MAIL") else "250 fine"
                self.wfile.write(f"{said}\r\n".encode())

    with ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
