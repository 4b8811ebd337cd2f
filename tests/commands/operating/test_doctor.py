"""`daily8 doctor` names what is amiss and the way out, however broken the set-up is."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.commands.operating.conftest import Site
from tests.commands.test_running import without_privileges

OLD_SQLITE = "from sqlite3.dbapi2 import *\n"
ADD_FEED = """
from daily8.sources.models import Feed, Publisher
from django.utils import timezone
Feed.objects.all().delete()
Feed.objects.create(url=sys.argv[1], publisher=Publisher.objects.first(), added_at=timezone.now())
"""
CLAIM = """
from datetime import timedelta
from daily8.sources.models import Feed
from django.utils import timezone
print(Feed.objects.update(claimed_by=sys.argv[1], claimed_until=timezone.now() + timedelta(hours=1)))
"""
FROM_THE_FUTURE = """
from django.db import connection
connection.cursor().execute(
    "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '0999_dreams', CURRENT_TIMESTAMP)"
)
"""
OLDER = "from django.core.management import call_command; call_command('migrate', 'comments', '0008')"


def look(
    site: Site, *, ends_with: int, prefix: tuple[str, ...] = (), **settings: str
) -> dict[str, dict[str, str]]:
    """What `daily8 doctor` finds, by what it looked at; of several findings the worst."""
    done = site.run("doctor", "--json", prefix=prefix, **settings)
    assert (done.returncode, done.stderr) == (ends_with, "")
    found = json.loads(done.stdout)
    order = ("ok", "warn", "fail")
    return {one["check"]: one for one in sorted(found, key=lambda one: order.index(one["state"]))}


@pytest.fixture
def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return str(taken.getsockname()[1])


@contextmanager
def answering(body: bytes, *, status: int = 200, **headers: str) -> Iterator[str]:
    """The address of a server that answers everything so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_of_a_site_that_is_well_nothing_fails(site, free_port):
    done = site.run("doctor", DAILY8_PORT=free_port)

    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].endswith(" 0 failing")
    assert f"ok    port: port {free_port} on 127.0.0.1 is free" in done.stdout
    assert "ok    tables: those of daily8" in done.stdout


def test_a_port_that_another_program_has(site):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        threading.Thread(target=lambda: taken.accept()[0].close(), daemon=True).start()

        found = look(site, ends_with=1, DAILY8_PORT=port)["port"]

    assert found["says"] == f"port {port} on 127.0.0.1 is used by another program"
    assert "set DAILY8_PORT" in found["way_out"]


def test_a_port_that_daily8_itself_has_is_well(site):
    with answering(b'{"daily8": "ok"}') as address, (site.folder / "running.lock").open("a") as held:
        port = address.rpartition(":")[2]
        another = look(site, ends_with=1, DAILY8_PORT=port)["port"]
        fcntl.flock(held, fcntl.LOCK_SH)
        own = look(site, ends_with=0, DAILY8_PORT=port)["port"]

    assert "is used by another site of daily8" in another["says"]
    assert own["state"] == "ok"


def test_a_full_disk(site, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(small)], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("no disk of its own can be mounted here")
    try:
        shutil.copytree(site.folder, small / "data", ignore=shutil.ignore_patterns("static"))
        subprocess.run(["dd", "if=/dev/zero", f"of={small}/filling"], capture_output=True, check=False)
        found = look(Site(small / "data"), ends_with=1)["disk"]
    finally:
        subprocess.run(["umount", str(small)], check=True)

    assert found["state"] == "fail"
    assert "0 MB are free" in found["says"]
    assert "remove old backups, lower DAILY8_PICTURES_MB" in found["way_out"]


@pytest.mark.parametrize(
    ("change", "words", "way_out"),
    [
        (FROM_THE_FUTURE, "a newer daily8 than", "install that version"),
        (OLDER, "changes of this version are missing", "`daily8 upgrade`"),
    ],
)
def test_a_database_of_another_version(site, change, words, way_out):
    site.python(change)

    found = look(site, ends_with=1)["tables"]

    assert words in found["says"]
    assert way_out in found["way_out"]


def test_a_clock_that_is_an_hour_behind_publishers(site):
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    with answering(b"<rss/>", Date=date) as address:
        site.python(ADD_FEED, f"{address}/feed")
        found = look(site, ends_with=1)["clock of others"]

    assert found["says"] == f"60 minutes behind that of {address}/feed"
    assert "timedatectl set-ntp true" in found["way_out"]


def test_a_clock_that_went_back(site):
    later = (datetime.now(UTC) + timedelta(days=2)).timestamp()
    os.utime(site.folder / "secret_key", (later, later))

    found = look(site, ends_with=1)["clock"]

    assert f"but a file in {site.folder} is of " in found["says"]
    assert "set the clock of this machine" in found["way_out"]


def test_a_folder_that_cannot_be_written_to(site):
    site.folder.chmod(0o555)
    try:
        found = look(site, ends_with=1, prefix=tuple(without_privileges()))["folder"]
    finally:
        site.folder.chmod(0o755)

    assert found["says"] == f"{site.folder} cannot be written to: Permission denied"
    assert found["way_out"].startswith(f"it belongs to {site.folder.owner()}, and daily8 runs as ")
    assert f"chown -R {site.folder.owner()} {site.folder}" in found["way_out"]


def test_a_key_that_all_can_read(site):
    (site.folder / "secret_key").chmod(0o644)

    found = look(site, ends_with=0)["folder"]

    assert found["way_out"] == f"chmod 600 {site.folder}/secret_key"


