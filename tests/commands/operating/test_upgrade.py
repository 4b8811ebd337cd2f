"""`daily8 upgrade` does all that a new version needs, and nothing when it is run again."""

import fcntl
import os
import subprocess
import sys

import pytest

from tests.commands.conftest import ROOT

OLDER = "from django.core.management import call_command; call_command('migrate', 'comments', '0008')"
OTHERWISE = "from daily8.operating import noted; noted.note_version(sys.argv[1], 7)"
MISSING = "from daily8.operating import schema; print(len(schema.missing()))"


def test_tables_are_changed_after_a_backup_and_once(site):
    site.python(OLDER)
    assert site.python(MISSING) == "2\n"

    first, second = site.run("upgrade"), site.run("upgrade")

    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert [line.split()[0] for line in first.stdout.splitlines()[:2]] == ["backup", "tables"]
    assert "2 changes made" in first.stdout
    assert site.python(MISSING) == "0\n"
    (backup,) = (site.folder / "backups").iterdir()
    assert site.run("backup", "--verify", str(backup)).returncode == 0
    assert "backup" not in second.stdout
    assert "tables      as they were" in second.stdout
    assert (site.folder / "static" / "staticfiles.json").exists()


def test_a_step_that_is_done_otherwise_is_done_again_once(site):
    site.python(OTHERWISE, "index")

    first, second = site.run("upgrade"), site.run("upgrade")

    assert first.returncode == 0, first.stderr
    assert "index       done again: 4 articles" in first.stdout
    assert "enrich" not in first.stdout
    assert "articles    as this version makes them" in second.stdout


def test_no_backup_is_made_where_that_is_not_wanted(site):
    site.python(OLDER)

    done = site.run("upgrade", "--no-backup")

    assert done.returncode == 0, done.stderr
    assert not (site.folder / "backups").exists()


def test_a_new_site_is_made_whole(new_site):
    done = new_site().run("upgrade")

    assert done.returncode == 0, done.stderr
    assert "backup" not in done.stdout
    assert "articles    as this version makes them" in done.stdout


def test_tables_are_not_changed_under_a_site_at_work(site):
    site.python(OLDER)
    with (site.folder / "running.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        done = site.run("upgrade")

    assert done.returncode == 2
    assert "stop it before its tables are changed" in done.stderr
    assert site.python(MISSING) == "2\n"


def test_a_key_that_is_another_is_taken_note_of(site):
    site.python("from daily8.operating import noted; noted.note_key()")
    (site.folder / "secret_key").write_text("x" * 50)

    first, second = site.run("upgrade"), site.run("upgrade")

    assert "key         another one than before" in first.stdout
    assert "key " not in second.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_given_what_completes_commands(daily8, shell):
    done = daily8("completion", shell)

    assert done.returncode == 0, done.stderr
    assert "_DAILY8_COMPLETE" in done.stdout


def test_a_command_that_was_begun_is_completed(tmp_path):
    asked = {"COMP_WORDS": "daily8 ba", "COMP_CWORD": "1", "_DAILY8_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [sys.executable, "-m", "daily8"],
        env=os.environ | asked | {"DAILY8_DATA": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "plain,backup\n"
