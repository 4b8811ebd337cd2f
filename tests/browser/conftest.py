"""A real site with a small world, and a real Chromium to read it with."""

import functools
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import chromium as chromium_settings
from tests import prepared

# A machine that is busy with other tests takes longer than the five seconds that are usual.
expect.set_options(timeout=15_000)
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The browser; without one these tests are skipped, unless DAILY8_REQUIRE_BROWSER=1 makes that a failure."""
    if chromium_settings.PROGRAM is None:
        if os.environ.get("DAILY8_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium: install it (Debian: apt install chromium)")
        pytest.skip("no Chromium: install it (Debian: apt install chromium) to run the browser tests")
    assert chromium_settings.LIGHT
    return chromium_settings.LIGHT


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, object]:
    """Start the Chromium of this system."""
    return {"executable_path": chromium, "args": chromium_settings.ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """Leave service workers to the tests that are about them: every context would install its own."""
    return browser_context_args | {"service_workers": "block"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a publisher's pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    for number in range(5):
        Image.new("RGB", (900, 600), (40 * number, 90, 160 - 20 * number)).save(folder / f"{number}.png")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pictures: str) -> Iterator[str]:
    """The address of a site with a small world, served as an operator serves it."""
    with serving(tmp_path_factory.mktemp("site"), [str(HERE / "world.py"), pictures]) as address:
        yield address


@pytest.fixture(scope="session")
def newsroom_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site with an operator keeps what it has."""
    return tmp_path_factory.mktemp("newsroom")


@pytest.fixture(scope="session")
def newsroom(newsroom_data: Path, pictures: str) -> Iterator[str]:
    """The address of a site with an operator."""
    with serving(newsroom_data, [str(HERE / "newsroom.py"), pictures]) as address:
        yield address


@pytest.fixture(scope="session")
def agora_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site whose readers discuss keeps what it has."""
    return tmp_path_factory.mktemp("agora")


@pytest.fixture(scope="session")
def agora(agora_data: Path, pictures: str) -> Iterator[str]:
    """The address of a site whose readers, and guests, discuss."""
    with serving(agora_data, [str(HERE / "commenting.py"), pictures], DAILY8_GUESTS="True") as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that has just been set up."""
    with serving(tmp_path_factory.mktemp("empty"), []) as address:
        yield address


def environment_of(data: Path, **more: str) -> dict[str, str]:
    """What a process of a site with this folder of data is started with."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DAILY8_")}
    environment |= {
        "DAILY8_DATA": str(data),
        "DAILY8_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8",
        "DJANGO_SETTINGS_MODULE": "daily8.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DATABASE_URL", None)
    return environment | more


@contextmanager
def serving(data: Path, prepare: list[str], **more: str) -> Iterator[str]:
    """Prepare a folder of data and serve it until the tests are done."""
    port = _free_port()
    environment = environment_of(data, DAILY8_PORT=str(port), **more)
    prepared.put(data, data.parent)
    if prepare:
        subprocess.run([sys.executable, *prepare], env=environment, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [sys.executable, "-m", "daily8", "web", "--parent", str(os.getpid())], env=environment
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answering(address: str, server: "subprocess.Popen[bytes]") -> str:
    for _attempt in range(1200):
        assert server.poll() is None, "the site ended before it answered"
        try:
            urllib.request.urlopen(f"{address}/en/about", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError("the site did not answer within two minutes")
