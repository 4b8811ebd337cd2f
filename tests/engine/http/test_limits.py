import asyncio
import dataclasses
import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from daily8.engine.http import PAGE, ROBOTS, TimedOut, TooLarge
from tests.engine.http.publishing import answer, client, fetch, redirect

ROOT = Path(__file__).resolve().parents[3]
SMALL = dataclasses.replace(PAGE, raw_bytes=10_000, inflated_bytes=20_000)
IMPATIENT = dataclasses.replace(PAGE, seconds=0.4)


def endless(head: bytes, piece: bytes, pause: float = 0.0):
    async def pieces(request):
        yield head
        while True:
            yield piece
            await asyncio.sleep(pause)

    return pieces


def test_a_body_that_announces_too_much_is_not_read(publisher):
    publisher.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\nConnection: close\r\n\r\n"

    with pytest.raises(TooLarge, match="50,000,000 bytes are announced"):
        fetch(publisher.url("/"))


def test_a_body_without_end_is_stopped(publisher):
    publisher.answers["/"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"<p>more</p>" * 100)

    with pytest.raises(TooLarge, match="more than 10,000 bytes as sent"):
        fetch(publisher.url("/"), limits=SMALL)


def test_a_body_is_counted_once_inflated(publisher):
    publisher.answers["/fits"] = answer(gzip.compress(bytes(20_000)), content_encoding="gzip")
    publisher.answers["/bomb"] = answer(gzip.compress(bytes(20_001)), content_encoding="gzip")
    publisher.answers["/twice"] = answer(
        gzip.compress(gzip.compress(bytes(20_001))), content_encoding="gzip, gzip"
    )

    assert len(fetch(publisher.url("/fits"), limits=SMALL).body) == 20_000
    for path in ("/bomb", "/twice"):
        with pytest.raises(TooLarge, match="more than 20,000 bytes once decompressed"):
            fetch(publisher.url(path), limits=SMALL)


def test_robots_files_of_any_length_give_their_beginning(publisher):
    publisher.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a\n" + b"# x\n" * 300_000)

    response = fetch(publisher.url("/robots.txt"), limits=ROBOTS)

    assert response.body.startswith(b"User-agent: *")
    assert len(response.body) <= ROBOTS.inflated_bytes
    assert not response.complete


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to see the peak of memory")
def test_a_bomb_of_64_megabytes_does_not_fill_the_memory(publisher):
    publisher.answers["/bomb"] = answer(gzip.compress(bytes(64_000_000)), content_encoding="gzip")
    program = f"""
import re
from ipaddress import ip_network
from daily8.engine.http import TooLarge, get

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])

before = peak()
try:
    get("{publisher.url("/bomb")}", allowed_networks=[ip_network("127.0.0.0/8")])
except TooLarge:
    print("stopped after", peak() - before)
"""
    printed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    kilobytes = int(re.fullmatch(r"stopped after (\d+)\n", printed.stdout)[1])
    assert kilobytes < 50_000


@pytest.mark.parametrize(
    "behaviour",
    [
        endless(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n", b"x", 0.05),
        endless(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x", 0.05),
        endless(b"", b"", 0.05),
    ],
    ids=["body", "headers", "nothing"],
)
def test_a_dripping_publisher_is_left_in_time(publisher, behaviour):
    publisher.answers["/"] = behaviour

    with pytest.raises(TimedOut, match=r"within 0\.4 seconds"):
        fetch(publisher.url("/"), limits=IMPATIENT)


def test_the_time_runs_over_all_redirects(publisher):
    async def slowly(request):
        await asyncio.sleep(0.15)
        yield redirect("/" + str(int(request.path[1:]) + 1))

    publisher.answers.update({f"/{number}": slowly for number in range(6)})

    with pytest.raises(TimedOut):
        fetch(publisher.url("/0"), limits=IMPATIENT)
    assert len(publisher.requests) < 5


def test_a_dripping_publisher_delays_no_other(publisher):
    publisher.answers["/drip"] = endless(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n", b"x", 0.05)
    publisher.answers["/quick"] = answer(b"quick")
    finished = []

    async def visit():
        async with client() as visitor:

            async def drip():
                with pytest.raises(TimedOut):
                    await visitor.get(publisher.url("/drip"), limits=dataclasses.replace(PAGE, seconds=1.5))
                finished.append("drip")

            async def quick():
                for _ in range(20):
                    await visitor.get(publisher.url("/quick", host="127.0.0.2"))
                finished.append("quick")

            await asyncio.gather(drip(), quick())

    asyncio.run(visit())

    assert finished == ["quick", "drip"]
