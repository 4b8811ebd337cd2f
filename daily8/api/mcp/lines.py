"""The protocol over standard input and output: a message in each line, for programs on this machine."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from daily8.api.mcp import protocol
from daily8.api.mcp.answering import answer, is_newest
from daily8.api.mcp.finding import Caller
from daily8.api.mcp.protocol import Refused


def answers(lines: Iterable[bytes], caller: Caller) -> Iterator[str]:
    """Yield the answers to these lines, each in one line; a notification has none."""
    for line in lines:
        if line.strip():
            told = _answer(line, caller)
            if told is not None:
                yield json.dumps(told, ensure_ascii=False)


def _answer(line: bytes, caller: Caller) -> dict[str, Any] | None:
    try:
        message = protocol.read(line)
    except Refused as refusal:
        return refusal.told(None)
    return None if message.is_notification else answer(message, caller, newest=is_newest(message))
