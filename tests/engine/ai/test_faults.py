"""Whatever a server does, the caller is told what went wrong, in time, and nothing leaks."""

import asyncio

import pytest

from daily8.engine.ai import Endpoint, EndpointChat, Kind
from daily8.engine.ai.shapes import Summary
from tests.engine.ai.asking import SUMMARY, ask, failing, wait_until
from tests.engine.ai.conftest import KEY
from tests.misbehaving import (
    answers_in,
    breaks_off_with_an_error,
    broken_json,
    busy,
    chats,
    cut,
    drips,
    empty,
    garbage,
    hangs,
    hangs_after,
    hangs_up,
    ignores_the_shape,
    invents_a_number,
    long,
    no_choices,
    obeys,
    raw,
    redirects,
    runs_out_of_room,
    status,
)
from tests.model_server import event, faithful, head, says

FAULTS = [
    (cut(), Kind.CUT),
    (hangs(), Kind.LATE),
    (hangs_after(), Kind.LATE),
    (busy(), Kind.BUSY),
    (status(500), Kind.FAILED),
    (status(503, "Loading model"), Kind.FAILED),
    (status(401, f"Incorrect API key provided: {KEY}"), Kind.REFUSED),
    (status(403), Kind.REFUSED),
    (status(404, "model 'small-1' not found"), Kind.REFUSED),
    (status(400, "no idea"), Kind.REFUSED),
    (status(400, "This model's maximum context length is 4096 tokens"), Kind.TOO_LONG),
    (status(400, {"type": "exceed_context_size_error", "message": "too many"}), Kind.TOO_LONG),
    (status(413), Kind.TOO_LONG),
    (broken_json(), Kind.NONSENSE),
    (ignores_the_shape(), Kind.NONSENSE),
    (chats(), Kind.NONSENSE),
    (no_choices(), Kind.EMPTY),
    (empty(), Kind.EMPTY),
    (says(" \n "), Kind.EMPTY),
    (says("<think>What could"), Kind.EMPTY),
    (runs_out_of_room(), Kind.TOO_LONG),
    (long(), Kind.TOO_LONG),
    (raw(b"<html>Log in", kind="text/html"), Kind.NONSENSE),
    (raw(b"{"), Kind.NONSENSE),
    (raw(b"[]"), Kind.NONSENSE),
    (raw(b'{"choices": "none"}'), Kind.NONSENSE),
    (raw(b'{"choices": [7]}'), Kind.NONSENSE),
    (raw(b"[" * 100_000), Kind.NONSENSE),
    (raw(b"data: {not json}\n\n", kind="text/event-stream"), Kind.NONSENSE),
    (raw(b"\xff\xfe" * 100), Kind.NONSENSE),
    (redirects("http://127.0.0.1:1/elsewhere"), Kind.REFUSED),
    (garbage(), Kind.UNREACHABLE),
    (hangs_up(), Kind.UNREACHABLE),
]


