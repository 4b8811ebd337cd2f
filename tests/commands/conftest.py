"""The `daily8` command as an operator runs it."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from ipaddress import ip_network
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from daily8.commands.sources import sources
from tests import prepared, starting
from tests.pipeline.press import Press, serving

ROOT = Path(__file__).parents[2]
Runs = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def press() -> Iterator[Press]:
    """A publisher on 127.0.0.1 to 127.0.0.3."""
    with serving(Press()) as press:
        yield press


@pytest.fixture
def daily8(first_start: Runs, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Run `daily8` in a process of its own, on SQLite in the data folder of a site that has nothing yet."""
    prepared.put(tmp_path / "data", tmp_path_factory.getbasetemp())
    return first_start


@pytest.fixture
def first_start(tmp_path: Path) -> Runs:
    """Run `daily8` in the same way where no data folder is."""

    def run(*arguments: str, stdin: str | bytes = "", prefix: Sequence[str] = (), **settings: str):
        given = stdin.encode() if isinstance(stdin, str) else stdin
        return starting.daily8(arguments, environment(tmp_path / "data", **settings), given=given, prefix=prefix)

    return run


def environment(data: Path, **settings: str) -> dict[str, str]:
    """The variables of a site with its data in this folder; a variable set to nothing is left out."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DAILY8_", "DJANGO_"))}
    given = {"DAILY8_DATA": str(data), "DATABASE_URL": ""}
    return inherited | given | settings


@pytest.fixture
def run_sources(transactional_db: None, settings) -> Callable[..., Result]:
    """Run `daily8 sources` in this process, on the test's database."""
    settings.ALLOW_PRIVATE_NETWORKS = (ip_network("127.0.0.0/8"),)
    return lambda *arguments, **more: CliRunner().invoke(sources, list(arguments), **more)
