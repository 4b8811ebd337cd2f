"""Starts of `python -m daily8` that take a tenth of the time: forks of a process that has the libraries loaded.

Each is a process of its own with its own arguments, variables, input and outputs, and has read no settings before.
What is about a start itself, or about being killed, takes `subprocess`.
"""

import atexit
import gc
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.db import connections

Becomes = Callable[[list[str]], None]
Ended = subprocess.CompletedProcess[str]
ROOT = Path(__file__).parents[1]
_LOADED = (
    "daily8.cli",
    "daily8.engine.embedding",
    "daily8.engine.http",
    "daily8.engine.push",
    "daily8.engine.remarks.markup",
    "daily8.engine.remarks.spelling",
    "daily8.engine.tagging",
    "daily8.engine.words.terms",
    "django.contrib.admin.utils",
    "django.contrib.messages",
    "django.contrib.sessions.middleware",
    "django.core.management.commands.migrate",
    "django.core.signing",
    "django.db.models",
    "django.forms",
    "django.template.defaultfilters",
    "django.urls",
    "django.views.generic",
    "jwt",
    "logging.config",
    "numpy",
    "requests",
    "rich.progress",
    "rich.table",
)
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(list(_LOADED))


def daily8(
    arguments: Sequence[str], environment: Mapping[str, str], *, given: bytes = b"", prefix: Sequence[str] = ()
) -> Ended:
    """Run `daily8` with these arguments and variables; return how it ended and what it wrote.

    With a prefix - a program that starts another -, or libraries of its own, it is started from nothing.
    """
    if not prefix and "PYTHONPATH" not in environment:
        return _run(_become, arguments, environment, given)
    command = [*prefix, sys.executable, "-m", "daily8", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, check=False)
    return Ended(arguments, done.returncode, done.stdout.decode(), done.stderr.decode())


def python(code: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Ended:
    """Run this program, as `python -c` does."""
    return _run(_execute, [code, *arguments], environment, b"")


def _run(become: Becomes, arguments: Sequence[str], environment: Mapping[str, str], given: bytes) -> Ended:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "0").write_bytes(given)
        process = _FORKS.Process(target=_settle, args=(become, list(arguments), dict(environment), folder))
        process.start()
        process.join()
        code = process.exitcode
        process.close()
        written = [(Path(folder) / name).read_bytes().decode() for name in "12"]
    return Ended(arguments, code or 0, *written)


def _settle(become: Becomes, arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Be where a process that was started from nothing would be, and go on from there."""
    # What was loaded stays: it need not be looked through for what can go.
    gc.freeze()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    for number, how in ((0, os.O_RDONLY), (1, os.O_WRONLY | os.O_CREAT), (2, os.O_WRONLY | os.O_CREAT)):
        opened = os.open(f"{folder}/{number}", how)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, errors="backslashreplace", buffering=1)
    try:
        become(arguments)
    finally:
        # As at the end of a whole process, which leaves no journal of SQLite behind.
        atexit._run_exitfuncs()
        if settings.configured:
            connections.close_all()


def _become(arguments: list[str]) -> None:
    sys.argv = ["daily8", *arguments]
    runpy.run_module("daily8", run_name="__main__", alter_sys=True)


def _execute(arguments: list[str]) -> None:
    code, *sys.argv[1:] = arguments
    sys.argv[0] = "-c"
    exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
