"""The real thing: llama.cpp's server with a small model."""

import asyncio
from collections.abc import Iterator

import pytest

from bench.llama import is_installed, running_llama
from daily8.engine.ai import Endpoint, EndpointChat, Kind, Message, ModelError, Role, manners
from daily8.engine.ai.manners import Rung, manners_of
from daily8.engine.ai.shapes import Summary
from tests.engine.ai.asking import ask, failing

pytestmark = pytest.mark.skipif(not is_installed(), reason="no llama.cpp on this kind of machine")

HELLO = [Message(Role.USER, "Say hello.")]
LONG = [Message(Role.USER, "Write a very long story about a fox, a crow and a river, in many chapters.")]


@pytest.fixture(scope="module")
def llama() -> Iterator[Endpoint]:
    with running_llama() as endpoint:
        yield endpoint


@pytest.fixture
def chat(llama, monkeypatch) -> EndpointChat:
    monkeypatch.setattr(manners, "_KNOWN", {})
    return EndpointChat(llama)


@pytest.mark.parametrize("streaming", [False, True])
def test_it_writes_in_the_shape_that_was_asked_for(llama, chat, streaming):
    seen = []

    reply = ask(chat, deadline=120, most_tokens=700, on_text=seen.append if streaming else None)

    summary = reply.read_as(Summary)
    assert all(point.sentences for point in summary.points)
    assert reply.tokens_in > 200
    assert reply.tokens_out > 20
    assert not reply.estimated
    assert (len(seen) > 1) is streaming
    assert manners_of(llama.address, llama.model).rung is Rung.SCHEMA


@pytest.mark.parametrize("rung", [Rung.OBJECT, Rung.PROMPT])
def test_it_takes_requests_of_every_rung(llama, chat, rung):
    manners_of(llama.address, llama.model).rung = rung

    # So small a model seldom hits the shape without being held to it: an answer it is all the same.
    assert asked(chat) in {"in shape", Kind.NONSENSE, Kind.TOO_LONG}
    assert manners_of(llama.address, llama.model).rung >= rung


def asked(chat):
    """Return how a question ended."""
    try:
        ask(chat, deadline=120, most_tokens=120)
    except ModelError as error:
        return error.kind
    return "in shape"


def test_a_text_is_just_written(chat):
    assert ask(chat, deadline=60, shape=None, messages=HELLO, most_tokens=200).text


def test_a_text_that_has_no_room_is_told(chat):
    assert failing(chat, deadline=60, shape=None, messages=LONG, most_tokens=5).kind is Kind.TOO_LONG


def test_a_question_that_is_longer_than_it_reads_is_told(chat):
    messages = [Message(Role.USER, "word " * 10_000)]

    assert failing(chat, deadline=60, shape=None, messages=messages).kind is Kind.TOO_LONG


def test_a_key_that_is_wrong_is_told(llama):
    chat = EndpointChat(Endpoint(llama.address, llama.model, "wrong"))

    assert failing(chat, deadline=60).kind is Kind.REFUSED


def test_an_answer_that_is_late_is_told_and_does_not_keep_others_waiting(chat):
    late = failing(chat, deadline=0.5, shape=None, messages=LONG, most_tokens=4_000, on_text=[].append)

    assert late.kind is Kind.LATE
    assert ask(chat, deadline=60, shape=None, messages=HELLO, most_tokens=200).text


def test_cancelling_stops_it(chat):
    async def give_up():
        begun = asyncio.Event()
        asked = chat.ask(
            LONG,
            shape=None,
            most_tokens=8_000,
            deadline_seconds=600,
            on_text=lambda text: begun.set(),
        )
        task = asyncio.create_task(asked)
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(give_up())
    # It does one thing at a time: an answer to the next question means that it has let go of the first.
    assert ask(chat, deadline=60, shape=None, messages=HELLO, most_tokens=200).text
