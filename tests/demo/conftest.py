from datetime import UTC, datetime

import pytest

from daily8.demo.gallery import Gallery
from daily8.demo.server import Server
from daily8.demo.world import papers

OPENED_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def server(tmp_path):
    """A demo world on a free port of this machine."""
    server = Server(0)
    server.serve(papers(server.address, OPENED_AT), Gallery(tmp_path))
    yield server
    server.shutdown()
    server.server_close()
