"""The converted model is kept once, whole or not at all, and made anew when it is damaged."""

import os
import subprocess
import sys

import pytest

from daily8.engine.embedding.embedded import Embedded
from daily8.engine.embedding.storing import PASSAGES, ConversionError, converted, digest_of, keep
from daily8.engine.embedding.weights import packaged_weights


def test_a_damaged_model_is_made_anew(model_folder, model, tmp_path):
    (whole,) = model_folder.iterdir()
    damaged = tmp_path / whole.name
    damaged.write_bytes(whole.read_bytes()[:-1] + b"?")

    again = Embedded.prepared(tmp_path)

    assert digest_of(damaged) == digest_of(whole)
    assert (again.embed(["query: rain"]) == model.embed(["query: rain"])).all()


def test_two_processes_that_convert_at_once_both_get_the_model(tmp_path):
    command = [sys.executable, "-m", "daily8.engine.embedding.conversion", str(packaged_weights()), str(tmp_path)]

    both = [subprocess.Popen(command) for _ in range(2)]

    assert [process.wait(timeout=120) for process in both] == [0, 0]
    (only,) = tmp_path.iterdir()
    assert converted(packaged_weights(), tmp_path, PASSAGES, digest=digest_of(packaged_weights())) == only


def test_nothing_half_written_is_left_when_the_disk_fails(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("daily8.engine.embedding.storing.os.fsync", full)

    with pytest.raises(OSError, match="No space left"):
        keep(b"graph", tmp_path, PASSAGES, digest="0" * 64)

    assert list(tmp_path.iterdir()) == []


def test_older_models_and_forgotten_drafts_make_room(tmp_path):
    (tmp_path / "e5-small-0-abc-def.onnx").write_bytes(b"of an older version")
    (tmp_path / "other.onnx").write_bytes(b"not ours")
    forgotten, under_way = tmp_path / "e5-small-1-a.part", tmp_path / "e5-small-1-b.part"
    for draft in (forgotten, under_way):
        draft.write_bytes(b"half")
    os.utime(forgotten, (0, 0))

    kept = keep(b"graph", tmp_path, PASSAGES, digest="0" * 64)

    assert set(tmp_path.iterdir()) == {kept, under_way, tmp_path / "other.onnx"}


def test_weights_that_cannot_be_converted_are_told_with_the_reason(tmp_path):
    with pytest.raises(ConversionError, match=r"no-such\.bin cannot be read"):
        converted(tmp_path / "no-such.bin", tmp_path / "model", PASSAGES, digest="0" * 64)
