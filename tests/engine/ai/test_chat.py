"""A model's answer comes in its shape, whatever manners the server has."""

import asyncio
import itertools
import json

import pytest

from daily8.engine.ai import Endpoint, EndpointChat, Kind, Message, Role, completions
from daily8.engine.ai.manners import Rung, manners_of
from daily8.engine.ai.shapes import Answer, Point, Summary
from tests.engine.ai.asking import ARTICLE, SUMMARY, ask, failing
from tests.engine.ai.conftest import KEY
from tests.misbehaving import (
    broken_json,
    chats,
    fenced_json,
    ignores_the_shape,
    knows_only,
    status,
    thinks_aloud,
)
from tests.model_server import event, faithful, head, says, whole

FIRST = Point(text=ARTICLE.sentences[0], sentences=[1])


def test_an_answer_comes_in_its_shape_with_its_cost(server, chat):
    reply = ask(chat)

    assert reply.read_as(Summary).points[0] == FIRST
    assert json.loads(reply.text)["points"][0]["sentences"] == [1]
    assert (reply.tokens_in, reply.tokens_out, reply.attempts, reply.estimated) == (100, 20, 1, False)
    (call,) = server.calls
    assert call.path == "/v1/chat/completions"
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert call.request["model"] == "small-1"
    assert call.request["stream"] is False
    assert [message["role"] for message in call.request["messages"]] == ["system", "user"]


def test_an_answer_is_read_as_nothing_else(chat):
    with pytest.raises(TypeError):
        ask(chat).read_as(Answer)


def test_a_text_without_a_shape_comes_as_it_is(server, chat):
    server.will(says("  Hello there.\n"))

    reply = ask(chat, shape=None)

    assert (reply.text, reply.parsed) == ("Hello there.", None)
    assert "response_format" not in server.calls[0].request


def test_an_answer_is_told_while_it_is_written(server, chat, monkeypatch):
    monkeypatch.setattr(completions, "EVERY_SECONDS", 0)
    seen = []

    reply = ask(chat, on_text=seen.append)

    assert reply.read_as(Summary).points[0] == FIRST
    assert len(seen) > 10
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(seen))
    assert seen[-1].strip() == reply.text
    assert (reply.tokens_in, reply.tokens_out, reply.estimated) == (100, 20, False)
    assert server.calls[0].request["stream_options"] == {"include_usage": True}


def test_who_reads_along_is_told_now_and_then_and_at_the_end(server, chat):
    server.will(lambda call: one_by_one("a", times=20_000))
    seen = []

    reply = ask(chat, shape=None, most_tokens=16_000, on_text=seen.append)

    assert reply.text == seen[-1] == "a" * 20_000
    assert len(seen) < 100


def test_counts_that_cannot_be_are_brought_down_to_what_can(server, chat):
    usage = {"prompt_tokens": 100_000_000, "completion_tokens": 100_000_000}
    server.will(lambda call: whole_json({"choices": [{"message": {"content": "Hello"}}], "usage": usage}))

    reply = ask(chat, shape=None, messages=[Message(Role.USER, "x" * 30)], most_tokens=100)

    assert 30 <= reply.tokens_in < 10_000
    assert 100 <= reply.tokens_out < 10_000


def test_what_a_server_does_not_count_is_estimated(server, chat):
    server.will(says("twelve chars", counted=False))

    reply = ask(chat, shape=None, messages=[Message(Role.USER, "x" * 30)])

    assert (reply.tokens_in, reply.tokens_out, reply.estimated) == (10, 4, True)


@pytest.mark.parametrize(
    "usage", [{"prompt_tokens": -5, "completion_tokens": "many"}, [], 7, {"prompt_tokens": 1e30}]
)
def test_counts_that_are_none_are_estimated(server, chat, usage):
    body = {"choices": [{"message": {"content": "Hello"}}], "usage": usage}
    server.will(lambda call: whole_json(body))

    assert ask(chat, shape=None).estimated


@pytest.mark.parametrize("streaming", [True, False])
@pytest.mark.parametrize("answer", [fenced_json, thinks_aloud])
def test_the_answer_is_found_between_other_words(server, chat, answer, streaming):
    server.will(answer())

    reply = ask(chat, on_text=[].append if streaming else None)

    assert reply.read_as(Summary).points[0] == FIRST
    assert reply.attempts == 1


@pytest.mark.parametrize("nonsense", [broken_json, ignores_the_shape, chats])
def test_nonsense_is_asked_for_once_more_with_a_word_of_correction(server, chat, nonsense):
    server.will(nonsense(), says(faithful))

    reply = ask(chat)

    assert reply.read_as(Summary).points[0] == FIRST
    assert (reply.attempts, reply.tokens_in, reply.tokens_out) == (2, 200, 40)
    first, second = (call.request["messages"] for call in server.calls)
    assert [message["role"] for message in second[len(first) :]] == ["assistant", "user"]
    assert "cannot be used" in second[-1]["content"]


def test_a_server_that_ignores_schemas_is_told_the_shape_in_words_from_then_on(server, chat):
    server.will(ignores_the_shape(), says(faithful))
    ask(chat)
    ask(chat)

    kinds = [call.request["response_format"]["type"] for call in server.calls]
    assert kinds == ["json_schema", "json_object", "json_object"]
    assert '"additionalProperties"' not in server.calls[0].prompt
    assert '"additionalProperties"' in server.calls[2].prompt


