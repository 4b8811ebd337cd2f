"""An answer is read while it is being made, within its limits, and let go of when nobody wants it any more."""

import asyncio
import dataclasses

import pytest

from daily8.engine.http import SERVICE, TimedOut, TooLarge, Unreachable, WrongContent, stream
from tests.engine.http.publishing import answer, redirect
from tests.engine.http.test_limits import endless

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
SMALL = dataclasses.replace(SERVICE, raw_bytes=10_000)
IMPATIENT = dataclasses.replace(SERVICE, seconds=0.4)


def pieces(*parts, head=HEAD + b"Connection: close\r\n\r\n"):
    async def sent(request):
        yield head
        for part in parts:
            yield part
            await asyncio.sleep(0.01)

    return sent


async def read_all(url, *, limits=SERVICE):
    """Return the events of an answer, and whether it came to its end."""
    async with stream(url, b"{}", headers={}, limits=limits) as answer:
        return [event async for event in answer.events()], answer.complete


def events_of(url, *, limits=SERVICE):
    return asyncio.run(read_all(url, limits=limits))


@pytest.mark.parametrize(
    ("parts", "events"),
    [
        ([b"data: one\n\ndata: two\n\n"], ["one", "two"]),
        ([b"da", b"ta: o", b"ne\r", b"\n\r", b"\ndata:two\r\n\r\n"], ["one", "two"]),
        ([b": still here\n\nevent: x\nid: 3\ndata: one\n\n"], ["one"]),
        ([b"data: one\ndata: two\n\n"], ["one\ntwo"]),
        ([b"data: \xd8\xb3", b"\xd9\x84\xd8\xa7\xd9\x85\n\n"], ["سلام"]),
        (["data: a\u2028b\u0085c\n\n".encode()], ["a\u2028b\u0085c"]),
        ([b"data: \xff\n\n"], ["\N{REPLACEMENT CHARACTER}"]),
        ([b"data: one\n\ndata: [DONE]"], ["one", "[DONE]"]),
        ([b"\n\n\nnonsense\n\n"], []),
        ([], []),
    ],
)
def test_events_are_read_however_they_are_cut_into_pieces(publisher, parts, events):
    publisher.answers["/"] = pieces(*parts)

    assert events_of(publisher.url()) == (events, True)


def test_events_come_before_the_answer_has_ended(publisher):
    publisher.answers["/"] = endless(HEAD + b"\r\n", b"data: tick\n\n", pause=0.02)

    async def first_two():
        async with stream(publisher.url(), b"{}", headers={}) as answer:
            events = answer.events()
            return [await anext(events), await anext(events)]

    assert asyncio.run(first_two()) == ["tick", "tick"]


def test_an_event_that_broke_off_is_left_out(publisher):
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    publisher.answers["/"] = pieces(b"b\r\ndata: one\n\n\r\n", b"40\r\ndata: tw", head=chunked)

    assert events_of(publisher.url()) == (["one"], False)


def test_events_have_the_limits_of_any_answer(publisher):
    publisher.answers["/long"] = endless(HEAD + b"\r\n", b"data: " + b"x" * 2_000)
    publisher.answers["/slow"] = endless(HEAD + b"\r\n", b"data: tick\n\n", pause=0.1)

    with pytest.raises(TooLarge):
        events_of(publisher.url("/long"), limits=SMALL)
    with pytest.raises(TimedOut):
        events_of(publisher.url("/slow"), limits=IMPATIENT)


@pytest.mark.parametrize("encoding", ["gzip", "compress"])
def test_events_do_not_come_compressed(publisher, encoding):
    publisher.answers["/"] = answer(b"data: one\n\n", content_encoding=encoding)

    with pytest.raises(WrongContent):
        events_of(publisher.url())


def test_a_server_that_does_not_speak_http_is_told(publisher):
    publisher.answers["/"] = b"SSH-2.0-OpenSSH_9.2\r\n\r\n"

    with pytest.raises(Unreachable):
        events_of(publisher.url())


def test_a_redirect_is_not_followed(publisher):
    publisher.answers["/"] = redirect(publisher.url("/elsewhere"), status="307 Temporary Redirect")

    async def status():
        async with stream(publisher.url(), b"{}", headers={}) as answer:
            return answer.status

    assert asyncio.run(status()) == 307
    assert publisher.paths == ["/"]


def test_what_the_caller_raises_comes_out_as_it_is_and_closes_the_connection(publisher):
    publisher.answers["/"] = endless(HEAD + b"\r\n", b"data: tick\n\n", pause=0.01)

    async def stumble():
        async with stream(publisher.url(), b"{}", headers={}) as answer:
            async for _ in answer.events():
                raise ValueError("a mistake of ours")

    with pytest.raises(ValueError, match="a mistake of ours"):
        asyncio.run(stumble())
    wait_until_none_is_open(publisher)


def test_cancelling_closes_the_connection(publisher):
    publisher.answers["/"] = endless(HEAD + b"\r\n", b"data: tick\n\n", pause=0.01)

    async def give_up():
        task = asyncio.create_task(read_all(publisher.url()))
        while not publisher.open_requests:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(asyncio.wait_for(give_up(), 10))
    wait_until_none_is_open(publisher)


def wait_until_none_is_open(publisher):
    async def wait():
        while publisher.open_requests:
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(wait(), 10))
