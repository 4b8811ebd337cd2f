import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from daily8.commands.demo import demo, settings_of
from daily8.demo.server import Server
from tests import prepared
from tests.conftest import NOON

PATIENCE = 60


def free_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


def answers(port):
    with closing(socket.socket()) as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def wait_until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@pytest.fixture
def running(tmp_path, tmp_path_factory):
    """A demo whose site and papers answer, with the ports of both."""
    site, world = free_port(), free_port()
    prepared.put(tmp_path / "demo" / str(world), tmp_path_factory.getbasetemp())
    settings = {**os.environ, "DAILY8_DATA": str(tmp_path), "DAILY8_PORT": str(site)}
    process = subprocess.Popen(
        [sys.executable, "-m", "daily8", "demo", "--port", str(world)],
        env=settings, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_until(lambda: answers(site) or process.poll() is not None)
    yield process, site, world
    process.terminate()
    process.wait(PATIENCE)
    process.stdout.close()


def test_the_demo_shows_made_up_news_and_stops_on_ctrl_c(running, tmp_path):
    process, site, world = running

    def front():
        with urllib.request.urlopen(f"http://127.0.0.1:{site}/en/") as response:
            return response.read().decode()

    wait_until(lambda: "The Harbour Courier" in front())
    assert "daily8 demo" in front()
    assert answers(world)
    assert not (tmp_path / "daily8.sqlite3").exists()

    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert not answers(site)
    assert not answers(world)
    assert "Nothing in them is real." in process.stdout.read()


@pytest.mark.skipif(sys.platform != "linux", reason="threads are signalled as Linux does it")
def test_ctrl_c_stops_the_demo_whichever_thread_the_system_tells(running):
    process, site, _ = running
    threads = [int(entry.name) for entry in Path(f"/proc/{process.pid}/task").iterdir()]
    (other, *_) = [thread for thread in threads if thread != process.pid]

    assert ctypes.CDLL(None).tgkill(process.pid, other, signal.SIGINT) == 0

    assert process.wait(PATIENCE) == 0
    assert not answers(site)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_killed_demo_leaves_no_site_behind(running):
    process, site, _ = running
    process.kill()
    wait_until(lambda: not answers(site))

    assert not answers(site)


def test_a_used_port_stops_the_demo_with_a_clear_word(tmp_path):
    with Server(0) as other:
        result = CliRunner().invoke(demo, ["--port", str(other.server_port), "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert f"port {other.server_port} on 127.0.0.1 is used by another program" in result.output
    assert not (tmp_path / "demo").exists()


def test_the_demo_keeps_to_its_own_data_and_keeps_the_other_settings():
    told = {"DAILY8_PORT": "9000", "DATABASE_URL": "postgresql://news", "DAILY8_DATA": "data", "PATH": "/bin"}
    assert settings_of(told, Path("data/demo/8881"), NOON) == {
        "DAILY8_EDITION_TIME": "12:00",
        "DAILY8_PORT": "9000",
        "PATH": "/bin",
        "DAILY8_DATA": "data/demo/8881",
        "DATABASE_URL": "",
        "DAILY8_SITE_NAME": "daily8 demo",
        "DAILY8_HOST_DELAY": "0",
        "DAILY8_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8",
    }


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ({"DAILY8_TIME_ZONE": "Asia/Amman"}, "15:00"),
        ({"DAILY8_TIME_ZONE": "Nowhere/At_all"}, "12:00"),
        ({"DAILY8_TIME_ZONE": "../zone"}, "12:00"),
        ({"DAILY8_EDITION_TIME": "07:30"}, "07:30"),
    ],
)
def test_the_edition_of_the_demo_appears_as_its_world_opens(told, at):
    assert settings_of(told, Path("data/demo/8881"), NOON)["DAILY8_EDITION_TIME"] == at