def test_mail_that_stays_on_the_machine_of_a_public_site(site):
    found = look(site, ends_with=0, DAILY8_SITE_URL="http://news.example.org")["mail"]

    assert found["state"] == "warn"
    assert "readers of http://news.example.org cannot confirm their addresses" in found["says"]
    assert "set DAILY8_MAIL=smtp://" in found["way_out"]


def test_a_mail_server_that_does_not_answer(site, free_port):
    server = f"smtp://news:secret@127.0.0.1:{free_port}"

    found = look(site, ends_with=1, DAILY8_SITE_URL="http://news.example.org", DAILY8_MAIL=server)["mail"]

    assert f"127.0.0.1:{free_port} cannot be used: " in found["says"]
    assert "refused" in found["says"]
    assert "DAILY8_MAIL" in found["way_out"]
    assert "secret" not in found["says"]


@pytest.mark.parametrize("key", [b"", b"short", "ключ".encode() * 20])
def test_a_key_that_is_damaged(site, key):
    (site.folder / "secret_key").write_bytes(key)

    found = look(site, ends_with=1)

    assert f"the key in {site.folder}/secret_key is damaged" in found["settings"]["says"]
    assert "bring it back from a backup" in found["settings"]["says"]
    assert found["disk"]["state"] == "ok"


def test_a_key_that_is_another(site):
    site.python("from daily8.operating import noted; noted.note_key()")
    (site.folder / "secret_key").write_text("x" * 50)

    found = look(site, ends_with=0)["key"]

    assert found["says"].startswith("not the one that this site has run with")
    assert "secret_key (or DAILY8_SECRET_KEY) back from a backup" in found["way_out"]


def test_a_lock_of_a_worker_that_was_killed(site):
    lock = site.folder / "workers" / "0123456789abcdef.lock"
    lock.parent.mkdir(exist_ok=True)
    lock.write_text("999999")
    assert site.python(CLAIM, lock.stem) == "1\n"

    found = look(site, ends_with=0)["stale lock"]

    assert found["says"] == f"{lock} is of a worker that was killed; it still holds 1 rows"
    assert "start a worker" in found["way_out"]


def test_an_old_sqlite(site, tmp_path):
    """Instead of the library that daily8 brings, the one of this Python."""
    package = tmp_path / "instead" / "pysqlite3"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(OLD_SQLITE)
    (package / "dbapi2.py").write_text(OLD_SQLITE)
    version = subprocess.run(
        ["python3", "-c", "import sqlite3; print(sqlite3.sqlite_version)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    if tuple(map(int, version.split("."))) >= (3, 51, 3):
        pytest.skip("this Python has a good one")

    found = look(site, ends_with=0, PYTHONPATH=str(package.parent))["SQLite"]

    assert found["says"].startswith(f"{version} can spoil a database")
    assert "pip install 'pysqlite3>=0.6.1'" in found["way_out"]


def test_a_model_that_does_not_answer(site, free_port):
    model = {"DAILY8_MODEL": f"http://127.0.0.1:{free_port}/v1", "DAILY8_MODEL_NAME": "tiny"}

    found = look(site, ends_with=1, **model)["model tiny"]

    assert f"127.0.0.1:{free_port}/v1 does not answer" in found["says"]
    assert "DAILY8_MODEL" in found["way_out"]


@pytest.mark.parametrize(
    ("status", "body", "words", "way_out"),
    [
        (200, b'{"data": [{"id": "large"}]}', "does not know it; it knows large", "DAILY8_MODEL_NAME"),
        (401, b"{}", "refuses the key (401)", "DAILY8_MODEL_KEY"),
        (500, b"{}", "answers 500", "DAILY8_MODEL"),
    ],
)
def test_a_model_that_is_not_there_for_us(site, status, body, words, way_out):
    with answering(body, status=status) as address:
        found = look(site, ends_with=1, DAILY8_MODEL=f"{address}/v1", DAILY8_MODEL_NAME="tiny")["model tiny"]

    assert words in found["says"]
    assert way_out in found["way_out"]


def test_a_database_that_is_none(site):
    (site.folder / "daily8.sqlite3").write_bytes(b"This is not a database. " * 100)

    found = look(site, ends_with=1)

    assert "file is not a database" in found["database"]["says"]
    assert "`daily8 restore --replace FILE`" in found["database"]["way_out"]
    assert found["port"]["check"] == "port"


def test_a_database_that_is_not_there_is_named_without_its_password(site):
    found = look(site, ends_with=1, DATABASE_URL="postgresql://news:secret@127.0.0.1:9/news")["database"]

    assert found["says"].startswith("the PostgreSQL database news cannot be used: ")
    assert "secret" not in json.dumps(found)


def test_a_setting_that_is_wrong_is_one_of_the_findings(site):
    found = look(site, ends_with=1, DAILY8_PROT="1")

    assert found["settings"]["says"] == "DAILY8_PROT: there is no such setting; did you mean DAILY8_PORT?"
    assert {"python", "memory", "folder", "disk"} <= found.keys()


def test_backups_that_are_old_or_gone(site, tmp_path):
    (site.folder / "last_backup").unlink(missing_ok=True)
    assert look(site, ends_with=0)["backups"]["says"] == "none was made yet"
    assert site.run("backup", str(tmp_path / "one.zip")).returncode == 0
    assert look(site, ends_with=0)["backups"]["state"] == "ok"
    (tmp_path / "one.zip").unlink()

    found = look(site, ends_with=0)["backups"]

    assert found["says"] == f"the last one, {tmp_path}/one.zip, is not there any more"
    note = json.loads((site.folder / "last_backup").read_text())
    old = (datetime.now(UTC) - timedelta(days=9)).isoformat()
    (site.folder / "last_backup").write_text(json.dumps(note | {"at": old}))
    assert look(site, ends_with=0)["backups"]["says"].startswith("the last is 9 days old")
