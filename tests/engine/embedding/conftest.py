"""The embedded model, made ready once for all tests."""

import pytest

from daily8.engine.embedding.embedded import Embedded


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    return Embedded.prepared(tmp_path_factory.mktemp("model"))
