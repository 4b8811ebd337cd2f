"""A site that was read once, copied for each test, and databases to bring it to."""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from daily8.operating.archive import zstd
from tests import prepared, starting
from tests.commands.conftest import environment
from tests.pipeline.press import Press, serving

QUICK = {
    "DAILY8_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8",
    "DAILY8_HOST_DELAY": "0",
    "DAILY8_EMBEDDING": "none",
    "DAILY8_PODCAST_DAYS": "0",
}


@dataclass(frozen=True)
class Site:
    """A site with its data in a folder, and its rows there or in a database."""

    folder: Path
    database_url: str = ""

    def run(self, *arguments: str, prefix: tuple[str, ...] = (), **settings: str) -> subprocess.CompletedProcess:
        return starting.daily8(arguments, self.environment(**settings), prefix=prefix)

    def environment(self, **settings: str) -> dict[str, str]:
        return environment(self.folder, **QUICK, **({"DATABASE_URL": self.database_url} | settings))

    def python(self, code: str, *arguments: str) -> str:
        """What a program prints that works with this site."""
        started = "import django, sys; django.setup()\n" + code
        environment = self.environment() | {"DJANGO_SETTINGS_MODULE": "daily8.config.settings"}
        done = starting.python(started, arguments, environment)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def read_site(tmp_path_factory) -> Path:
    """The folder of a site that has read four articles, with an operator and an episode."""
    site = Site(tmp_path_factory.mktemp("read") / "data")
    prepared.put(site.folder, tmp_path_factory.getbasetemp())
    with serving(Press()) as press:
        added = site.run("sources", "add", press.publish("bridge", "tunnel", "harbour-wall", "ring-road"))
        assert added.returncode == 0, added.stderr
        assert "4 articles shown" in site.run("update").stdout
    assert site.run("operator", "add", "samia").returncode == 0
    (site.folder / "podcast").mkdir()
    (site.folder / "podcast" / "2026-11-25-abc.mp3").write_bytes(b"sound" * 1000)
    (site.folder / "pictures").mkdir()
    (site.folder / "pictures" / "one.jpg").write_bytes(b"a picture that is fetched again")
    return site.folder


@pytest.fixture(scope="session")
def backup_file(read_site: Path, tmp_path_factory) -> Path:
    """A backup of that site."""
    file = tmp_path_factory.mktemp("backups") / "site.zip"
    done = Site(read_site).run("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture
def site(read_site: Path, tmp_path: Path) -> Site:
    """A site of one's own that has been read."""
    folder = Path(shutil.copytree(read_site, tmp_path / "data", ignore=shutil.ignore_patterns("static")))
    shutil.copytree(read_site / "static", folder / "static", copy_function=os.link)
    return Site(folder)


@pytest.fixture
def new_database() -> Iterator[Callable[[], str]]:
    """Make empty databases of the kind that the tests run on; the address of SQLite's is none."""
    made: list[str] = []

    def make() -> str:
        if connection.vendor != "postgresql":
            return ""
        made.append(f"daily8_test_{os.getpid()}_{len(made)}_of_commands")
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(f"CREATE DATABASE {made[-1]}")
        return os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + quote(made[-1])

    yield make
    for name in made:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def new_site(tmp_path: Path, new_database) -> Callable[[], Site]:
    """Name a site in a folder that is not there yet, on a database of the kind that the tests run on."""
    return lambda: Site(tmp_path / "another" / "data", new_database())


def members(file: Path) -> dict[str, list[str]]:
    """The lines of every table of a backup, in an order of their own; the index is made anew by each site.

    PostgreSQL keeps the names within an object in an order of its own.
    """
    with zipfile.ZipFile(file) as archive:
        return {
            name: sorted(map(_in_order, zstd.decompress(archive.read(name)).splitlines()))
            for name in archive.namelist()
            if name.startswith("tables/") and "search_entry" not in name
        }


def _in_order(line: bytes) -> str:
    return json.dumps(json.loads(line), sort_keys=True)
