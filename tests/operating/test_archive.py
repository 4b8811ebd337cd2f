"""An archive is whole with its name, or not there; what it holds is checked before it is believed."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from daily8.operating import archive
from daily8.operating.archive import Manifest, Reader, Table, writing
from daily8.operating.errors import NotOneOfOurs, Occupied, OperatingError

PARTS = [b"first\n", b"second\n", "ثالث\n".encode()]


def manifest() -> Manifest:
    return Manifest(
        daily8="1.0",
        made_at="2026-11-26T12:00:00+00:00",
        database="sqlite",
        key="k",
        migrations=[("work", "0001")],
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive with a table of three rows, an empty one, and a file."""
    told, path = manifest(), tmp_path / "site.zip"
    (tmp_path / "key").write_text("a key")
    with writing(path, told) as writer:
        for name, parts in (("full", PARTS), ("empty", [])):
            table = Table(name, ["a"], len(parts), 7)
            told.tables.append(table)
            assert writer.write(table.member, parts) == len(parts)
        writer.write_file("secret_key", tmp_path / "key")
    return path


def test_what_was_written_is_read(file, tmp_path):
    read: list[int] = []
    with Reader(file) as reader:
        reader.verify(read.append)
        full, empty = reader.manifest.tables
        with reader.lines(full) as lines:
            assert list(lines) == PARTS
        with reader.lines(empty) as lines:
            assert list(lines) == []
        reader.extract("secret_key", tmp_path / "there" / "secret_key")

    assert reader.manifest.rows == 3
    assert reader.manifest.files == ["secret_key"]
    assert reader.manifest.migrations == [("work", "0001")]
    assert (tmp_path / "there" / "secret_key").read_text() == "a key"
    assert (tmp_path / "there" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert sum(read) > 0


def test_others_read_it_with_common_tools(file):
    with zipfile.ZipFile(file) as opened:
        told = json.loads(opened.read("manifest.json"))
        for name, digest in told["members"].items():
            assert hashlib.sha256(opened.read(name)).hexdigest() == digest
        assert archive.zstd.decompress(opened.read("tables/full.jsonl.zst")) == b"".join(PARTS)


def test_what_fails_half_way_leaves_nothing(tmp_path):
    def lost() -> Iterator[bytes]:
        yield from PARTS
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError), writing(tmp_path / "site.zip", manifest()) as writer:
        writer.write("tables/full.jsonl.zst", lost())

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path):
    path = tmp_path / "site.zip"

    with pytest.raises(Occupied, match="exists; name another file"), writing(path, manifest()):
        path.write_text("somebody else's")

    assert path.read_text() == "somebody else's"
    assert [one.name for one in tmp_path.iterdir()] == ["site.zip"]


def test_where_there_is_a_file_nothing_is_begun(tmp_path):
    path, begun = tmp_path / "site.zip", []
    path.write_text("the last one")

    with pytest.raises(Occupied, match="exists; name another file"), writing(path, manifest()):
        begun.append(path)

    assert (path.read_text(), begun) == ("the last one", [])


def test_a_disk_without_second_names_will_do(tmp_path, monkeypatch):
    def refuse(*_paths):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(archive.os, "link", refuse)
    with writing(tmp_path / "site.zip", manifest()):
        pass

    assert [one.name for one in tmp_path.iterdir()] == ["site.zip"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    nowhere = tmp_path / "nowhere" / "site.zip"

    with (
        pytest.raises(OperatingError, match="No such file or directory; name a file"),
        writing(nowhere, manifest()),
    ):
        pass


def altered(file: Path, change) -> Path:
    copy = file.with_name("altered.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        contents = {name: old.read(name) for name in old.namelist()}
        told = json.loads(contents["manifest.json"])
        change(contents, told)
        contents["manifest.json"] = json.dumps(told).encode()
        for name, content in contents.items():
            new.writestr(name, content)
    return copy


def add_member(contents, _told):
    contents["tables/more.jsonl.zst"] = b"more"


def lose_member(contents, _told):
    del contents["tables/full.jsonl.zst"]


def change_member(contents, _told):
    contents["tables/full.jsonl.zst"] += b"more"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (add_member, "tables/more.jsonl.zst is not both in the file and in its manifest"),
        (lose_member, "tables/full.jsonl.zst is not both in the file and in its manifest"),
        (change_member, "tables/full.jsonl.zst is not what was written"),
    ],
)
def test_an_archive_that_is_not_as_written_is_refused(file, change, words):
    with Reader(altered(file, change)) as reader, pytest.raises(NotOneOfOurs, match=words):
        reader.verify(lambda count: None)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "files/../../passwd", "elsewhere/one", "files\\one", "files/a/../../../b"]
)
def test_a_member_that_leads_elsewhere_is_refused(file, name):
    def lead(contents, told):
        told["members"][name] = told["members"].pop("files/secret_key.zst")

    with pytest.raises(NotOneOfOurs, match="it has a member"):
        Reader(altered(file, lead))


@pytest.mark.parametrize(
    "content", [b"[]", b"{}", b'{"format": 99}', b'{"format": 1}', b"\xff", b'{"format": "1"}']
)
def test_a_manifest_that_is_none_is_refused(tmp_path, content):
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as new:
        new.writestr("manifest.json", content)

    with pytest.raises(NotOneOfOurs, match="is no backup of daily8"):
        Reader(tmp_path / "site.zip")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OperatingError, match="No such file or directory"):
        Reader(tmp_path / "none.zip")
