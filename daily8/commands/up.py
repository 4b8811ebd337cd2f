"""`daily8 up`: the whole site."""

import os
import shlex
import signal
import subprocess
import sys
import time
from types import FrameType

import click
from django.conf import settings
from django.db import connection

from daily8 import __version__
from daily8.accounts.models import User
from daily8.commands import listening
from daily8.commands.preparing import prepare
from daily8.commands.words import program
from daily8.demo import sources as demo
from daily8.engine import processes
from daily8.sources import catalogue
from daily8.work import clock

# A part that dies is started again, but not faster than this.
RESTART_SECONDS = 2.0
LONGEST_PAUSE = 60.0
STOP_SECONDS = 10.0


@click.command()
@click.option(
    "--sources", type=click.Choice(("catalogue", "demo", "none")), default="catalogue", show_default=True,
    help="Publishers that the first start loads.",
)  # fmt: skip
@click.option("--world", default=demo.ADDRESS, hidden=True, help="Where the demo's publishers answer.")
def up(sources: str, world: str) -> None:
    """Serve the site and read the publishers, until Ctrl-C."""
    listening.refuse_used_port()
    click.echo(f"daily8 {__version__}, data in {settings.DATA.resolve()} ({connection.display_name})")
    prepare()
    if sources == "demo":
        # Without its publishers the demo is nothing: it ends with the process that serves them.
        processes.end_with_parent()
        demo.load(clock.now(), address=world)
        if not User.objects.operators().exists():
            command = f"DAILY8_DATA={shlex.quote(str(settings.DATA))} {program()} operator add NAME"
            click.echo(f"`{command}` makes an operator of the demo, who runs it at /admin/.")
    if sources == "catalogue" and not catalogue.was_loaded():
        loaded = catalogue.load(clock.now())
        click.echo(f"Starter catalogue: {loaded.publishers} publishers with {loaded.feeds} feeds added.")
        if not User.objects.operators().exists():
            click.echo(f"`{program()} operator add NAME` makes an operator, who runs the site at /admin/.")
    parts = Parts()
    parts.start()
    click.echo(f"Open http://{settings.HOST}:{settings.PORT}/ in a browser. Ctrl-C stops it.")
    parts.watch()
    click.echo("Stopped. Nothing is lost: the next start goes on where this one ended.")


class Parts:
    """The web server, the worker and what hands it work if that is needed, each a process of its own."""

    def __init__(self) -> None:
        self._commands = {"web": ["web"], "worker": ["worker", "--tell"]}
        if settings.BROKER:
            self._commands["dispatcher"] = ["dispatcher"]
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False
        self._started_at = 0.0
        self._pause = RESTART_SECONDS
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def start(self) -> None:
        """Start what does not run."""
        self._started_at = time.monotonic()
        for name, arguments in self._commands.items():
            process = self._processes.get(name)
            if process is None or process.poll() is not None:
                if process is not None:
                    click.echo(f"The {name} ended with {process.returncode}; starting it again.", err=True)
                self._processes[name] = subprocess.Popen(  # noqa: S603  (our own program)
                    [sys.executable, "-m", "daily8", *arguments, "--parent", str(os.getpid())],
                    start_new_session=True,
                )

    def watch(self) -> None:
        """Keep the parts running until the process is asked to stop; then stop them."""
        while not self._stopping:
            self._wait(RESTART_SECONDS / 4)
            if any(process.poll() is not None for process in self._processes.values()):
                self._wait(self._next_pause())
                if not self._stopping:
                    self.start()
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()

    def _next_pause(self) -> float:
        """A part that dies again soon after its start is given twice the pause, up to a minute."""
        lived = time.monotonic() - self._started_at
        self._pause = RESTART_SECONDS if lived > LONGEST_PAUSE else min(2 * self._pause, LONGEST_PAUSE)
        return self._pause

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < until:
            time.sleep(min(0.5, max(0.0, until - time.monotonic())))

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self._stopping = True
