"""The embedded model, made ready once for all tests; and a server that answers what a test tells it to."""

import pytest

from daily8.engine.embedding.embedded import Embedded
from tests.engine.http.conftest import publisher

__all__ = ["publisher"]


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="session")
def model(model_folder):
    return Embedded.prepared(model_folder)
