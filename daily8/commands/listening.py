"""Whether the web server can have its port."""

import asyncio
import errno
import os

import click
from django.conf import settings


def refuse_used_port() -> None:
    """Stop with a clear word where another program listens; the web server itself would share the port."""
    try:
        asyncio.run(_listen())
    except OSError as error:
        used = error.errno == errno.EADDRINUSE
        reason = "is used by another program" if used else f"cannot be used: {_words(error)}"
        raise click.ClickException(
            f"port {settings.PORT} on {settings.HOST} {reason}; set DAILY8_PORT to another one"
        ) from error


async def _listen() -> None:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), settings.HOST, settings.PORT)
    server.close()


def _words(error: OSError) -> str:
    number = error.errno
    return os.strerror(number).lower() if number and number > 0 else str(error.strerror)
