"""The OpenAPI document says all that the API does, and the API does what it says."""

import json
import re
from itertools import chain

import pytest

from daily8.api.v1 import site

document = site.document()
operations = list(chain.from_iterable(methods.values() for methods in document["paths"].values()))


@pytest.mark.parametrize("operation", operations, ids=lambda one: one["operationId"])
def test_every_operation_says_what_it_does_and_how_it_fails(operation):
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    assert {401, 405, 422, 429} <= {int(status) for status in operation["responses"]}
    for status, told in operation["responses"].items():
        assert told["description"]
        kinds = set(told.get("content", ()))
        assert kinds <= ({"application/json"} if int(status) < 400 else {"application/problem+json"}), status
    for parameter in operation["parameters"]:
        assert parameter["name"] in ("q", "since", "before", "size", "cursor", "order") or parameter.get("schema")


def test_each_shape_has_a_name_of_its_own():
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[A-Z][A-Za-z]+", name) for name in document["components"]["schemas"])


def test_programs_find_the_document(client):
    response = client.get("/api/v1/openapi.json")

    assert response.json() == json.loads(json.dumps(document))
    assert response["Access-Control-Allow-Origin"] == "*"
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]


def test_people_find_a_page_on_which_it_can_be_tried(client):
    page = client.get("/api/v1/docs")

    policy = page["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe-inline" not in policy
    for path in re.findall(r'(?:src|href)="(/api/v1/docs/[^"]+)"', page.content.decode()):
        file = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert (file.status_code, file["Content-Encoding"]) == (200, "gzip")
        assert client.get(path).content
    assert client.get("/api/v1/docs/redoc.standalone.js").status_code == 404


def test_the_page_of_feeds_leads_there(client, db):
    assert 'href="/api/v1/docs"' in client.get("/en/feeds").content.decode()
    assert 'href="/api/v1/docs"' in client.get("/ar/feeds").content.decode()
