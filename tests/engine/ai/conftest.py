"""What the tests of models share."""

from collections.abc import Iterator

import pytest

from daily8.engine.ai import Endpoint, EndpointChat, manners
from tests.model_server import ModelServer, model_server

KEY = "sk-very-secret"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@pytest.fixture
def endpoint(server, monkeypatch) -> Endpoint:
    """The server's address, of which nothing is known yet."""
    monkeypatch.setattr(manners, "_KNOWN", {})
    return Endpoint(server.address, "small-1", KEY)


@pytest.fixture
def chat(endpoint) -> EndpointChat:
    return EndpointChat(endpoint)
