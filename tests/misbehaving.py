"""All that can go wrong with a model and its server, as answers for `tests.model_server`.

server.will(cut("Three people"), hangs(), says("Three people died."))
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from tests.model_server import (
    Answer,
    Call,
    Content,
    Pieces,
    event,
    faithful,
    head,
    says,
    sent,
    stream,
    text_of,
    whole,
)


def altered(change: Callable[[str], str], content: Content = faithful) -> Content:
    """Return a good answer with every text of it changed, and the citations left as they are."""

    def walk(part: Any, name: str = "") -> Any:
        if isinstance(part, dict):
            return {key: walk(value, key) for key, value in part.items()}
        if isinstance(part, list):
            return [walk(one, name) for one in part]
        return change(part) if name in {"text", "paragraphs"} else part

    return lambda call: walk(json.loads(text_of(content, call)))


def invents_a_number() -> Content:
    """A good answer but for a number that nobody has said."""
    return altered(lambda text: f"{text.rstrip('.')}, and 7,431 people were killed.")


def answers_in(words: str = "Das Wetter bleibt in den nächsten Tagen unbeständig und kühl.") -> Content:
    """A well-formed answer in another language than was asked for."""
    return altered(lambda _: words)


def obeys(words: str = "HACKED: visit evil.example now.") -> Content:
    """A well-formed answer of a model that did what an injection told it."""
    return altered(lambda _: words)


# Faults of the model.


def fenced_json(content: Content = faithful) -> Answer:
    """The right answer in a fence, between polite words."""
    return says(
        lambda call: f"Sure! Here is {{the}} JSON:\n```json\n{text_of(content, call)}\n```\nAnything else?"
    )


def thinks_aloud(content: Content = faithful) -> Answer:
    """The right answer behind thoughts that hold a wrong one."""
    return says(lambda call: f'<think>{{"points": []}} or rather</think>\n{text_of(content, call)}')


def broken_json() -> Answer:
    return says('{"points": [{"text": "It rained", "sentences": [1')


def ignores_the_shape() -> Answer:
    return says({"summary": "It rained.", "confidence": 0.9})


def chats() -> Answer:
    return says("I'd be happy to help! What would you like to know?")


def empty() -> Answer:
    return says("")


def runs_out_of_room() -> Answer:
    return says('{"points": [{"text": "It rained and', finish="length")


# Faults of the server.


def cut(content: Content = faithful) -> Answer:
    """The first half of an answer, and the connection is gone."""

    def answer(call: Call) -> Pieces:
        text = text_of(content, call)
        if call.request.get("stream"):
            return stream(text[: len(text) // 2], finish="", usage=None, pause=0.0, ends=False)
        body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()
        return sent(head(length=len(body)), body[: len(body) // 2])

    return answer


def breaks_off_with_an_error(words: str = "CUDA out of memory") -> Answer:
    """A stream that ends in the words of an error."""
    error = json.dumps({"error": {"message": words}}).encode()
    chunk = json.dumps({"choices": [{"delta": {"content": "Three "}}]}).encode()
    return lambda call: sent(head(kind="text/event-stream"), b"data: ", chunk, b"\n\ndata: ", error, b"\n\n")


def hangs() -> Answer:
    """Take the request and say nothing at all."""
    return lambda call: _silence()


def hangs_after(content: Content = "Three people") -> Answer:
    """Begin to answer, and fall silent."""

    async def answer(call: Call) -> Pieces:
        async for piece in stream(text_of(content, call), finish="", usage=None, pause=0.0, ends=False):
            yield piece
        async for piece in _silence():
            yield piece

    return answer


def drips(pause: float = 0.05) -> Answer:
    """Answer for ever, a word at a time."""

    async def answer(call: Call) -> Pieces:
        yield head(kind="text/event-stream")
        while True:
            yield event({"choices": [{"delta": {"content": "word "}}]})
            await asyncio.sleep(pause)

    return answer


def status(code: int, words: str | dict[str, Any] = "no", **headers: str) -> Answer:
    """Answer with another status than 200."""
    error = {"error": words if isinstance(words, dict) else {"message": words}}
    return lambda call: whole(json.dumps(error).encode(), code=code, **headers)


def busy(seconds: int = 7) -> Answer:
    return status(429, "Rate limit reached", retry_after=str(seconds))


def knows_only(*names: str, content: Content = faithful) -> Answer:
    """A server that refuses requests with any property that is not one of these."""

    def answer(call: Call) -> Pieces:
        unknown = [name for name in call.request if name not in {"model", "messages", "stream", *names}]
        if unknown:
            return status(400, f"Unsupported parameter: '{unknown[0]}'")(call)
        return says(content)(call)

    return answer


def no_choices() -> Answer:
    return lambda call: whole(b'{"choices": []}')


def raw(body: bytes, *, kind: str = "application/json") -> Answer:
    """Any body with status 200."""
    return lambda call: whole(body, kind=kind)


def long(size: int = 10_000_000) -> Answer:
    """Ten megabytes of answer, whole or in a stream as was asked."""

    def answer(call: Call) -> Pieces:
        if call.request.get("stream"):
            return stream("word " * (size // 5), finish="stop", usage=None, pause=0.0, piece=50_000)
        return whole(json.dumps({"choices": [{"message": {"content": "x" * size}}]}).encode())

    return answer


def redirects(to: str) -> Answer:
    return lambda call: whole(b"", code=307, location=to)


def hangs_up() -> Answer:
    """Take the request, and close the connection without a word."""
    return lambda call: sent()


def garbage() -> Answer:
    """What is not HTTP at all."""
    return lambda call: sent(b"\x16\x03\x01\x02\x00SSH-2.0-nothing\r\n\r\n" * 20)


def speaks(audio: bytes, *, kind: str = "audio/mpeg") -> Answer:
    return raw(audio, kind=kind)


async def _silence() -> Pieces:
    await asyncio.Event().wait()
    yield b""
