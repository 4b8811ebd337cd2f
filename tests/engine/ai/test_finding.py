"""JSON is found in whatever a model writes around it, at no great cost."""

import time

import pytest

from daily8.engine.ai.finding import objects, objects_so_far, spoken


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('```json\n{"a": {"b": 2}}\n```', [{"a": {"b": 2}}]),
        ('Set {x} to {"a": 1} or {"a": 2}.', [{"a": 1}, {"a": 2}]),
        ('{"a": "}{"}', [{"a": "}{"}]),
        ('{"a": 1', []),
        ("no", []),
        ("", []),
        ("[1, 2]", []),
        ('{"a": NaN}{"b": 1}', None),
    ],
)
def test_objects_are_found(text, found):
    assert found is None or list(objects(text)) == found
    assert list(objects(text))[-1:] == [{"b": 1}] if found is None else True


@pytest.mark.parametrize(
    "text", ["{" * 200_000, '{"a":' * 200_000, "{\n" * 100_000, '{"a": ' + "9" * 100_000 + "}"]
)
def test_hostile_answers_cost_no_more_than_their_length(text):
    began = time.process_time()

    assert list(objects(text)) == []
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" Hello ", "Hello"),
        ("<think>hm</think>\n Hello", "Hello"),
        ("\n<think>\nhm {}</think>Hello <think>", "Hello <think>"),
        ("<think>hm", ""),
        ("Hello <think>x</think>", "Hello <think>x</think>"),
    ],
)
def test_thoughts_are_not_what_was_said(text, said):
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ('{"points"', 0),
        ('{"points": [', 0),
        ('{"points": [{"text": "a", "sentences": [1', 0),
        ('{"points": [{"text": "a", "sentences": [1]}, {"te', 1),
        ('{"said": true, "sentences": [{"text": "a"}, {"text": "b"}]}', 2),
    ],
)
def test_points_are_read_while_the_next_is_being_written(text, count):
    assert len(objects_so_far(text)) == count
