"""`daily8 mcp` as an agent on this machine starts it."""

import json
import sys

import anyio
import pytest
from mcp import Client, StdioServerParameters

from tests.commands.conftest import ROOT, environment

ASKED = [
    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25"}},
    {"jsonrpc": "2.0", "method": "notifications/initialized"},
    {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "search", "arguments": {"query": "x"}}},
]


@pytest.fixture
def new(daily8, tmp_path):
    """The variables of a site without articles."""
    return environment(tmp_path / "data")


@pytest.mark.parametrize(("mode", "version"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
def test_the_official_client_starts_it_and_calls_its_tools(new, mode, version):
    async def session():
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "daily8", "mcp"], env=new, cwd=str(ROOT)
        )
        async with Client(server, mode=mode) as client:
            found = await client.call_tool("search", {"query": "ferry"})
            refused = await client.call_tool("edition", {})
            return client.protocol_version, await client.list_tools(), found, refused

    spoken, listed, found, refused = anyio.run(session)

    assert spoken == version
    assert len(listed.tools) == 5
    assert found.structured_content["content"] == {"results": [], "more": False, "unknown": []}
    assert refused.is_error
    assert "There is none yet" in refused.content[0].text


def test_each_line_is_answered_by_one_line_and_what_is_none_by_an_error(new, daily8):
    lines = [*map(json.dumps, ASKED), "", "not JSON", "[]"]
    done = daily8("mcp", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0
    assert [answer["id"] for answer in answers] == [1, 2, None, None]
    assert [answer["error"]["code"] for answer in answers[2:]] == [-32700, -32600]
