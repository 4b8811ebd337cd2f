"""`daily8 web`: the web server alone."""

import click
from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from daily8.commands import listening
from daily8.commands.preparing import prepare
from daily8.engine import processes


@click.command()
@click.option("--parent", type=int, hidden=True, help="Stop when this process, which has started it, ends.")
def web(parent: int | None) -> None:
    """Serve the site, without a worker."""
    processes.end_with_parent(parent)
    address = listening.refuse_used_port()
    prepare()
    Server(
        "daily8.config.wsgi:application",
        address=address,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        blocking_threads=settings.THREADS,
        backlog=512,
        log_access=False,
        log_level=LogLevels.error,
        websockets=False,
    ).serve()
