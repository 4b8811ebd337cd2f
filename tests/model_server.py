"""A model's server on loopback that answers what a test tells it to, and keeps what it was asked.

    with model_server() as server:
        server.will(says("Three people died."))

Each call takes the next answer; the last one is for all that follow. `tests.misbehaving` has the wrong answers.
"""

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Pieces = AsyncIterator[bytes]
Answer = Callable[["Call"], Pieces]
Content = str | dict[str, Any] | list[Any] | Callable[["Call"], Any]

_SENTENCE = re.compile(r"^\[(?:(?P<article>\d+)\.)?(?P<sentence>\d+)\] (?P<text>.+)$", re.MULTILINE)
_NAME = re.compile(r"^name: (.+)$", re.MULTILINE)
_WORD = re.compile(r"\S+\s*")


@dataclass
class Call:
    """One request as it came; `cancelled` when the caller was gone before the whole answer was out."""

    path: str
    headers: dict[str, str]
    body: bytes
    cancelled: bool = False

    @property
    def request(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def prompt(self) -> str:
        """All that the model gets to read."""
        return "\n\n".join(message["content"] for message in self.request["messages"])

    @property
    def sentences(self) -> list[tuple[int, int, str]]:
        """The sentences behind the fence: article, number and text."""
        return [
            (int(found["article"] or 1), int(found["sentence"]), found["text"])
            for found in _SENTENCE.finditer(self.prompt)
        ]


@dataclass
class ModelServer:
    """What the test tells the server, and what the server has seen."""

    port: int = 0
    calls: list[Call] = field(default_factory=list)
    open_calls: int = 0
    _answers: list[Answer] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def cancelled(self) -> int:
        return sum(call.cancelled for call in self.calls)

    def will(self, *answers: Answer) -> None:
        """Answer the calls from now on like this, one after the other; the last for all that follow."""
        self._answers = list(answers)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            call = await _read(reader)
            self.calls.append(call)
            self.open_calls += 1
            try:
                await self._answer(call, reader, writer)
            finally:
                self.open_calls -= 1
                writer.close()

    async def _answer(self, call: Call, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        sending = asyncio.create_task(_send(answer(call), writer))
        leaving = asyncio.create_task(reader.read(1))
        await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        call.cancelled = not sending.done() or sending.exception() is not None
        for task in (sending, leaving):
            task.cancel()
        await asyncio.gather(sending, leaving, return_exceptions=True)


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Run a server until the block ends; unless told otherwise it answers as a good model would."""
    server = ModelServer()
    server.will(says(faithful))
    started = threading.Event()
    stop: list[Callable[[], object]] = []

    async def run() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(ended.set))
        listening = await asyncio.start_server(server.serve, "127.0.0.1", server.port)
        server.port = listening.sockets[0].getsockname()[1]
        started.set()
        await ended.wait()
        listening.close()

    thread = threading.Thread(target=asyncio.run, args=(run(),), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield server
    finally:
        stop[0]()
        thread.join(10)


async def _read(reader: asyncio.StreamReader) -> Call:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines[1:] if line)
    headers = {name.lower(): value.strip() for name, _, value in fields}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Call(lines[0].split(" ")[1], headers, body)


async def _send(pieces: Pieces, writer: asyncio.StreamWriter) -> None:
    async for piece in pieces:
        writer.write(piece)
        await writer.drain()


def says(content: Content, *, finish: str = "stop", counted: bool = True, pause: float = 0.0) -> Answer:
    """Answer this, whole or word by word as was asked; a function is given the call first."""

    def answer(call: Call) -> Pieces:
        text = text_of(content, call)
        usage = {"prompt_tokens": 100, "completion_tokens": 20} if counted else None
        if call.request.get("stream"):
            return stream(text, finish=finish, usage=usage, pause=pause)
        message = {"role": "assistant", "content": text}
        said = {"choices": [{"index": 0, "message": message, "finish_reason": finish}]}
        return whole(json.dumps(said | ({"usage": usage} if usage else {})).encode())

    return answer


def faithful(call: Call) -> dict[str, Any]:
    """What a model without imagination answers in any of our shapes: sentences of the articles as they stand."""
    form = _form(call)
    kept = call.sentences[:3]
    cited = [{"text": text, "sources": [{"article": a, "sentence": n}]} for a, n, text in kept]
    numbered = [{"text": text, "sentences": [number]} for _, number, text in kept]
    answer = {
        "points": cited if "sources" in str(form) else numbered,
        "paragraphs": [text for _, _, text in call.sentences],
        "names": [{"name": name, **one} for name, one in zip(_NAME.findall(call.prompt), cited, strict=False)],
        "said": bool(cited),
        "sentences": cited,
        "shared": cited[:1],
        "different": cited[1:],
    }
    return {name: answer[name] for name in form}


def _form(call: Call) -> dict[str, Any]:
    """The form of the answer that the prompt shows."""
    shown = next(m["content"] for m in call.request["messages"] if "Form of the answer: " in m["content"])
    return json.JSONDecoder().raw_decode(shown.rpartition("Form of the answer: ")[2])[0]


def text_of(content: Content, call: Call) -> str:
    said = content(call) if callable(content) else content
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def head(*, code: int = 200, kind: str = "application/json", length: int | None = None, **headers: str) -> bytes:
    fields = {"content-type": kind, "connection": "close"}
    if length is not None:
        fields["content-length"] = str(length)
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    return "\r\n".join([f"HTTP/1.1 {code} Said", *(f"{n}: {v}" for n, v in fields.items()), "", ""]).encode()


def event(data: dict[str, Any] | str) -> bytes:
    written = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f"data: {written}\n\n".encode()


async def sent(*pieces: bytes) -> Pieces:
    for piece in pieces:
        yield piece


def whole(body: bytes, *, code: int = 200, kind: str = "application/json", **headers: str) -> Pieces:
    return sent(head(code=code, kind=kind, length=len(body), **headers), body)


async def stream(
    text: str, *, finish: str, usage: dict[str, int] | None, pause: float, ends: bool = True, piece: int = 0
) -> Pieces:
    yield head(kind="text/event-stream")
    parts = [text[at : at + piece] for at in range(0, len(text), piece)] if piece else _WORD.findall(text)
    for part in parts:
        yield event({"choices": [{"delta": {"content": part}, "finish_reason": None}]})
        await asyncio.sleep(pause)
    if not ends:
        return
    yield event({"choices": [{"delta": {}, "finish_reason": finish}]})
    if usage:
        yield event({"choices": [], "usage": usage})
    yield event("[DONE]")