def test_an_answer_that_only_breaks_a_limit_is_no_reason_to_give_up_schemas(server, endpoint, chat):
    server.will(says({"points": [{"text": "", "sentences": [1]}]}), says(faithful))
    ask(chat)

    assert manners_of(endpoint.address, endpoint.model).rung is Rung.SCHEMA


def test_shapes_are_asked_for_as_the_server_lets_itself_be_asked(server, endpoint, chat):
    server.will(knows_only("max_tokens", "temperature"))

    assert ask(chat).attempts == 3
    assert ask(chat).attempts == 1
    asked = [call.request.get("response_format", {}).get("type") for call in server.calls]
    assert asked == ["json_schema", "json_object", None, None]


@pytest.mark.parametrize(
    ("known", "attempts"),
    [
        (["max_completion_tokens", "response_format", "temperature", "stream_options"], 2),
        (["max_tokens", "response_format", "stream_options"], 2),
        (["max_tokens", "response_format", "temperature"], 2),
        (["max_completion_tokens", "response_format"], 4),
    ],
)
def test_parameters_that_a_server_refuses_are_not_sent_again(server, chat, known, attempts):
    server.will(knows_only(*known))

    assert ask(chat, on_text=[].append).attempts == attempts
    assert ask(chat, on_text=[].append).attempts == 1


def test_a_server_that_fails_at_a_schema_is_asked_without(server, chat):
    server.will(status(500, "failed to parse grammar"), says(faithful))

    assert ask(chat).attempts == 2


def test_what_one_model_refuses_is_not_kept_from_another(server, endpoint, chat):
    server.will(knows_only("max_tokens", "temperature"))
    ask(chat)
    server.will(says(faithful))
    ask(EndpointChat(Endpoint(endpoint.address, "small-2")))

    assert server.calls[-1].request["response_format"]["type"] == "json_schema"


def test_two_who_are_refused_at_once_go_down_one_step_together(server, endpoint, chat):
    server.will(*[status(400, "response_format is not known")] * 2, says(faithful))

    async def both():
        asked = [chat.ask(SUMMARY.messages, shape=Summary, most_tokens=9, deadline_seconds=5) for _ in range(2)]
        return await asyncio.gather(*asked)

    assert [reply.attempts for reply in asyncio.run(both())] == [2, 2]
    assert manners_of(endpoint.address, endpoint.model).rung is Rung.OBJECT


@pytest.mark.parametrize("address", ["{}", "{}/", "{}/chat/completions"])
def test_the_address_may_be_written_in_any_way(server, endpoint, address):
    chat = EndpointChat(Endpoint(address.format(server.address), "small-1"))

    ask(chat)

    assert server.calls[0].path == "/v1/chat/completions"
    assert "authorization" not in server.calls[0].headers


def test_a_name_fits_its_column():
    long = EndpointChat(Endpoint("http://models.example/v1", "x" * 200))

    assert len(long.name) == 80
    assert EndpointChat(Endpoint("http://models.example/v1", "small")).name == "small at http://models.example/v1"
    assert KEY not in repr(Endpoint("http://models.example", "small", KEY))


def test_half_a_character_breaks_nothing(server, chat):
    assert ask(chat, messages=[*SUMMARY.messages[:1], Message(Role.USER, f"\ud83d {SUMMARY.messages[1].content}")])


def test_a_model_that_declines_is_told_with_its_words(server, chat):
    server.will(lambda call: whole_json({"choices": [{"message": {"content": None, "refusal": "I cannot."}}]}))

    assert "I cannot." in str(failing(chat))


def test_parts_of_a_text_are_put_together(server, chat):
    parts = [{"type": "text", "text": "Hello "}, {"type": "image"}, {"type": "text", "text": "there"}]
    server.will(lambda call: whole_json({"choices": [{"message": {"content": parts}}]}))

    assert ask(chat, shape=None).text == "Hello there"


def test_parts_within_parts_without_end_are_no_text(server, chat):
    nested = '[{"text":' * 400 + '"x"' + "}]" * 400
    body = f'{{"choices":[{{"message":{{"content":{nested}}}}}]}}'
    server.will(lambda call: whole(body.encode()))

    assert failing(chat).kind is Kind.EMPTY


def test_no_nought_gets_through(server, chat):
    server.will(says("Hel\0lo"))

    assert ask(chat, shape=None).text == "Hello"


@pytest.mark.parametrize(
    "address",
    ["http://anna:s3cret%21@127.0.0.3:9/v1", "http://127.0.0.3:9/v1?key=s3cret%21&x=1", "s3cret!@:/#s3cret!"],
)
def test_what_opens_an_address_is_shown_nowhere(address):
    chat = EndpointChat(Endpoint(address, "small-1"))
    told = (
        f"{chat.name} {failing(chat)} {chat.endpoint!r} {chat.endpoint.shown(f'cannot open {address} by s3cret!')}"
    )

    assert "s3cret" not in told
    assert "small-1" in told


def test_a_path_goes_before_what_is_asked_for():
    assert Endpoint("http://a/v1?v=2", "m").url("/chat") == "http://a/v1/chat?v=2"
    assert Endpoint("http://a/v1/chat?v=2", "m").url("/chat") == "http://a/v1/chat?v=2"


async def one_by_one(letter, *, times):
    yield head(kind="text/event-stream")
    piece = event({"choices": [{"delta": {"content": letter}}]})
    for _ in range(times // 400):
        yield piece * 400
    yield event({"choices": [{"delta": {}, "finish_reason": "stop"}]})


def whole_json(body):
    return whole(json.dumps(body).encode())
