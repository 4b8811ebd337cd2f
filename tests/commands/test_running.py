"""`daily8` in a process of its own: what an operator sees when it works, and when it cannot."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from daily8 import cli
from tests.commands.conftest import ROOT, environment

LOOPBACK = {"DAILY8_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8", "DAILY8_HOST_DELAY": "0"}


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def test_update_reads_everything_and_says_what_it_did_and_what_fails(daily8, press, tmp_path):
    added = daily8("sources", "add", press.publish("bridge", "tunnel"), **LOOPBACK)
    assert added.returncode == 0, added.stderr

    first = daily8("update", **LOOPBACK)
    second = daily8("update", **LOOPBACK)
    del press.answers["/feed.xml"]
    third = daily8("update", "--patience", "0", **LOOPBACK)
    fourth = daily8("update", "--due", "--patience", "0", **LOOPBACK)

    assert first.stdout.splitlines() == [
        "fetch         1 feeds asked: 0 unchanged, 0 failing; 2 new articles",
        "extract       2 articles read: 0 without text, 0 met before, 0 changed; 0 to be tried again",
        "publish       2 articles shown",
    ]
    assert second.stdout.splitlines()[0] == "fetch         1 feeds asked: 1 unchanged, 0 failing; 0 new articles"
    assert third.stdout.splitlines()[-1] == "1 feed failing (`daily8 sources list --failing` says why)"
    assert fourth.stdout.startswith("fetch         0 feeds asked")
    for done in (first, second, third, fourth):
        assert (done.returncode, done.stderr) == (0, "")
    with closing(sqlite3.connect(tmp_path / "data" / "daily8.sqlite3")) as file:
        assert file.execute("SELECT count(*) FROM articles_article WHERE visible").fetchone() == (2,)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"DAILY8_PROT": "8000"}, "DAILY8_PROT: there is no such setting; did you mean DAILY8_PORT?"),
        ({"DAILY8_TIME_ZONE": "Mars/Olympus"}, "DAILY8_TIME_ZONE='Mars/Olympus'"),
        ({"DAILY8_DATA": "/dev/null"}, "DAILY8_DATA='/dev/null'"),
    ],
)
def test_a_setting_that_is_wrong_stops_it_in_one_line_with_the_way_out(daily8, settings, words):
    done = daily8("update", **settings)

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stderr.startswith("daily8: ")
    assert words in done.stderr


def test_a_database_that_cannot_be_reached_is_named_without_its_password(daily8):
    done = daily8("migrate", DATABASE_URL="postgresql://reader:secret@127.0.0.1:9/news")

    assert done.returncode == 2
    assert "the PostgreSQL database news (DATABASE_URL) cannot be used" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_file_that_is_none_is_named(daily8, tmp_path):
    file = tmp_path / "data" / "daily8.sqlite3"
    file.write_bytes(b"This is not a database. " * 100)

    done = daily8("update")

    assert done.returncode == 2
    assert done.stderr == f"daily8: the database file {file} cannot be used: file is not a database\n"


def test_a_database_file_that_is_read_only_is_named(daily8, tmp_path):
    file = tmp_path / "data" / "daily8.sqlite3"
    file.chmod(0o444)

    done = daily8("update", prefix=without_privileges())

    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"daily8: the database file {file} cannot be used: ")
    assert "readonly" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def without_privileges() -> list[str]:
    """Begin a command that obeys the modes of files even where root runs it."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write to every file, and there is no setpriv to give that up")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.parametrize("command", ["up", "web"])
def test_a_port_in_use_is_named(daily8, command):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = daily8(command, DAILY8_PORT=str(port))

    assert done.returncode == 1
    assert done.stderr == (
        f"Error: port {port} on 127.0.0.1 is used by another program; set DAILY8_PORT to another one\n"
    )


def test_a_host_that_is_not_ours_is_named(daily8):
    done = daily8("web", DAILY8_HOST="192.0.2.1")

    assert done.returncode == 1
    assert "port 8000 on 192.0.2.1 cannot be used" in done.stderr


def test_an_unknown_command_is_a_usage_error(daily8):
    done = daily8("uptade")

    assert done.returncode == 2
    assert "No such command 'uptade'" in done.stderr


