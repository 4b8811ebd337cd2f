"""The judge, made ready once for all tests."""

import pytest

from daily8.engine.embedding.embedded import Embedded
from daily8.engine.judging import Judge


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    return Embedded.prepared(tmp_path_factory.mktemp("judge"))


@pytest.fixture(scope="session")
def judge(model):
    return Judge.prepared(model)
