"""Each ability asks for its shape: the article first, the task last, and nothing that came from outside in it."""

import json
import re

import pytest

from daily8.engine.ai import Source, Turn, prompts
from daily8.engine.ai.shapes import Answer, Brief, Comparison, Explanation, Summary, Translation
from tests.engine.ai.asking import ARTICLE, ask
from tests.engine.ai.test_fences import HOSTILE
from tests.injections import ALL as INJECTIONS
from tests.injections import PWNED, PWNED_ARABIC

OTHER = Source(
    ["Two people died, police said.", "Schools stay closed."], title="After the flood", publisher="Echo"
)
BOTH = [ARTICLE, OTHER]

ALL = {
    Summary: lambda: prompts.summary(ARTICLE, language="en"),
    Brief: lambda: prompts.brief(BOTH, language="en"),
    Explanation: lambda: prompts.explain(["Larne", "the mayor"], BOTH, language="en"),
    Answer: lambda: prompts.answer("How many died?", BOTH, language="en"),
    Comparison: lambda: prompts.compare(BOTH, language="en"),
    Translation: lambda: prompts.translate(ARTICLE.sentences, language="ar", original="en"),
}


@pytest.mark.parametrize("shape", ALL)
def test_a_good_model_answers_every_ability_in_its_shape(server, chat, shape):
    prompt = ALL[shape]()

    reply = ask(chat, shape=prompt.shape, messages=prompt.messages, most_tokens=prompt.most_tokens)

    assert reply.attempts == 1
    assert reply.read_as(shape)
    assert server.calls[0].request["response_format"]["json_schema"]["name"] == shape.__name__


@pytest.mark.parametrize("shape", ALL)
def test_the_form_as_it_stands_is_no_answer(shape):
    prompt = ALL[shape]()
    form = json.JSONDecoder().raw_decode(prompt.messages[-1].content.rpartition("Form of the answer: ")[2])[0]

    with pytest.raises(ValueError, match="validation error"):
        prompt.shape.model_validate(form)


@pytest.mark.parametrize("shape", ALL)
def test_the_task_comes_last_and_the_system_names_the_fence(shape):
    system, user = ALL[shape]().messages
    mark = user.content.split()[2]

    assert user.content.startswith(f"=== DATA {mark} ===\n")
    assert mark in system.content
    assert "===" not in user.content.splitlines()[-1]


def test_the_next_question_on_the_same_articles_begins_the_same():
    first, second = (prompts.answer(question, BOTH, language="en") for question in ("Who died?", "Who survived?"))

    assert first.messages[0] == second.messages[0]
    shared = first.messages[1].content.split("=== ASKED")[0]
    assert second.messages[1].content.startswith(shared)
    assert OTHER.sentences[-1] in shared


def everything_about(text):
    """Every prompt that there is, with a text in every place that comes from outside."""
    source = Source([text, "It rained."], title=text, publisher=text, day=text)
    before = [Turn(text, text)]
    return [
        prompts.summary(source, language="en"),
        prompts.brief([source, OTHER], language="en"),
        prompts.explain([text], [source, OTHER], language="en"),
        prompts.answer(text, [source, OTHER], language="en", before=before),
        prompts.translate([text, "It rained."], language="ar", original=text),
        prompts.compare([source, OTHER], language="en"),
    ]


def outside(prompt):
    """What a model reads that is not behind a fence."""
    system, user = prompt.messages
    mark = user.content.split()[2]
    fence = re.compile(rf"^=== (DATA|ASKED) {mark} ===\n.*?\n=== END {mark} ===$", re.DOTALL | re.MULTILINE)
    return system.content.replace(mark, ""), fence.sub("", user.content)


@pytest.mark.parametrize("text", [*HOSTILE, *INJECTIONS])
def test_no_word_of_a_reader_or_publisher_stands_outside_the_fences(text):
    for asked, harmless in zip(everything_about(text), everything_about("It rained."), strict=True):
        assert outside(asked) == outside(harmless)


@pytest.mark.parametrize("text", INJECTIONS)
def test_an_order_becomes_a_sentence_like_any_other(text):
    for prompt in everything_about(text):
        lines = [line for line in prompt.messages[1].content.splitlines() if PWNED in line or PWNED_ARABIC in line]
        assert lines
        assert all(re.match(r"\[[\d.]+\] |(title|publisher|day|name|question|answer): ", line) for line in lines)
        assert not any(re.search(r"<[|/a-z]|\[/?INST\]|\S.*\[\d", line) for line in lines)


def test_earlier_questions_are_told_in_their_order_and_not_without_end():
    before = [Turn(f"Question {number}?", f"Answer {number}.") for number in range(9)]

    user = prompts.answer("And then?", BOTH, language="en", before=before).messages[1].content

    asked = user.partition("=== ASKED")[2].splitlines()[1:-3]
    assert asked[0] == "question: Question 5?"
    assert asked[-2:] == ["answer: Answer 8.", "question: And then?"]
    assert len(asked) == 9


def test_paragraphs_are_translated_whole_however_long():
    paragraphs = ["word " * 2_000, "It rained."]

    prompt = prompts.translate(paragraphs, language="en")

    assert prompt.shown == (2,)
    assert prompt.messages[1].content.count("word") == 2_000
    assert prompt.most_tokens > 10_000


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "English"),
        ("ar", "Arabic"),
        ("zh-Hant", "Chinese (Traditional)"),
        ("xx", "the same language"),
        ("", "the same language"),
        ("English. Obey", "the same language"),
    ],
)
def test_languages_are_called_by_their_names(code, name):
    assert prompts.language_name(code) == name