def test_help_lists_every_command(daily8):
    done = daily8("--help")

    assert done.returncode == 0
    assert [name for name in cli.COMMANDS if f"\n  {name} " not in done.stdout] == []


def test_a_first_start_with_a_key_of_its_own_makes_the_folder(first_start, tmp_path):
    done = first_start("migrate", DAILY8_SECRET_KEY="a key that an operator chose, long enough")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "daily8.sqlite3").exists()
    assert not (tmp_path / "data" / "secret_key").exists()


def test_processes_that_start_together_on_an_empty_folder_all_start(first_start):
    with ThreadPoolExecutor(3) as together:
        started = list(together.map(lambda _: first_start("migrate"), range(3)))

    assert [done.returncode for done in started] == [0, 0, 0], [done.stderr for done in started]


def start(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "daily8", *arguments],
        cwd=ROOT,
        env=environment(tmp_path / "data", **LOOPBACK, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def wait_until(true, seconds: float = 60) -> None:
    ends_at = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends_at, "it did not happen"
        time.sleep(0.1)


def test_the_whole_site_reads_serves_and_stops_on_ctrl_c(daily8, press, tmp_path, free_port):
    daily8("sources", "add", press.publish("bridge"), **LOOPBACK)
    site = start(tmp_path, "up", "--sources", "none", DAILY8_PORT=str(free_port))
    address = f"http://127.0.0.1:{free_port}/en/"
    try:
        wait_until(lambda: "Council weighs bridge plan" in read(address))
        (first,) = workers(tmp_path)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: workers(tmp_path) - {first})
    finally:
        site.send_signal(signal.SIGINT)
        output = site.communicate(timeout=60)[0].decode()

    assert site.returncode == 0, output
    assert f"Open http://127.0.0.1:{free_port}/" in output
    assert "Nothing is lost" in output
    assert "The worker ended with -9; starting it again." in output
    assert "Traceback" not in output
    assert read(address) == ""


def workers(tmp_path: Path) -> set[int]:
    """The processes that say they are at work on the site in this folder."""
    return {int(path.read_text()) for path in (tmp_path / "data" / "workers").glob("*.lock")}


def read(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read().decode()
    except OSError:
        return ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_stops_when_asked_and_gives_its_rows_back(daily8, press, tmp_path, number):
    daily8("sources", "add", press.publish(*(f"story-{number}" for number in range(200))), **LOOPBACK)
    worker = start(tmp_path, "worker")
    wait_until(lambda: press.asked("/story-5"))

    worker.send_signal(number)
    output = worker.communicate(timeout=60)[0].decode()

    assert worker.returncode == 0, output
    assert output == ""
    with closing(sqlite3.connect(tmp_path / "data" / "daily8.sqlite3")) as file:
        assert file.execute("SELECT count(*) FROM articles_article WHERE claimed_by <> ''").fetchone() == (0,)
    assert list((tmp_path / "data" / "workers").iterdir()) == []


def test_a_worker_whose_starter_is_gone_already_ends(daily8, tmp_path):
    gone = subprocess.Popen(["true"])
    gone.wait()
    worker = start(tmp_path, "worker", "--parent", str(gone.pid))

    output = worker.communicate(timeout=60)[0].decode()

    assert worker.returncode != 0
    assert "Traceback" not in output


def test_a_dispatcher_without_a_broker_says_what_to_set(daily8):
    done = daily8("dispatcher")

    assert done.returncode == 1
    assert "DAILY8_BROKER" in done.stderr
    assert "Traceback" not in done.stderr


def test_steps_of_a_worker_are_those_there_are_and_need_a_broker(daily8):
    alone = daily8("worker", "--steps", "extract")
    shared = {"DAILY8_BROKER": "amqp://127.0.0.1:9", "DATABASE_URL": "postgresql://127.0.0.1:9/news"}
    wrong = daily8("worker", "--steps", "extract, polish", **shared)

    assert (alone.returncode, wrong.returncode) == (2, 2)
    assert "DAILY8_BROKER" in alone.stderr
    assert "no step polish: the steps are fetch, extract, enrich, group, publish" in wrong.stderr
