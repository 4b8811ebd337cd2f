"""How the tests ask."""

import asyncio
import time

import pytest

from daily8.engine.ai import ModelError, Source, prompts
from daily8.engine.ai.shapes import Summary

ARTICLE = Source(
    ["A flood hit the town of Larne on Monday.", "Three people died.", "The mayor said help was on its way."],
    title="Flood in Larne",
)
SUMMARY = prompts.summary(ARTICLE, language="en")


def ask(chat, *, deadline=5.0, shape=Summary, messages=SUMMARY.messages, most_tokens=100, on_text=None):
    return asyncio.run(
        chat.ask(messages, shape=shape, most_tokens=most_tokens, deadline_seconds=deadline, on_text=on_text)
    )


def failing(chat, **options):
    """Ask, and return the error that comes instead of an answer."""
    with pytest.raises(ModelError) as raised:
        ask(chat, **options)
    return raised.value


def wait_until(true):
    until = time.monotonic() + 5
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)
