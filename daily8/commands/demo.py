"""`daily8 demo`: the whole site with a small world of made-up publishers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from daily8.demo.gallery import Gallery
from daily8.demo.opening import opening
from daily8.demo.server import PortError, Server
from daily8.demo.world import papers
from daily8.engine import processes

# So soon a signal that another thread was told is acted on.
WAKE_SECONDS = 0.2


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8881, show_default=True,
    help="Port on which the made-up publishers answer.",
)  # fmt: skip
@click.option(
    "--data", envvar="DAILY8_DATA", default="data", show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Data folder; the demo keeps to the folder `demo` in it.",
)  # fmt: skip
def demo(port: int, data: Path) -> None:
    """Show daily8 without a network: ten made-up newspapers, and the site that reads them."""
    processes.end_with_parent()
    try:
        server = Server(port)
    except PortError as error:
        raise click.ClickException(str(error)) from error
    # A folder for each port: whoever has the port is the only one at work in it.
    folder = data / "demo" / str(port)
    opened_at = opening(folder, now=datetime.now(UTC)).at
    printed = papers(server.address, opened_at)
    server.serve(printed, Gallery(data / "demo" / "drawings"))
    click.echo(f"{len(printed)} made-up newspapers are served at {server.address}/. Nothing in them is real.")
    click.echo(f"Letters to readers are kept in {folder / 'mail'}.")
    sys.exit(_site(server.address, settings_of(os.environ, folder, opened_at)))


def settings_of(variables: Mapping[str, str], folder: Path, opened_at: datetime) -> dict[str, str]:
    """Return the settings of the demo's site: the operator's own, but for what keeps it to itself.

    Unless told otherwise its edition appears as the world opens, and so has a whole day to choose from.
    """
    return {
        "DAILY8_EDITION_TIME": _time_of_day(opened_at, variables.get("DAILY8_TIME_ZONE", "")),
        **variables,
        "DAILY8_DATA": str(folder),
        "DAILY8_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8",
        "DAILY8_SITE_NAME": "daily8 demo",
        "DAILY8_HOST_DELAY": "0",
        "DATABASE_URL": "",
    }


def _time_of_day(moment: datetime, zone: str) -> str:
    """Return it by the clocks of a zone; one that is not known is told of by the site itself."""
    try:
        return moment.astimezone(ZoneInfo(zone or "UTC")).strftime("%H:%M")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment.strftime("%H:%M")


def _site(address: str, settings: Mapping[str, str]) -> int:
    """Run the site until it ends or this process is asked to stop; return its exit code."""
    command = [sys.executable, "-m", "daily8", "up", "--sources", "demo", "--world", address]
    # A session of its own: on Ctrl-C it is stopped by us, once, and not by the terminal as well.
    site = subprocess.Popen(command, env=settings, start_new_session=True)  # noqa: S603  (our own program)

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        site.terminate()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    # In short waits: the system may tell a signal to a thread that serves papers, and only this one, when it
    # next wakes, acts on it.
    while site.poll() is None:
        time.sleep(WAKE_SECONDS)
    return site.returncode