@pytest.mark.parametrize("streaming", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize(("fault", "kind"), FAULTS)
def test_a_fault_is_told_by_its_kind_in_time_and_without_the_key(server, chat, fault, kind, streaming):
    server.will(fault)

    deadline = 0.5 if kind is Kind.LATE else 20
    error = failing(chat, deadline=deadline, on_text=[].append if streaming else None)

    assert error.kind is kind
    assert KEY not in str(error)
    assert len(str(error)) < 500
    assert error.attempts == len(server.calls) <= 5
    wait_until(lambda: not server.open_calls)


def test_a_stream_without_end_is_late(server, chat):
    server.will(drips())
    seen = []

    error = failing(chat, deadline=0.5, on_text=seen.append)

    assert error.kind is Kind.LATE
    assert seen
    assert error.tokens_out > 0
    wait_until(lambda: server.cancelled == 1)


def test_an_error_within_a_stream_is_the_server_s_failure(server, chat):
    server.will(breaks_off_with_an_error(f"CUDA out of memory {KEY}"))

    error = failing(chat, on_text=[].append)

    assert error.kind is Kind.FAILED
    assert "CUDA out of memory …" in str(error)


def test_a_server_that_is_not_there_is_told(monkeypatch):
    error = failing(EndpointChat(Endpoint("http://127.0.0.3:9/v1", "small-1", KEY)))

    assert (error.kind, error.tokens_in) == (Kind.UNREACHABLE, 0)


@pytest.mark.parametrize(
    "address", ["", "models.example", "ftp://models.example", "http://user:pass@models.example"]
)
def test_an_address_that_is_none_is_told(address):
    assert failing(EndpointChat(Endpoint(address, "small-1"))).kind is Kind.UNREACHABLE


def test_a_redirect_takes_question_and_key_nowhere(server, chat):
    server.will(redirects(f"{server.address}/elsewhere"), says(faithful))

    error = failing(chat)

    assert "redirect" in str(error)
    assert [call.path for call in server.calls] == ["/v1/chat/completions"]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7),
        ({"retry_after": "Wed, 25 Nov 2026 10:01:00 GMT", "date": "Wed, 25 Nov 2026 10:00:00 GMT"}, 60),
        ({"retry_after": "99999999999"}, 7 * 86_400),
        ({"retry_after": "soon"}, None),
        ({}, None),
    ],
)
def test_a_busy_server_says_when_to_come_back(server, chat, headers, seconds):
    server.will(status(429, **headers))

    assert failing(chat).retry_after == seconds


def test_refusals_cost_nothing_and_nonsense_costs_what_it_took(server, chat):
    server.will(status(401))
    refused = failing(chat)
    server.will(chats())
    nonsense = failing(chat)
    server.will(cut())
    broken = failing(chat, on_text=[].append)

    assert (refused.tokens_in, refused.tokens_out, refused.attempts) == (0, 0, 1)
    assert (nonsense.tokens_in, nonsense.tokens_out, nonsense.attempts) == (200, 40, 2)
    assert broken.tokens_in > 0
    assert broken.tokens_out > 0


def test_a_question_that_nobody_answers_is_owed_for_by_estimate(server, chat):
    server.will(hangs())

    assert failing(chat, deadline=0.3).tokens_in > 100


def test_the_deadline_is_for_all_attempts_together(server, chat):
    server.will(says("no", pause=0.3), hangs())

    error = failing(chat, deadline=0.6, on_text=[].append)

    assert (error.kind, error.attempts) == (Kind.LATE, 2)


@pytest.mark.parametrize("answer", [hangs(), hangs_after(), drips()])
def test_cancelling_closes_the_connection(server, chat, answer):
    server.will(answer)

    async def give_up():
        asked = chat.ask(
            SUMMARY.messages, shape=Summary, most_tokens=9, deadline_seconds=60, on_text=lambda text: None
        )
        task = asyncio.create_task(asked)
        while not server.open_calls:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(give_up())
    wait_until(lambda: server.cancelled == 1 and not server.open_calls)


def test_a_listener_that_stumbles_closes_the_connection(server, chat):
    server.will(drips())

    def stumble(text):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(chat, on_text=stumble)
    wait_until(lambda: server.cancelled == 1)


@pytest.mark.parametrize("content", [invents_a_number(), answers_in(), obeys()])
def test_well_formed_answers_pass_since_what_they_say_is_judged_elsewhere(server, chat, content):
    server.will(says(content))

    summary = ask(chat).read_as(Summary)

    assert summary.points[0].text != faithful(server.calls[0])["points"][0]["text"]


def test_a_log_or_a_page_gets_the_server_s_words_on_one_line(server, chat):
    server.will(status(500, "line\nbreak \u202e\x07 " + "x" * 5_000))

    words = str(failing(chat))

    assert words.isprintable()
    assert "line break" in words


def test_letters_that_come_without_a_pause_do_not_outlast_the_deadline(server, chat):
    async def letters():
        yield head(kind="text/event-stream")
        while True:
            yield event({"choices": [{"delta": {"content": "a"}}]}) * 400

    server.will(lambda call: letters())

    assert failing(chat, deadline=0.5, most_tokens=1_000_000, on_text=[].append).kind in (Kind.LATE, Kind.TOO_LONG)
