"""`daily8 mcp`: agents on this machine read the site."""

import sys

import click
from django.conf import settings
from django.db import close_old_connections

from daily8.api.mcp.finding import Caller
from daily8.api.mcp.lines import answers


@click.command()
def mcp() -> None:
    """Answer an agent on this machine by the Model Context Protocol, on standard input and output.

    The same tools as at /api/mcp. Give your agent the command `daily8 mcp`, in the folder of the site.
    """
    caller = Caller(settings.SITE_URL or f"http://{settings.HOST}:{settings.PORT}", address="")
    for line in answers(sys.stdin.buffer, caller):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        # The agent may ask again in an hour.
        close_old_connections()
