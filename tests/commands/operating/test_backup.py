"""`daily8 backup` writes all that cannot be made again, `daily8 restore` brings it back."""

import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from daily8.operating import archive
from tests.commands.operating.conftest import Site, members

FIND = """
from daily8.engine.words.queries import parse
from daily8.search import finding
print(sum(hit.exact for hit in finding.find(parse(sys.argv[1])).hits))
"""
COUNT = "from daily8.articles.models import Article; print(Article.objects.visible().count())"
LAST_KEY = """
from daily8.sources.models import Feed, Publisher
from django.utils import timezone
feed = Feed.objects.create(url=sys.argv[1], publisher=Publisher.objects.first(), added_at=timezone.now())
print(feed.pk)
if sys.argv[2:]: feed.delete()
"""


def test_a_backup_restored_elsewhere_is_the_same_site(site, new_site, tmp_path):
    given = int(site.python(LAST_KEY, "https://gone.example/", "delete"))
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    made = site.run("backup", str(first))
    other = new_site()

    restored = other.run("restore", str(first))

    assert made.returncode == restored.returncode == 0, made.stderr + restored.stderr
    assert "All counts are those of the backup." in restored.stdout
    assert "there before" not in restored.stdout
    assert other.run("backup", str(second)).returncode == 0
    assert members(second) == members(first)
    for name in ("secret_key", "podcast/2026-11-25-abc.mp3"):
        assert (other.folder / name).read_bytes() == (site.folder / name).read_bytes()
    assert not (other.folder / "pictures").exists()
    assert other.python(FIND, "bridge") == site.python(FIND, "bridge") == "1\n"
    assert int(other.python(LAST_KEY, "https://next.example/")) == given + 1


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_beside_it(backup_file):
    assert backup_file.stat().st_mode & 0o777 == 0o600
    assert list(backup_file.parent.iterdir()) == [backup_file]


def test_a_backup_takes_no_file_s_place(site, tmp_path):
    taken = tmp_path / "taken.zip"
    taken.write_text("a file that somebody needs")

    done = site.run("backup", str(taken))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"daily8: {taken} exists; name another file, or remove it\n"
    assert taken.read_text() == "a file that somebody needs"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "taken.zip"]


def test_dated_backups_are_kept_up_to_a_number_and_others_for_ever(site):
    folder = site.folder / "backups"
    folder.mkdir()
    for name in ("daily8-2026-01-01T000000Z.zip", "daily8-2026-01-02T000000Z.zip", "before-the-move.zip"):
        (folder / name).write_text("old")

    done = site.run("backup", "--keep", "2")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1:] == ["daily8-2026-01-01T000000Z.zip removed"]
    kept = sorted(path.name for path in folder.iterdir())
    assert kept[:2] == ["before-the-move.zip", "daily8-2026-01-02T000000Z.zip"]
    assert len(kept) == 3
    assert site.run("backup", "--verify", str(folder / kept[2])).returncode == 0


def test_keeping_a_number_makes_no_sense_for_one_file(site, tmp_path):
    done = site.run("backup", str(tmp_path / "one.zip"), "--keep", "2")

    assert done.returncode == 2
    assert "name a folder" in done.stderr


def test_a_site_that_was_never_started_has_nothing_to_back_up(tmp_path):
    done = Site(tmp_path / "data").run("backup")

    assert done.returncode == 2
    assert "there is no site yet" in done.stderr


def test_a_full_disk_is_named_and_leaves_nothing(site, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("no disk of its own can be mounted here")
    try:
        done = site.run("backup", str(small / "site.zip"))
        left = list(small.iterdir())
    finally:
        subprocess.run(["umount", str(small)], check=True)

    assert (done.returncode, left) == (2, [])
    assert "No space left on device; name a file where there is room" in done.stderr


def changed(file: Path, folder: Path, change) -> Path:
    """A copy of a backup whose manifest was changed."""
    copy = folder / "changed.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == archive.MANIFEST:
                told = json.loads(content)
                change(told)
                content = json.dumps(told).encode()
            new.writestr(name, content)
    return copy


def flipped(file: Path, folder: Path) -> Path:
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as read:
        start = read.getinfo("tables/articles_article.jsonl.zst").header_offset
    content[start + 200] ^= 1
    (folder / "flipped.zip").write_bytes(content)
    return folder / "flipped.zip"


def exchanged(file: Path, folder: Path) -> Path:
    """A backup in which one table's rows are another's: a ZIP file without a fault."""
    copy = folder / "exchanged.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            taken = "tables/articles_tag.jsonl.zst" if "articles_article" in name else name
            new.writestr(name, old.read(taken))
    return copy


def cut(file: Path, folder: Path) -> Path:
    (folder / "cut.zip").write_bytes(file.read_bytes()[:-2000])
    return folder / "cut.zip"


def other(_file: Path, folder: Path) -> Path:
    (folder / "other.zip").write_bytes(b"not even a ZIP file")
    return folder / "other.zip"


def outside(file: Path, folder: Path) -> Path:
    def point_elsewhere(told: dict) -> None:
        told["members"]["files/../../escaped.zst"] = told["members"].pop("files/secret_key.zst")

    return changed(file, folder, point_elsewhere)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (flipped, "tables/articles_article.jsonl.zst is not what was written"),
        (exchanged, "tables/articles_article.jsonl.zst is not what was written (its SHA-256 differs)"),
        (cut, "is no backup of daily8, or its end is missing"),
        (other, "is no backup of daily8"),
        (outside, "it has a member 'files/../../escaped.zst'"),
    ],
)
@pytest.mark.parametrize("command", [("backup", "--verify"), ("restore", "--replace")], ids=["verify", "restore"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    site, backup_file, tmp_path, damage, words, command
):
    before = {path: path.read_bytes() for path in sorted(site.folder.rglob("*")) if path.is_file()}
    done = site.run(*command, str(damage(backup_file, tmp_path)))

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    after = {path: path.read_bytes() for path in sorted(site.folder.rglob("*")) if path.is_file()}
    assert {path.name for path in after.keys() ^ before.keys()} <= {
        "daily8.sqlite3-wal",
        "daily8.sqlite3-shm",
        "running.lock",
    }
    assert all(after[path] == content for path, content in before.items())


def test_a_backup_of_a_newer_daily8_is_refused_with_its_version(backup_file, new_site, tmp_path):
    def make_newer(told: dict) -> None:
        told["daily8"] = "9.1.0"
        told["migrations"].append(["articles", "0999_dreams"])

    done = new_site().run("restore", str(changed(backup_file, tmp_path, make_newer)))

    assert done.returncode == 2
    assert "made by daily8 9.1.0, which is newer than this one" in done.stderr
    assert "articles.0999_dreams" in done.stderr


def test_a_backup_of_an_older_daily8_is_brought_to_this_version(site, new_site, tmp_path):
    site.python("from django.core.management import call_command; call_command('migrate', 'comments', '0004')")
    file = tmp_path / "older.zip"
    made = site.run("backup", str(file))
    new = new_site()

    restored = new.run("restore", str(file))

    assert made.returncode == restored.returncode == 0, made.stderr + restored.stderr
    with zipfile.ZipFile(file) as read:
        assert ["comments", "0005_refusals_are_kept"] not in json.loads(read.read(archive.MANIFEST))["migrations"]
    missing = "from daily8.operating import schema; print(schema.missing())"
    assert new.python(missing) == "[]\n"
    assert (
        new.python("from daily8.articles.models import Article; print(Article.objects.visible().count())") == "4\n"
    )
