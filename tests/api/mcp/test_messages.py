"""Messages as they go over the wire: versions, headers, errors, and what is refused before it is read."""

import base64
import json

import pytest

from daily8.accounts.models import Attempts
from daily8.api.mcp import views
from daily8.assistant.models import Conduct

pytestmark = pytest.mark.django_db
NEWEST, BEFORE = "2026-07-28", "2025-11-25"
ENVELOPE = {
    "io.modelcontextprotocol/protocolVersion": NEWEST,
    "io.modelcontextprotocol/clientCapabilities": {},
}


@pytest.fixture
def post(client):
    """Send a body, and headers."""

    def send(body, **headers):
        sent = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return client.post("/api/mcp", sent, content_type="application/json", headers=headers)

    return send


def request(method, *, newest=False, **params):
    meta = {"_meta": ENVELOPE} if newest else {}
    return {"jsonrpc": "2.0", "id": 7, "method": method, "params": {**params, **meta}}


def of_newest(method, **more):
    headers = {"MCP-Protocol-Version": NEWEST, "Mcp-Method": method}
    return headers | {f"Mcp-{name}": value for name, value in more.items()}


def test_the_version_before_begins_with_a_handshake_and_needs_no_session(post):
    told = post(request("initialize", protocolVersion="2024-11-05", capabilities={}, clientInfo={"name": "x"}))
    listed = post(request("tools/list"), **{"MCP-Protocol-Version": BEFORE})

    assert told.json()["result"]["protocolVersion"] == BEFORE
    assert "Mcp-Session-Id" not in told.headers
    assert len(listed.json()["result"]["tools"]) == 5
    assert "ttlMs" not in listed.json()["result"]
    assert post(request("ping")).json() == {"jsonrpc": "2.0", "id": 7, "result": {}}


def test_the_newest_version_has_none_and_says_how_long_a_list_is_good(post):
    told = post(request("server/discover", newest=True), **of_newest("server/discover")).json()["result"]
    listed = post(request("tools/list", newest=True), **of_newest("tools/list")).json()["result"]

    assert told["supportedVersions"] == [NEWEST, BEFORE]
    assert told["resultType"] == listed["resultType"] == "complete"
    assert (listed["ttlMs"], listed["cacheScope"]) == (300_000, "public")
    assert listed["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "daily8"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 30_000, -32700),
        (b"[]", -32600),
        (b'"ping"', -32600),
        (b'[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]', -32600),
        (b'{"id": 1, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": null, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": {}, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 5}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "result": {}}', -32600),
        (b" " * 70_000, -32600),
    ],
)
def test_what_is_no_message_is_refused(post, body, code):
    answer = post(body)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == code
    assert answer.json()["id"] is None


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("resources/list", {}, -32601),
        ("tools/call", {}, -32602),
        ("tools/call", {"name": 5}, -32602),
        ("tools/call", {"name": "search", "arguments": []}, -32602),
        ("tools/call", {"name": "\x00"}, -32602),
        ("tools/list", {"cursor": "next"}, -32602),
        ("initialize", {}, -32602),
    ],
)
def test_what_cannot_be_answered_is_an_error_by_its_number(post, method, params, code):
    answer = post(request(method, **params))

    assert answer.status_code == 200
    assert (answer.json()["error"]["code"], answer.json()["id"]) == (code, 7)


@pytest.mark.parametrize(
    ("message", "headers", "status", "code"),
    [
        (request("tools/list"), of_newest("tools/list"), 400, -32602),
        (request("tools/list", newest=True), {"MCP-Protocol-Version": NEWEST}, 400, -32020),
        (request("tools/list", newest=True), of_newest("tools/call"), 400, -32020),
        (request("tools/call", newest=True, name="search"), of_newest("tools/call"), 400, -32020),
        (
            request("tools/call", newest=True, name="ask"),
            of_newest("tools/call", Name="search"),
            400,
            -32020,
        ),
        (request("initialize", newest=True), of_newest("initialize"), 404, -32601),
        (request("ping", newest=True), of_newest("ping"), 404, -32601),
        (request("tools/list"), {"MCP-Protocol-Version": "1999-01-01"}, 400, -32022),
    ],
)
def test_headers_and_versions_must_fit(post, message, headers, status, code):
    answer = post(message, **headers)

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_who_asks_for_another_version_hears_which_are_spoken(post):
    error = post(request("tools/list"), **{"MCP-Protocol-Version": "2027-01-01"}).json()["error"]

    assert error["data"] == {"supported": [NEWEST, BEFORE], "requested": "2027-01-01"}


def test_a_name_may_be_sent_coded(post):
    coded = f"=?base64?{base64.b64encode(b'edition').decode()}?="
    message = request("tools/call", newest=True, name="edition")

    assert "result" in post(message, **of_newest("tools/call", Name=coded)).json()
    wrong = post(message, **of_newest("tools/call", Name="=?base64?%%?="))
    assert wrong.json()["error"]["code"] == -32020


@pytest.mark.parametrize("version", [NEWEST, BEFORE])
def test_a_notification_has_no_answer(post, version):
    body = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    answer = post(body, **{"MCP-Protocol-Version": version})

    assert (answer.status_code, answer.content) == (202, b"")


@pytest.mark.parametrize("method", ["get", "put", "delete", "options", "head"])
def test_only_messages_are_answered(client, method):
    answer = getattr(client, method)("/api/mcp")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9", "http://testserver.evil"]
)
def test_pages_of_other_sites_are_not_answered(post, origin):
    assert post(request("ping"), Origin=origin).status_code == 403


@pytest.mark.parametrize(("address", "origin"), [("", "http://testserver"), ("https://news.example",) * 2])
def test_pages_of_this_site_and_programs_are_answered(post, settings, address, origin):
    settings.SITE_URL = address

    assert post(request("ping"), Origin=origin).status_code == 200
    assert post(request("ping")).status_code == 200


def test_a_name_that_was_led_here_is_not_answered(post):
    assert post(request("ping"), Host="rebound.example").status_code == 400


def test_forms_and_other_media_are_refused(client):
    assert client.post("/api/mcp", {"jsonrpc": "2.0"}).status_code == 415
    refused = client.post("/api/mcp", "{}", content_type="application/json", headers={"Accept": "text/html"})
    assert refused.status_code == 406


def test_who_asks_too_often_waits(post, monkeypatch):
    monkeypatch.setattr(views, "_LIMIT", views.Limit("agents", 3, 3, views._LIMIT.lasting))
    answers = [post(request("ping")) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert "wait" in answers[-1].json()["error"]["message"]
    assert Attempts.objects.count() == 1


def test_without_ai_nothing_is_answered_but_all_else_is_read(post):
    Conduct.objects.create(on=False)
    listed = post(request("tools/list")).json()["result"]["tools"]

    assert [tool["name"] for tool in listed] == ["search", "article", "story", "edition"]
    assert "Unknown tool" in post(request("tools/call", name="ask")).json()["error"]["message"]


def test_an_answer_is_kept_by_nobody(post):
    assert "no-store" in post(request("ping"))["Cache-Control"]
