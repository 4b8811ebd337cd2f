import asyncio
import contextlib
import json
import logging
import os
import socket
import ssl
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from daily8.engine.http import AddressRefused, Unreachable, get
from daily8.engine.http.resolving import PublicResolver
from tests.engine.http.publishing import answer, client, fetch, redirect

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("DAILY8_SHARED", ROOT.parent / "shared"))
CERTIFICATE = Path(__file__).with_name("self-signed.pem")


class Names:
    """Stands in for the name server: each name has its answers, one list for each time that it is asked."""

    def __init__(self, **answers):
        self.answers = {name.replace("_", "."): list(lists) for name, lists in answers.items()}
        self.asked = []

    def __call__(self, host, port, family=0, type=0, proto=0, flags=0):
        self.asked.append(host)
        lists = self.answers[host]
        addresses = lists.pop(0) if len(lists) > 1 else lists[0]
        return [self._entry(address, port) for address in addresses]

    def _entry(self, address, port):
        if ":" in address:
            return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
        return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))


@pytest.fixture
def names(monkeypatch):
    def install(**answers):
        names = Names(**answers)
        monkeypatch.setattr(socket, "getaddrinfo", names)
        return names

    return install


@pytest.fixture
def connections(monkeypatch):
    """Record every address that a socket is asked to connect to, and connect to none."""
    calls = []

    def connect(self, address):
        calls.append(address)
        raise ConnectionRefusedError(111, "refused by the test")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return calls


def test_the_connection_goes_to_the_checked_address_and_the_name_stays_in_the_request(publisher, names):
    asked = names(news_example=[["127.0.0.1"]]).asked
    publisher.answers["/"] = answer(b"page")

    response = fetch(publisher.url("/", host="news.example"))

    assert response.body == b"page"
    assert asked == ["news.example"]
    assert publisher.requests[0].headers["host"] == f"news.example:{publisher.port}"


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"],
        ["93.184.216.34", "10.0.0.1"],
        ["::1", "93.184.216.34"],
        ["::ffff:169.254.169.254"],
        ["2002:7f00:1::"],
        ["fe80::1"],
        ["0.0.0.0"],
    ],
)
def test_one_private_answer_refuses_the_name(names, connections, addresses):
    names(news_example=[addresses])

    with pytest.raises(AddressRefused, match=r"'news\.example' leads to .*not a public address"):
        get("http://news.example/")
    assert connections == []


def test_a_name_that_changes_its_mind_is_asked_once(names, connections):
    asked = names(news_example=[["93.184.216.34"], ["127.0.0.1"]]).asked

    with pytest.raises(Unreachable, match="cannot be reached: connection refused"):
        get("http://news.example/")
    assert asked == ["news.example"]
    assert connections == [("93.184.216.34", 80)]


def test_a_redirect_to_a_private_name_is_refused(publisher, names):
    names(news_example=[["127.0.0.1"]], inside_example=[["10.0.0.1"]])
    publisher.answers["/"] = redirect("http://inside.example/")

    with pytest.raises(AddressRefused, match=r"'inside\.example' leads to 10\.0\.0\.1"):
        fetch(publisher.url("/", host="news.example"))


def test_open_networks_open_their_ports_only_there(names, connections):
    names(news_example=[["93.184.216.34"]])

    with pytest.raises(AddressRefused, match="port 9200 is not a web port"):
        fetch("http://news.example:9200/")
    assert connections == []


def test_the_socket_refuses_what_the_resolver_lets_by(connections, monkeypatch):
    async def trusting(self, host, port=0, family=socket.AF_INET):
        return [
            {"hostname": host, "host": address, "port": port, "family": family, "proto": 6, "flags": 0}
            for address in ("10.0.0.1", "10.0.0.2")
        ]

    monkeypatch.setattr(PublicResolver, "resolve", trusting)

    with pytest.raises(AddressRefused, match="not a public address"):
        get("http://news.example/")
    assert connections == []


def test_a_second_address_is_tried_when_the_first_does_not_answer(publisher, names):
    names(news_example=[["127.0.0.3", "127.0.0.1"]])
    publisher.answers["/"] = answer(b"page")

    assert fetch(publisher.url("/", host="news.example")).body == b"page"


def test_a_name_server_that_hangs_holds_up_no_other_host(publisher, monkeypatch):
    real, release = socket.getaddrinfo, []

    def hang(host, *arguments, **options):
        if host == "dead.example":
            release.append(True)
            time.sleep(1.0)
            raise OSError(-3, "Temporary failure in name resolution")
        return real("127.0.0.1", *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    publisher.answers["/"] = answer(b"page")
    finished = []

    async def visit():
        async with client() as visitor:

            async def call(name):
                with contextlib.suppress(Unreachable):
                    await visitor.get(publisher.url("/", host=name))
                finished.append(name)

            await asyncio.gather(call("dead.example"), *(call(f"n{number}.example") for number in range(10)))

    asyncio.run(visit())

    assert release
    assert finished[-1] == "dead.example"


def fetch_over_tls(answer_one, context=None):
    async def visit():
        server = await asyncio.start_server(answer_one, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        async with server, client() as visitor:
            await visitor.get(f"https://127.0.0.1:{port}/")

    asyncio.run(visit())


def test_a_certificate_that_nobody_vouches_for_is_not_trusted():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)

    with pytest.raises(Unreachable, match="certificate is not valid: self-signed certificate"):
        fetch_over_tls(lambda reader, writer: None, context)


def test_a_server_that_speaks_no_tls_is_said_plainly():
    with pytest.raises(Unreachable, match="no secure connection could be agreed on"):
        fetch_over_tls(lambda reader, writer: writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n"))


def test_connections_that_break_while_idle_make_no_noise(caplog):
    async def reset(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc")
        await asyncio.sleep(0.05)
        writer.write(b"def")
        await asyncio.sleep(0.05)
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.close()

    async def visit():
        server = await asyncio.start_server(reset, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, client() as visitor:
            response = await visitor.get(f"http://127.0.0.1:{port}/")
            await asyncio.sleep(0.2)
            return response.body

    with caplog.at_level(logging.WARNING):
        assert asyncio.run(visit()) == b"abcdef"
    assert caplog.records == []


@pytest.mark.skipif(not SHARED.exists(), reason="the shared attack vectors are not here: set DAILY8_SHARED")
def test_no_attack_vector_reaches_an_inner_address():
    vectors = SHARED / "data" / "ssrf" / "vectors.json"
    command = [sys.executable, str(SHARED / "checks" / "ssrf_harness.py"), str(vectors)]
    command += ["--client", "daily8.engine.http:status_of"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    report = json.loads(run.stdout)
    assert (report["reached"], report["odd_ports_reached"], report["controls_failed"]) == (0, 0, 0)
    assert report["redirect_loop_requests"] <= 10
    assert report["vectors"] > 300
