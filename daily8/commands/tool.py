"""`daily8 tool`: the parsers by themselves, a JSON line in and a JSON line out."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO, TypeAlias

import click
from tqdm import tqdm

from daily8.articles.embedders import embedder
from daily8.engine.answering import offline as offline_ask
from daily8.engine.checking import offline as offline_check
from daily8.engine.clustering import offline, offline_related
from daily8.engine.embedding import Embedder
from daily8.engine.sandbox import Sandbox, SandboxError
from daily8.engine.tagging import offline as offline_tags

# So many lines may be ahead of the one whose answer is written next.
AHEAD = 64

Line: TypeAlias = dict[str, Any]
Answers: TypeAlias = asyncio.Queue[asyncio.Task[Line] | None]


@click.group()
def tool() -> None:
    """Try one part on JSON lines from standard input: no database, no network.

    Each line in gives one line out, in the same order; a line that cannot be answered gives
    {"id": ..., "error": ...}.
    """


@tool.command()
def extract() -> None:
    """Read pages: {"id", "url", "html"} gives kind, title, text, authors, published, language, image, section."""
    _answer_lines("extract")


@tool.command()
def feed() -> None:
    """Read feeds: {"id", "url", "body_base64", "content_type"} gives format, title, home, language, entries."""
    _answer_lines("feed")


@tool.command()
def sanitize() -> None:
    """Clean HTML: {"id", "html", "base"} gives html."""
    _answer_lines("sanitize")


@tool.command()
def numbers() -> None:
    """Read numbers: {"id", "title", "text", "language"} gives numbers, each with value, unit, what and from."""
    _answer_lines("numbers")


@tool.command("check-url")
def check_url() -> None:
    """Judge addresses: {"id", "url"} gives allowed and reason."""
    _answer_lines("check-url")


@tool.command()
def check() -> None:
    """Check a sentence: {"id", "source", "claim", "language"} gives supported, score, why and sentences."""
    model = embedder()
    for line in sys.stdin.buffer:
        _write(_answer_here(line, lambda asked: offline_check.answer(asked, model)))


@tool.command()
def summarize() -> None:
    """Sum articles up: {"id", "title", "text", "language"} gives points, each with its sentences' numbers."""
    _answer_lines("summarize")


@tool.command()
def hashtags() -> None:
    """Find hashtags: {"id", "title", "text", "language"} gives category and hashtags with their mentions."""
    model = embedder()
    for line in sys.stdin.buffer:
        _write(_answer_here(line, lambda asked: offline_tags.answer(asked, model)))


@tool.command()
def ask() -> None:
    """Answer questions: {"id", "question", "articles": [{"id", "title", "text", "language"}]} gives answer.

    That is a list of sentences, each with its article and its number there; none where the articles do not say.
    """
    model = embedder()
    for line in sys.stdin.buffer:
        _write(_answer_here(line, lambda asked: offline_ask.answer(asked, model)))


@tool.command()
def group() -> None:
    """Put articles in stories: {"id", "title", "text", "published", "language", "publisher"} gives story, copy_of.

    Articles come in the order of time. All lines are read before the first answer is written.
    """
    _answer_set(offline.group)


@tool.command()
def related() -> None:
    """Relate articles: {"id", "title", "text", "published", "language", "publisher"} gives related, best first.

    All lines are read before the first answer is written.
    """
    _answer_set(offline_related.answers)


def _answer_here(line: bytes, answer: Callable[[Line], Line]) -> Line:
    asked = _asked(line)
    if "error" in asked:
        return asked
    try:
        return answer(asked)
    except ValueError as error:
        return {"id": asked.get("id"), "error": str(error)}


def _answer_set(answers: Callable[[Sequence[Line], Embedder], Iterable[Line]]) -> None:
    """Answer for all lines together, each in its place; those that cannot be read stand for themselves."""
    lines = [_asked(line) for line in sys.stdin.buffer]
    read = [line for line in lines if "error" not in line]
    answered = iter(tqdm(answers(read, embedder()), total=len(read), unit=" articles", disable=None))
    for line in lines:
        _write(line if "error" in line else next(answered))


def _answer_lines(name: str) -> None:
    asyncio.run(_answer_all(name, sys.stdin.buffer))


async def _answer_all(name: str, lines: BinaryIO) -> None:
    """Answer each line as soon as it and those before it are answered, whether or not more lines come."""
    sandbox = Sandbox(preload="daily8.engine.offline", processes=os.cpu_count() or 1, megabytes=1024)
    answers: Answers = asyncio.Queue(AHEAD)
    reader = asyncio.create_task(_read_lines(name, lines, sandbox, answers))
    try:
        await _write_answers(answers)
    finally:
        reader.cancel()
        sandbox.close()


async def _read_lines(name: str, lines: BinaryIO, sandbox: Sandbox, answers: Answers) -> None:
    try:
        while line := await asyncio.to_thread(lines.readline):
            await answers.put(asyncio.create_task(_answer(sandbox, name, line)))
    finally:
        await answers.put(None)


async def _write_answers(answers: Answers) -> None:
    while answer := await answers.get():
        _write(await answer)


def _asked(line: bytes) -> Line:
    """Return what a line asks; where that cannot be read, the answer, which holds an error."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"not a line of JSON: {error}"}
    if not isinstance(asked, dict):
        return {"id": None, "error": "a line has to be a JSON object"}
    asked.pop("error", None)
    return asked


async def _answer(sandbox: Sandbox, name: str, line: bytes) -> Line:
    asked = _asked(line)
    if "error" in asked:
        return asked
    try:
        answer: Line = await sandbox.run("daily8.engine.offline:answer", name, asked)
    except SandboxError as error:
        return {"id": asked.get("id"), "error": str(error)}
    return answer


def _write(answer: Line) -> None:
    # A lone surrogate is not UTF-8; as an escape it is JSON all the same.
    text = json.dumps(answer, ensure_ascii=False)
    try:
        line = text.encode()
    except UnicodeEncodeError:
        line = json.dumps(answer).encode()
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
