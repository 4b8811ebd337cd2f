"""`daily8 restore` exchanges a site as a whole: whoever looks finds the old one or the new one."""

import fcntl
import json
import random
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from django.db import connection

from tests.commands.conftest import ROOT
from tests.commands.operating.conftest import Site

COUNT = "from daily8.articles.models import Article; print(Article.objects.count())"
FORGET = "from daily8.articles.models import Article; print(Article.objects.first().delete()[0] > 0)"


def test_a_site_is_not_replaced_unless_that_is_said(site, backup_file):
    done = site.run("restore", str(backup_file))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"daily8: there is a site in the SQLite file {site.folder}/daily8.sqlite3; --replace puts it aside first\n"
    )


def test_what_was_there_is_put_aside_whole(backup_file, new_site):
    site = new_site()
    assert site.run("restore", str(backup_file)).returncode == 0
    assert site.python(FORGET) == "True\n"
    (site.folder / "secret_key").write_text("another key, as long as keys have to be")
    (site.folder / "podcast" / "later.mp3").write_bytes(b"later")

    done = site.run("restore", "--replace", str(backup_file))

    assert done.returncode == 0, done.stderr
    assert site.python(COUNT) == "4\n"
    assert not (site.folder / "podcast" / "later.mp3").exists()
    (aside,) = site.folder.glob("replaced_*")
    assert (aside / "secret_key").read_text() == "another key, as long as keys have to be"
    assert (aside / "podcast" / "later.mp3").read_bytes() == b"later"
    assert str(aside) in done.stdout
    if connection.vendor == "sqlite":
        assert Site(aside).python(COUNT) == "3\n"
    else:
        assert f"the schema {aside.name} of the database" in done.stdout
        schema = f"-c search_path={aside.name}".replace(" ", "%20").replace("=", "%3D")
        assert Site(site.folder, f"{site.database_url}?options={schema}").python(COUNT) == "3\n"


def test_a_file_that_is_no_database_any_more_is_replaced(site, backup_file):
    (site.folder / "daily8.sqlite3").write_bytes(b"This is not a database. " * 100)

    refused = site.run("restore", str(backup_file))
    done = site.run("restore", "--replace", str(backup_file))

    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert site.python(COUNT) == "4\n"


def test_a_site_at_work_is_left_alone(site, backup_file):
    with (site.folder / "running.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        done = site.run("restore", "--replace", str(backup_file))

    assert done.returncode == 2
    assert done.stderr == f"daily8: daily8 is running on the data in {site.folder}; stop it first\n"


def test_nothing_starts_while_a_site_is_restored(site):
    with (site.folder / "running.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = site.run("update")

    assert done.returncode == 2
    assert "`daily8 restore` or `daily8 move` is at work on this site" in done.stderr


def test_a_key_of_the_settings_that_is_another_is_told(site, new_site, tmp_path):
    key = "a key that an operator chose, long enough"
    file = tmp_path / "own-key.zip"
    assert site.run("backup", str(file), DAILY8_SECRET_KEY=key).returncode == 0
    new = new_site()

    same = new.run("restore", str(file), DAILY8_SECRET_KEY=key)
    other = new.run("restore", "--replace", str(file), DAILY8_SECRET_KEY=key[::-1])

    assert same.returncode == other.returncode == 0, same.stderr + other.stderr
    assert "DAILY8_SECRET_KEY" not in same.stdout
    assert "The key of the settings (DAILY8_SECRET_KEY) is not the one of the backup" in other.stdout


def test_a_restore_that_is_killed_leaves_the_old_site_or_the_new_one(backup_file, new_site):
    site, moments = new_site(), random.Random(1)
    started = time.monotonic()
    assert site.run("restore", str(backup_file)).returncode == 0
    whole = time.monotonic() - started

    for _ in range(3):
        site.python(FORGET)
        before = site.python(COUNT)
        process = subprocess.Popen(
            [sys.executable, "-m", "daily8", "restore", "--replace", str(backup_file)],
            env=site.environment(),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * moments.uniform(0.2, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()

        # Whatever starts next ends what was begun.
        assert site.run("migrate").returncode == 0
        assert site.python(COUNT) in (before, "4\n")

    assert site.run("restore", "--replace", str(backup_file)).returncode == 0
    assert site.python(COUNT) == "4\n"
    assert not (site.folder / "restoring").exists()
    assert not list(site.folder.glob("*.restoring*"))


def test_a_restored_site_is_well(backup_file, new_site):
    site = new_site()
    assert site.run("restore", str(backup_file)).returncode == 0

    done = site.run("doctor", "--json", "--offline")

    found = {one["check"]: one["state"] for one in json.loads(done.stdout)}
    assert found["database"] == found["tables"] == found["queue"] == "ok"
    assert ("PostgreSQL" in found) == bool(site.database_url)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="extensions are PostgreSQL's")
def test_an_extension_stays_where_it_is(backup_file, new_site):
    site = new_site()
    with psycopg.connect(site.database_url, autocommit=True) as server:
        server.execute("CREATE EXTENSION pg_trgm")

    for options in ([], ["--replace"]):
        done = site.run("restore", *options, str(backup_file))
        assert done.returncode == 0, done.stderr

    assert site.python(COUNT) == "4\n"
    with psycopg.connect(site.database_url) as server:
        assert server.execute("SELECT extnamespace::regnamespace::text FROM pg_extension").fetchall() == [
            ("pg_catalog",),
            ("public",),
        ]
