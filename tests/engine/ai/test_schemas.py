"""Schemas are put in the few words that every server knows."""

import json

import pytest

from daily8.engine.ai.schemas import schema_of
from daily8.engine.ai.shapes import Answer, Brief, Comparison, Explanation, Summary, translation_of

SHAPES = [Summary, Brief, Explanation, Answer, Comparison, translation_of(3)]
KNOWN = {
    *("type", "properties", "required", "additionalProperties", "items"),
    *("minItems", "maxItems", "minimum", "maximum"),
}


def parts(schema):
    yield schema
    for part in [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]:
        yield from parts(part)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_object_says_all_its_properties_and_allows_no_other(shape):
    schema = schema_of(shape)

    objects = [part for part in parts(schema) if part["type"] == "object"]
    assert set(schema["properties"]) == set(shape.model_fields)
    assert all(part["required"] == list(part["properties"]) for part in objects)
    assert all(part["additionalProperties"] is False for part in objects)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_part_uses_words_that_servers_refuse(shape):
    schema = schema_of(shape)

    assert all(part.keys() <= KNOWN for part in parts(schema))
    assert "$" not in json.dumps(schema)


def test_a_translation_has_its_count_in_the_schema():
    assert schema_of(translation_of(3))["properties"]["paragraphs"]["minItems"] == 3
