"""What is noted of the site's upkeep is found again, and its absence breaks nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from daily8.operating import backing_up, noted, reprocessing
from daily8.operating.reprocessing import Step
from tests.conftest import NOON


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def test_the_last_backup_is_known(folder):
    assert noted.last_backup() is None
    for days in (3, 1):
        noted.note_backup(noted.Backup(NOON - timedelta(days=days), f"/mnt/{days}.zip"))

    assert noted.last_backup() == noted.Backup(NOON - timedelta(days=1), "/mnt/1.zip")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"at": "yesterday", "file": "x"}', b'{"at": 5}']
)
def test_a_note_that_is_spoilt_is_none(folder, content):
    (folder / "last_backup").write_bytes(content)

    assert noted.last_backup() is None


def test_a_backup_that_cannot_be_noted_is_no_worse(settings, tmp_path):
    settings.DATA = tmp_path / "nowhere"

    noted.note_backup(noted.Backup(NOON, "/mnt/one.zip"))

    assert noted.last_backup() is None


def test_only_dated_backups_are_removed_and_the_oldest_first(tmp_path):
    for day in range(1, 6):
        backing_up.dated(tmp_path, NOON + timedelta(days=day)).write_text("x")
    (tmp_path / "daily8-2020.zip").write_text("an operator's own")

    gone = backing_up.rotate(tmp_path, 2)

    assert [path.name for path in gone] == [
        "daily8-2026-11-26T120000Z.zip",
        "daily8-2026-11-27T120000Z.zip",
        "daily8-2026-11-28T120000Z.zip",
    ]
    assert len(list(tmp_path.iterdir())) == 3
    assert (tmp_path / "daily8-2020.zip").exists()


def test_the_key_is_noted_once_and_another_is_told(db, settings):
    assert noted.key_is_known()
    noted.note_key()
    first = settings.SECRET_KEY
    settings.SECRET_KEY = first[::-1]
    noted.note_key()

    assert not noted.key_is_known()
    assert noted.accept_key() is True
    assert noted.key_is_known()
    assert noted.accept_key() is False


def test_steps_that_are_done_otherwise_are_outdated(db, monkeypatch):
    assert reprocessing.outdated() == []
    monkeypatch.setitem(reprocessing.VERSIONS, Step.GROUP, 2)
    assert reprocessing.outdated() == [Step.GROUP]

    reprocessing.note_versions()

    assert reprocessing.outdated() == []
